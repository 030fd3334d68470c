package main

import (
	"context"
	"errors"
	"slices"

	"dramaport/internal/console"
	"dramaport/internal/engines"
	"dramaport/internal/provider"
	"dramaport/season"
	"dramaport/stage"

	"github.com/spf13/cobra"
)

// translateOptions are the flags of verbs that may cost money.
type translateOptions struct {
	dryRun  bool
	maxCost float64
	tierOptions
}

func (o *translateOptions) addFlags(c *cobra.Command) {
	c.Flags().BoolVarP(&o.dryRun, "dry-run", "n", false, "only estimate requests, tokens, characters and cost")
	addMaxCost(c, &o.maxCost)
}

func (a *app) translateCommand() *cobra.Command {
	var s selection
	var o translateOptions
	c := &cobra.Command{
		Use:   "translate",
		Short: "Drafts every untranslated or stale-machine line",
		Long: "Drafts every line that has no text, or only a machine's text whose source, terms\n" +
			"or pivot have changed: from memory first, then with the market's translators in\n" +
			"their order. What a person has edited, approved or rejected is never overwritten.\n" +
			"Exit 3 if lines stay open; they are named.",
		Args: cobra.NoArgs,
		RunE: a.verb(func(ctx context.Context, _ []string) error { return a.translate(ctx, s, o) }),
	}
	s.addFlags(c)
	o.addFlags(c)
	o.tierOptions.addFlags(c)
	return c
}

func (a *app) translate(ctx context.Context, s selection, o translateOptions) (err error) {
	if err := errors.Join(o.check(), checkCeiling(o.maxCost)); err != nil {
		return err
	}
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer closeDesk(d, &err)
	if o.drop != "" {
		return a.dropBatch(ctx, d, o.drop)
	}
	scope, err := s.scope(d)
	if err != nil {
		return err
	}
	if o.dryRun {
		return a.estimate(ctx, d, scope, o.tierOptions)
	}
	e := a.enginesOf(d.Config, o.maxCost, false)
	if err := mustKnowPrices(e, o.maxCost, scope.Markets, true, false); err != nil {
		return err
	}
	a.startJob("translate")
	defer func() { err = errors.Join(err, e.Close()) }()
	var sheets []stage.Sheet
	if o.tier == "batch" {
		err = a.translateInBatches(ctx, d, scope, o, e)
	} else {
		sheets, _, err = a.draft(ctx, d, scope, e)
	}
	if err != nil {
		return err
	}
	if sheets == nil || slices.ContainsFunc(scope.Markets, func(m season.Market) bool { return m.From != "" }) {
		if sheets, err = d.LayOut(ctx, scope); err != nil { // a draft may be another market's basis
			return err
		}
	}
	return a.nameOpen(sheets, scope)
}

// draft proposes texts for all open lines and keeps them as they come. It returns
// the sheets with what it kept, and whether it drafted at all: if not, they are
// as the store has them.
func (a *app) draft(ctx context.Context, d *stage.Workspace, scope stage.Scope, e *engines.Engines) (sheets []stage.Sheet, drafted bool, err error) {
	claim, err := a.claim(ctx, d, "draft", scope.Markets)
	if err != nil {
		return nil, false, err
	}
	defer claim.Release()
	// A batch that cannot be collected now keeps its lines; the others are drafted.
	_, uncollected := a.collect(ctx, d, batching(ctx, e))
	if sheets, err = d.LayOut(ctx, scope); err != nil {
		return nil, false, err
	}
	jobs, err := d.DraftJobs(ctx, sheets, e.TranslatorsFor)
	if err != nil {
		return nil, false, err
	}
	if len(jobs) == 0 {
		a.tellSpent(e.Budget().Spent())
		return sheets, false, a.drafted(uncollected)
	}
	var shares []console.Share
	for _, j := range jobs {
		shares = append(shares, console.Share{Market: string(j.Market.Name), Of: len(j.OpenRows())})
	}
	show := a.NewProgress("translate", "line", shares)
	defer show.Done()
	err = d.Draft(ctx, jobs, stage.Drafting{Stop: claim.Stop(), Meter: e.Metered,
		Progress: func(m season.MarketName, n int) { show.Step(string(m), n) },
		Cost:     func(m season.MarketName, cost float64) { show.Spend(string(m), cost) }})
	a.tellSpent(e.Budget().Spent())
	return sheets, true, a.drafted(errors.Join(claim.Explain(err), uncollected))
}

// claim reserves a stage of the markets for this process.
func (a *app) claim(ctx context.Context, d *stage.Workspace, of string, markets []season.Market) (*stage.Claim, error) {
	claim, err := d.Claim(ctx, of, markets, a.stop, func(m season.MarketName) {
		a.Say("%s: waiting for another dramaport that is at work on it", m)
	})
	if err != nil {
		return nil, a.drafted(err)
	}
	return claim, nil
}

// drafted tells an interrupt and a cost ceiling from failures.
func (a *app) drafted(err error) error {
	switch {
	case errors.Is(err, provider.ErrCeiling):
		return &failure{kind: kindCost, err: err, hint: "what was finished is kept; raise --max-cost to go on"}
	case errors.Is(err, stage.ErrTakenOver):
		return &failure{kind: kindFailed, err: err, hint: "let the other one finish; the same command then finds its work done"}
	case err != nil && a.stopped() && (errors.Is(err, provider.ErrStopped) || errors.Is(err, context.Canceled)):
		return interrupted()
	}
	return err
}

// nameOpen says which lines are still without a text, and why; exit 3.
func (a *app) nameOpen(sheets []stage.Sheet, scope stage.Scope) error {
	open, waiting, inBatch, mend := 0, 0, 0, ""
	for _, sh := range sheets {
		for _, r := range sh.Rows {
			switch {
			case r.Waiting():
				waiting++
			case r.InBatch():
				inBatch++
			case r.Open():
				if open++; open == 1 {
					mend = editHint(r.Ref(), sh.Market.Name)
				}
				a.Say("open: %s %s", where(sh, r), whyOpen(sh, r))
			}
		}
	}
	if open == 0 && inBatch > 0 {
		return linesInBatch(inBatch)
	}
	if open+waiting == 0 {
		a.Next("dramaport check, then dramaport approve %s --clean", marketFlags(scope.Markets))
		return nil
	}
	return openResult(open, waiting, mend)
}

func whyOpen(sh stage.Sheet, r stage.Row) string {
	if findings := r.Translation.Findings; len(findings) > 0 {
		return string(findings[0].Rule) + ": " + findings[0].Message
	}
	if len(sh.Market.Translate) == 0 {
		return "not in the memory, and the market names no translator"
	}
	return "not drafted"
}

// openResult sums up the lines without a text; mend is how the first of the open
// ones is written by hand.
func openResult(open, waiting int, mend string) error {
	if open > 0 {
		return openLines("connect a translator in season.yaml, or write them: "+mend,
			"%s without a text, %d waiting for the approval of the market they draft from", console.Plural(open, "line"), waiting)
	}
	return openLines("approve them there, then translate again", "%s waiting for the approval of the market they draft from", console.Plural(waiting, "line"))
}
