package main

import (
	"context"
	"errors"
	"fmt"

	"dramaport/season"

	"github.com/spf13/cobra"
)

func (a *app) runCommand() *cobra.Command {
	var s selection
	var o translateOptions
	c := &cobra.Command{
		Use:   "run",
		Short: "Does everything that can be done now",
		Long: "Drafts what is open, dubs what is approved and exports what may leave; then says\n" +
			"what waits for whom. Exit 3 while anything waits.",
		Args: cobra.NoArgs,
		RunE: a.verb(func(ctx context.Context, _ []string) error { return a.runAll(ctx, s, o) }),
	}
	s.addFlags(c)
	o.addFlags(c)
	return c
}

func (a *app) runAll(ctx context.Context, s selection, o translateOptions) error {
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	chosen, err := s.of(d)
	if err != nil {
		return err
	}
	if o.dryRun {
		return a.estimate(ctx, d, chosen)
	}
	if err := a.draft(ctx, d, chosen, o.maxCost); err != nil {
		return err
	}
	if err := a.dubSelected(ctx, d, chosen, dubOptions{}); err != nil && !isOpen(err) {
		return err
	}
	result, err := a.exportSelected(ctx, d, chosen, exportOptions{})
	if err != nil {
		return err
	}
	return a.tellWaiting(ctx, d, chosen, result)
}

// isOpen reports whether err only says that lines are open.
func isOpen(err error) bool {
	var e *exitError
	return errors.As(err, &e) && e.code == exitOpen
}

// waiting is what a market waits for.
type waiting struct {
	Market     season.MarketName `json:"market"`
	Translator int               `json:"for_a_translator"`
	Pivot      int               `json:"for_the_pivot"`
	Mending    int               `json:"for_mending"`
	Approval   int               `json:"for_approval"`
}

// tellWaiting says what was written and who has to do what next.
func (a *app) tellWaiting(ctx context.Context, d *desk, chosen selected, result exportResult) error {
	sheets, err := d.sheets(ctx, chosen)
	if err != nil {
		return err
	}
	waits := waitingOf(chosen.markets, sheets)
	if a.json {
		if err := a.printJSON(map[string]any{"format_version": 1, "written": result.Written, "up_to_date": result.UpToDate,
			"refused": result.Refused, "waiting": waits}); err != nil {
			return err
		}
	} else {
		for _, f := range result.Written {
			fmt.Fprintln(a.out, f)
		}
		a.sayWaiting(waits)
	}
	if len(result.Refused) > 0 {
		return openLines("dramaport status shows how far each market is", "%s may not leave yet", plural(len(result.Refused), "line"))
	}
	return nil
}

func waitingOf(markets []season.Market, sheets []sheet) []waiting {
	list := []waiting{}
	for _, m := range markets {
		w := waiting{Market: m.Name}
		for _, sh := range sheets {
			if sh.market.Name == m.Name {
				w.add(sh)
			}
		}
		list = append(list, w)
	}
	return list
}

func (w *waiting) add(sh sheet) {
	for _, r := range sh.rows {
		switch {
		case !r.Speaks() || r.trans.State == season.Approved && !r.stale && r.errors() == 0:
		case r.waits && r.trans.Text == "":
			w.Pivot++
		case r.trans.Text == "":
			w.Translator++
		case r.errors() > 0 || r.trans.State == season.NeedsWork:
			w.Mending++
		default:
			w.Approval++
		}
	}
}

func (a *app) sayWaiting(list []waiting) {
	for _, w := range list {
		for _, part := range []struct {
			n        int
			what, to string
		}{
			{w.Translator, "for a translator", "connect one in season.yaml, or dramaport edit LINE -m %s --text …"},
			{w.Pivot, "for the approval of the market they draft from", "dramaport approve there, then dramaport run -m %s"},
			{w.Mending, "for mending", "dramaport check -m %s"},
			{w.Approval, "for approval", "dramaport approve -m %s --clean"},
		} {
			if part.n > 0 {
				a.say("%s: %s %s: "+part.to, w.Market, plural(part.n, "line"), "waiting "+part.what, w.Market)
			}
		}
	}
}
