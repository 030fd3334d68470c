package main

import (
	"context"
	"fmt"

	"dramaport/internal/console"
	"dramaport/internal/terminal"
	"dramaport/season"
	"dramaport/stage"

	"github.com/spf13/cobra"
)

func (a *app) exportCommand() *cobra.Command {
	var s selection
	how := stage.Delivery{Tool: tool()}
	c := &cobra.Command{
		Use:   "export",
		Short: "Writes approved deliverables",
		Long: "Writes an episode's SRT, WebVTT and stem into exports/MARKET, with a manifest of\n" +
			"what was written and who approved it. Refused, exit 3, unless every line of the\n" +
			"episode is approved on its present basis and without error findings, and for the\n" +
			"stem every line has a fitting take. --draft writes into exports/MARKET/draft.",
		Args: cobra.NoArgs,
		RunE: a.verb(func(ctx context.Context, _ []string) error { return a.export(ctx, s, how) }),
	}
	s.addFlags(c)
	c.Flags().BoolVar(&how.Draft, "draft", false, "what there is, into exports/MARKET/draft; not for delivery")
	c.Flags().BoolVar(&how.SubtitlesOnly, "subtitles-only", false, "no stem, also where the market speaks")
	return c
}

func (a *app) export(ctx context.Context, s selection, how stage.Delivery) error {
	return a.withSheets(ctx, s, (*stage.Workspace).LayOut, func(d *stage.Workspace, sheets []stage.Sheet) error {
		a.startJob("export")
		sum, err := a.deliver(ctx, d, sheets, how)
		if err != nil {
			return err
		}
		return a.tellExport(sum)
	})
}

// deliver writes what may leave, and shows how far it is.
func (a *app) deliver(ctx context.Context, d *stage.Workspace, sheets []stage.Sheet, how stage.Delivery) (stage.Delivered, error) {
	var shares []console.Share
	for _, sh := range sheets {
		shares = append(shares, console.Share{Market: string(sh.Market.Name), Of: 1})
	}
	show := a.NewProgress(console.Exporting, "episode", shares)
	defer show.Done()
	how.Stop = a.stop
	how.Progress = func(m season.MarketName, n int) { show.Step(string(m), n) }
	return d.Deliver(ctx, sheets, how)
}

// tellDelivered adds what was delivered to the last line of a job.
func (a *app) tellDelivered(sum stage.Delivered) {
	a.tellResult("written", sum.Written)
	a.tellResult("up_to_date", sum.UpToDate)
	a.tellResult("refused", sum.Refused)
}

// tellExport says what was written and what may not leave; exit 3 for that.
func (a *app) tellExport(sum stage.Delivered) error {
	a.tellDelivered(sum)
	a.tellWritten(sum)
	if len(sum.Refused) > 0 {
		return openLines("approve the lines named, or look at a draft: dramaport export --draft", "%s may not leave yet", console.Plural(len(sum.Refused), "line"))
	}
	return nil
}

func (a *app) tellWritten(sum stage.Delivered) {
	if a.JSON {
		return
	}
	for _, f := range sum.Written {
		fmt.Fprintln(a.Out, terminal.Visible(f))
	}
	a.tellGaps(sum.Refused)
	if sum.UpToDate > 0 {
		a.Say("%s up to date already", console.Plural(sum.UpToDate, "episode"))
	}
}

// gapRef is the line, or the episode where the gap is about all of it.
func gapRef(g season.Gap) string {
	if g.Line == 0 {
		return string(g.Episode)
	}
	return fmt.Sprintf("%s:%d", g.Episode, g.Line)
}

// few is how many lines of an episode are named without -v.
const few = 5

// tellGaps names lines that may not leave.
func (a *app) tellGaps(gaps []season.Gap) {
	seen := map[string]int{}
	for _, g := range gaps {
		place := fmt.Sprintf("%s [%s]", g.Episode, g.Market)
		seen[place]++
		switch {
		case a.verbose || seen[place] <= few:
			a.Say("refused: %s [%s] %s", gapRef(g), g.Market, g.Reason)
		case seen[place] == few+1:
			a.Say("refused: more lines of %s; -v names them all", place)
		}
	}
}
