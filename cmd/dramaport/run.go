package main

import (
	"context"
	"errors"
	"fmt"

	"dramaport/internal/console"
	"dramaport/season"
	"dramaport/stage"

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

func (a *app) runAll(ctx context.Context, s selection, o translateOptions) (err error) {
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer closeDesk(d, &err)
	scope, err := s.scope(d)
	if err != nil {
		return err
	}
	e := a.enginesOf(d.Config, o.maxCost, o.dryRun)
	if err := errors.Join(checkCeiling(o.maxCost), mustKnowPrices(e, o.maxCost, scope.Markets, true, true)); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	if o.dryRun {
		return a.estimateRun(ctx, d, scope, e)
	}
	a.startJob("run")
	sheets, drafted, err := a.draft(ctx, d, scope, e)
	held, err := hold(nil, err)
	if err != nil {
		return err
	}
	if a.stopped() {
		return interrupted()
	}
	if drafted || sheets == nil {
		if sheets, err = d.LayOut(ctx, scope); err != nil {
			return err
		}
	}
	if err := a.dubSheets(ctx, d, sheets, e, false); err != nil && !isOpen(err) {
		if held, err = hold(held, err); err != nil {
			return err
		}
	}
	sum, err := a.deliver(ctx, d, sheets, stage.Delivery{Tool: tool()})
	if err != nil {
		return err
	}
	told := a.tellRun(scope, sheets, sum)
	if held != nil {
		return held
	}
	return told
}

// hold keeps back an error that does not hinder the stages behind it: a
// provider that is given up, a ceiling that is reached.
func hold(held, err error) (kept, fatal error) {
	switch {
	case err == nil:
		return held, nil
	case !goesOn(err):
		return held, err
	case held == nil:
		return err, nil
	}
	return held, nil
}

// goesOn reports an error after which what other providers, or none, can do is
// still to be done.
func goesOn(err error) bool {
	k, _ := classify(err)
	return k == kindCredentials || k == kindCost
}

// isOpen reports whether err only says that lines are open.
func isOpen(err error) bool {
	var e *failure
	return errors.As(err, &e) && e.kind == kindOpen
}

// waiting is what a market waits for, in lines.
type waiting struct {
	Market     season.MarketName `json:"market"`
	Translator int               `json:"for_a_translator"`
	Pivot      int               `json:"for_the_pivot"`
	Mending    int               `json:"for_mending"`
	Approval   int               `json:"for_approval"`
	Stale      int               `json:"for_a_second_look"`
}

// tellRun says what was written and who has to do what next.
func (a *app) tellRun(scope stage.Scope, sheets []stage.Sheet, sum stage.Delivered) error {
	waits := waitingOf(scope.Markets, sheets)
	a.tellDelivered(sum)
	a.tellResult("waiting", waits)
	a.tellWritten(sum)
	a.sayWaiting(waits)
	if len(sum.Refused) > 0 {
		return openLines("dramaport status shows how far each market is", "%s may not leave yet", console.Plural(len(sum.Refused), "line"))
	}
	return nil
}

func waitingOf(markets []season.Market, sheets []stage.Sheet) []waiting {
	list := []waiting{}
	for _, m := range markets {
		w := waiting{Market: m.Name}
		for _, sh := range sheets {
			if sh.Market.Name == m.Name {
				w.add(sh)
			}
		}
		list = append(list, w)
	}
	return list
}

func (w *waiting) add(sh stage.Sheet) {
	for _, r := range sh.Rows {
		switch {
		case !r.Speaks() || r.Settled() && r.Errors() == 0:
		case r.Waiting():
			w.Pivot++
		case r.Translation.Text == "":
			w.Translator++
		case r.Stale:
			w.Stale++
		case r.Errors() > 0 || r.Translation.State == season.NeedsWork:
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
			whom, to string
		}{
			{w.Translator, "a translator", "connect one in season.yaml, or write them; dramaport lines -m %s --state untranslated"},
			{w.Pivot, "the approval of the market they draft from", "approve there, then dramaport run -m %s"},
			{w.Mending, "mending", "dramaport check -m %s"},
			{w.Approval, "approval", "dramaport approve -m %s --clean"},
			{w.Stale, "a second look, since their source, terms or pivot have changed", "dramaport lines -m %s --state stale"},
		} {
			if part.n > 0 {
				a.Say("%s: %s waiting for %s: %s", w.Market, console.Plural(part.n, "line"), part.whom, fmt.Sprintf(part.to, w.Market))
			}
		}
	}
}
