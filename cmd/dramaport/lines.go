package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"dramaport/dubbing"
	"dramaport/internal/console"
	"dramaport/season"
	"dramaport/stage"

	"github.com/spf13/cobra"
)

func (a *app) linesCommand() *cobra.Command {
	var s selection
	var matches bool
	c := &cobra.Command{
		Use:   "lines",
		Short: "Lists lines as data: text, state, findings, take",
		Args:  cobra.NoArgs,
		RunE:  a.verb(func(ctx context.Context, _ []string) error { return a.lines(ctx, s, matches) }),
	}
	s.addLineFlags(c)
	c.Flags().BoolVar(&matches, "matches", false, "with --json: what the memory has for each line")
	return c
}

func (a *app) lines(ctx context.Context, s selection, matches bool) error {
	if matches && !a.JSON {
		return usagef("--matches needs --json; for people, dramaport memory search looks into a market's memory")
	}
	return a.withSheets(ctx, s, (*stage.Workspace).Sheets, func(d *stage.Workspace, sheets []stage.Sheet) error {
		if a.JSON {
			var remembered *recollection
			if matches {
				var err error
				if remembered, err = newRecollection(ctx, d, sheets); err != nil {
					return err
				}
			}
			return a.linesJSON(ctx, d, sheets, s, remembered)
		}
		return a.linesTable(sheets, s)
	})
}

// lineJSON is one object of lines --json. Fields may be added, never renamed.
type lineJSON struct {
	Episode  season.EpisodeName `json:"episode"`
	Line     int                `json:"line"`
	Key      season.LineKey     `json:"key"`
	StartMS  int64              `json:"start_ms"`
	EndMS    int64              `json:"end_ms"`
	Speaker  string             `json:"speaker"`
	Source   string             `json:"source"`
	Market   season.MarketName  `json:"market"`
	Text     string             `json:"text"`
	State    season.State       `json:"state"`
	Origin   string             `json:"origin"`
	By       string             `json:"by"`
	At       string             `json:"at"`
	Note     string             `json:"note,omitempty"`
	Version  int64              `json:"version"`
	Stale    bool               `json:"stale"`
	Findings []season.Finding   `json:"findings"`
	// Comments are those that are open.
	Comments int         `json:"comments"`
	Assigned string      `json:"assigned"`
	Take     *takeJSON   `json:"take"`
	Matches  []matchJSON `json:"matches,omitzero"`
}

// takeJSON is the recording of a line as its episode's dub places it.
type takeJSON struct {
	Voice      string  `json:"voice"`
	DurationMS int64   `json:"duration_ms"`
	StartMS    int64   `json:"start_ms"`
	Rate       float64 `json:"rate"`
}

func (a *app) linesJSON(ctx context.Context, d *stage.Workspace, sheets []stage.Sheet, s selection, remembered *recollection) error {
	plans, err := d.Plans(ctx, sheets...)
	if err != nil {
		return err
	}
	for _, sh := range sheets {
		plan, err := plans.Of(sh)
		if err != nil {
			return err
		}
		for i, r := range sh.Rows {
			if !s.keeps(r) {
				continue
			}
			l := newLineJSON(sh, r)
			l.Take = takeOf(plan, r.Key)
			l.Matches = remembered.matches(sh, i)
			if err := a.PrintJSONLine(l); err != nil {
				return err
			}
		}
	}
	return nil
}

func newLineJSON(sh stage.Sheet, r stage.Row) lineJSON {
	return lineJSON{
		Episode: sh.Episode, Line: r.Number, Key: r.Key, StartMS: r.Start.Milliseconds(), EndMS: r.End.Milliseconds(),
		Speaker: r.Speaker, Source: r.Text, Market: sh.Market.Name, Text: r.Translation.Text, State: r.Translation.State,
		Origin: originName(r.Translation), By: r.Translation.By, At: stamp(r.Translation.At), Note: r.Translation.Note, Version: r.Translation.Version,
		Stale: r.Stale, Findings: append([]season.Finding{}, r.Findings...),
		Comments: r.OpenComments(), Assigned: r.Assigned,
	}
}

func takeOf(p dubbing.Plan, k season.LineKey) *takeJSON {
	l, ok := p.Line(k)
	if !ok {
		return nil
	}
	return &takeJSON{Voice: l.Voice, DurationMS: l.DurationMS, StartMS: l.StartMS, Rate: l.Rate}
}

// originName is the engine's name for a machine's text, else the origin.
func originName(t season.Translation) string {
	if t.Origin == season.FromMachine && t.Engine != "" {
		return t.Engine
	}
	return string(t.Origin)
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func (a *app) linesTable(sheets []stage.Sheet, s selection) error {
	rows := [][]string{{"LINE", "MARKET", "STATE", "SPEAKER", "SOURCE", "TEXT", "FINDINGS"}}
	for _, sh := range sheets {
		for _, r := range sh.Rows {
			if s.keeps(r) {
				rows = append(rows, []string{r.Ref(), string(sh.Market.Name), stateWord(r), r.Speaker, r.Text, r.Translation.Text, ruleNames(r.Findings)})
			}
		}
	}
	if len(rows) == 1 {
		a.Say("no line matches")
		return nil
	}
	if err := console.Table(a.Out, rows); err != nil {
		return err
	}
	ref, market := rows[1][0], rows[1][1]
	a.Next("%s, or dramaport approve %s -m %s", editHint(ref, season.MarketName(market)), ref, market)
	return nil
}

func stateWord(r stage.Row) string {
	word := string(r.Translation.State)
	if r.Stale {
		word += " (stale)"
	}
	return word
}

func ruleNames(ds []season.Finding) string {
	var names []string
	for _, d := range ds {
		names = append(names, fmt.Sprintf("%s:%s", d.Severity, d.Rule))
	}
	return strings.Join(names, " ")
}
