package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"dramaport/internal/console"
	"dramaport/internal/terminal"
	"dramaport/season"
	"dramaport/stage"

	"github.com/spf13/cobra"
)

func (a *app) statusCommand() *cobra.Command {
	var s selection
	var byEpisode bool
	c := &cobra.Command{
		Use:   "status",
		Short: "Shows what is open, per market and episode",
		Args:  cobra.NoArgs,
		RunE:  a.verb(func(ctx context.Context, _ []string) error { return a.status(ctx, s, byEpisode) }),
	}
	s.addFlags(c)
	c.Flags().BoolVar(&byEpisode, "episodes", false, "a row per episode")
	return c
}

// statusJSON is the document of status --json. Fields may be added, never
// renamed.
type statusJSON struct {
	FormatVersion int           `json:"format_version"`
	Title         string        `json:"title"`
	Source        string        `json:"source"`
	Episodes      int           `json:"episodes"`
	Markets       []marketCount `json:"markets"`
	Usage         []usageJSON   `json:"usage"`
	// Batches are those that are not collected yet, oldest first.
	Batches []batchJSON `json:"batches"`
}

// marketCount counts a market's lines, or those of one of its episodes.
type marketCount struct {
	Market       season.MarketName  `json:"market"`
	Episode      season.EpisodeName `json:"episode,omitempty"`
	Locale       string             `json:"locale"`
	Lines        int                `json:"lines"`
	Untranslated int                `json:"untranslated"`
	Machine      int                `json:"machine"`
	Edited       int                `json:"edited"`
	NeedsWork    int                `json:"needs_work"`
	Approved     int                `json:"approved"`
	Stale        int                `json:"stale"`
	Waiting      int                `json:"waiting"`
	// InBatch are the lines that wait for a batch at a provider.
	InBatch  int                     `json:"posted"`
	Findings map[season.Severity]int `json:"findings"`
	Takes    int                     `json:"takes"`
	Unfit    int                     `json:"unfit"`
	Exported int                     `json:"exported"`
	// Requests and Cost are what the market has consumed; absent per episode.
	Requests int64          `json:"requests,omitempty"`
	Cost     *console.Money `json:"cost,omitempty"`
}

type usageJSON struct {
	Provider     string `json:"provider"`
	Requests     int64  `json:"requests"`
	InputTokens  int64  `json:"input_tokens"`
	CachedTokens int64  `json:"cached_tokens"`
	OutputTokens int64  `json:"output_tokens"`
	Characters   int64  `json:"characters"`
	// Estimated are those of the requests for which the provider did not say
	// what they consumed, or said what cannot be.
	Estimated int64         `json:"estimated"`
	Cost      console.Money `json:"cost"`
}

func (a *app) status(ctx context.Context, s selection, byEpisode bool) error {
	return a.withSheets(ctx, s, (*stage.Workspace).Sheets, func(d *stage.Workspace, sheets []stage.Sheet) error {
		counts, err := count(ctx, d, sheets, byEpisode)
		if err != nil {
			return err
		}
		usage, err := d.Store.Usage(ctx)
		if err != nil {
			return err
		}
		spent, err := d.Store.MarketUsage(ctx)
		if err != nil {
			return err
		}
		if !byEpisode {
			addSpent(counts, spent)
		}
		batches, err := d.PendingBatches(ctx)
		if err != nil {
			return err
		}
		now := time.Now()
		if a.JSON {
			return a.PrintJSON(statusJSON{1, d.Config.Title, d.Config.Source.Locale.String(), len(d.Episodes), counts, usageList(usage), batchList(batches, now)})
		}
		return a.printStatus(d, counts, usage, batches, now)
	})
}

// addSpent adds what the markets have consumed, over all providers.
func addSpent(counts []marketCount, spent []season.Usage) {
	for i := range counts {
		cost := console.Money(0)
		for _, u := range spent {
			if u.Market == counts[i].Market {
				counts[i].Requests += u.Requests
				cost += console.Money(u.Cost)
			}
		}
		counts[i].Cost = &cost
	}
}

// count adds up sheets, one row per market or per market and episode.
func count(ctx context.Context, d *stage.Workspace, sheets []stage.Sheet, byEpisode bool) ([]marketCount, error) {
	counts := []marketCount{}
	exports, err := d.Exports(ctx, tool(), sheets)
	if err != nil {
		return nil, err
	}
	for _, sh := range sheets {
		if byEpisode || len(counts) == 0 || counts[len(counts)-1].Market != sh.Market.Name {
			c := marketCount{Market: sh.Market.Name, Locale: sh.Market.Locale.String(),
				Findings: map[season.Severity]int{season.Error: 0, season.Warning: 0, season.Info: 0}}
			if byEpisode {
				c.Episode = sh.Episode
			}
			counts = append(counts, c)
		}
		if err := counts[len(counts)-1].addSheet(exports, sh); err != nil {
			return nil, err
		}
	}
	return counts, nil
}

func (c *marketCount) addSheet(exports stage.Exports, sh stage.Sheet) error {
	plan, err := exports.Plan(sh)
	if err != nil {
		return err
	}
	for _, r := range sh.Rows {
		if r.Speaks() {
			c.addRow(r)
		}
	}
	c.Takes += len(plan.Lines)
	c.Unfit += len(plan.Unfit())
	if exports.Has(sh) {
		c.Exported++
	}
	return nil
}

func (c *marketCount) addRow(r stage.Row) {
	c.Lines++
	switch r.Translation.State {
	case season.Machine:
		c.Machine++
	case season.Edited:
		c.Edited++
	case season.NeedsWork:
		c.NeedsWork++
	case season.Approved:
		c.Approved++
	default:
		c.Untranslated++
	}
	if r.Stale {
		c.Stale++
	}
	if r.Waiting() {
		c.Waiting++
	}
	if r.InBatch() {
		c.InBatch++
	}
	for _, d := range r.Findings {
		c.Findings[d.Severity]++
	}
}

func usageList(us []season.Usage) []usageJSON {
	list := []usageJSON{}
	for _, u := range us {
		list = append(list, usageJSON{u.Provider, u.Requests, u.InputTokens, u.CachedTokens, u.OutputTokens, u.Characters, u.Estimated, console.Money(u.Cost)})
	}
	return list
}

func (a *app) printStatus(d *stage.Workspace, counts []marketCount, usage []season.Usage, batches []stage.PendingBatch, now time.Time) error {
	fmt.Fprintf(a.Out, "%s · %s · %s\n\n", d.Config.Title, d.Config.Source.Locale, console.Plural(len(d.Episodes), "episode"))
	if err := console.Table(a.Out, statusTable(counts)); err != nil {
		return err
	}
	for _, u := range usage {
		fmt.Fprintf(a.Out, "\n%s: %s, %d tokens in (%d cached), %d out, %d characters, cost %.4f%s\n",
			u.Provider, console.Plural(int(u.Requests), "request"), u.InputTokens, u.CachedTokens, u.OutputTokens, u.Characters, u.Cost, estimatedPart(u))
	}
	for _, b := range batches {
		fmt.Fprintf(a.Out, "\n%s\n", terminal.Visible(batchWords(b, now)))
	}
	a.Next("%s", adviceFor(counts))
	return nil
}

// estimatedPart says how much of a usage is no count of the provider's.
func estimatedPart(u season.Usage) string {
	if u.Estimated == 0 {
		return ""
	}
	return fmt.Sprintf(" (%d of the requests estimated: the provider did not say, or said what cannot be)", u.Estimated)
}

func statusTable(counts []marketCount) [][]string {
	rows := [][]string{{"MARKET", "LOCALE", "EPISODE", "LINES", "OPEN", "MACHINE", "EDITED", "NEEDS WORK", "APPROVED", "STALE", "ERRORS", "WARNINGS", "TAKES", "UNFIT", "EXPORTED", "COST"}}
	for _, c := range counts {
		episode := "all"
		if c.Episode != "" {
			episode = string(c.Episode)
		}
		row := []string{string(c.Market), c.Locale, episode}
		for _, n := range []int{c.Lines, c.Untranslated, c.Machine, c.Edited, c.NeedsWork, c.Approved, c.Stale,
			c.Findings[season.Error], c.Findings[season.Warning], c.Takes, c.Unfit, c.Exported} {
			row = append(row, strconv.Itoa(n))
		}
		if c.Cost != nil {
			row = append(row, fmt.Sprintf("%.4f", *c.Cost))
		}
		rows = append(rows, row)
	}
	return rows
}

// adviceFor names the next step of the market that is least far.
func adviceFor(counts []marketCount) string {
	for _, c := range counts {
		switch {
		case c.Untranslated > c.Waiting+c.InBatch:
			return fmt.Sprintf("dramaport translate -m %s", c.Market)
		case c.InBatch > 0:
			return "dramaport translate --tier batch waits for the answers; dramaport translate collects what has ended"
		case c.Findings[season.Error] > 0 && c.Untranslated == 0:
			return fmt.Sprintf("dramaport check -m %s", c.Market)
		case c.Approved < c.Lines-c.Waiting || c.Stale > 0:
			return fmt.Sprintf("dramaport approve -m %s --clean, or line by line", c.Market)
		}
	}
	return "dramaport dub, then dramaport export"
}
