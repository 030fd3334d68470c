package main

import (
	"context"
	"errors"
	"fmt"

	"dramaport/dubbing"
	"dramaport/internal/console"
	"dramaport/internal/engines"
	"dramaport/season"
	"dramaport/stage"

	"github.com/spf13/cobra"
)

type dubOptions struct {
	translateOptions
	draft bool
}

func (a *app) dubCommand() *cobra.Command {
	var s selection
	var o dubOptions
	c := &cobra.Command{
		Use:   "dub",
		Short: "Records missing takes of approved lines, fits and mixes them",
		Long: "Records what approved lines need (--draft: all lines that have a text), fits the\n" +
			"takes to the clock and mixes the stem. A take is kept by what it was made from:\n" +
			"nothing is recorded twice. Exit 3 if lines have no voice, no take or do not fit.",
		Args: cobra.NoArgs,
		RunE: a.verb(func(ctx context.Context, _ []string) error { return a.dub(ctx, s, o) }),
	}
	s.addFlags(c)
	c.Flags().BoolVar(&o.draft, "draft", false, "also lines that are not approved; not for delivery")
	c.Flags().BoolVarP(&o.dryRun, "dry-run", "n", false, "only say what would be recorded, and what it costs")
	addMaxCost(c, &o.maxCost)
	return c
}

func (a *app) dub(ctx context.Context, s selection, o dubOptions) error {
	return a.withSheets(ctx, s, (*stage.Workspace).LayOut, func(d *stage.Workspace, sheets []stage.Sheet) (err error) {
		e := a.enginesOf(d.Config, o.maxCost, o.dryRun)
		if err := errors.Join(checkCeiling(o.maxCost), mustKnowPrices(e, o.maxCost, marketsOf(sheets), false, true)); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, e.Close()) }()
		if !o.dryRun {
			a.startJob("dub")
			return a.dubSheets(ctx, d, sheets, e, o.draft)
		}
		castings, err := castAll(d, sheets, e, o.draft)
		if err != nil {
			return err
		}
		return a.estimateDub(d, castings, e)
	})
}

// marketsOf are the markets of sheets, each once.
func marketsOf(sheets []stage.Sheet) []season.Market {
	var markets []season.Market
	for _, sh := range sheets {
		if len(markets) == 0 || markets[len(markets)-1].Name != sh.Market.Name {
			markets = append(markets, sh.Market)
		}
	}
	return markets
}

func marketsOfCast(castings []stage.Casting) []season.Market {
	sheets := make([]stage.Sheet, len(castings))
	for i, c := range castings {
		sheets[i] = c.Sheet
	}
	return marketsOf(sheets)
}

// castAll casts every episode of the markets that speak.
func castAll(d *stage.Workspace, sheets []stage.Sheet, e *engines.Engines, draft bool) ([]stage.Casting, error) {
	var castings []stage.Casting
	for _, sh := range sheets {
		if sh.Market.Speak == "" {
			continue
		}
		cast, err := d.Cast(sh, draft, e.Synthesizer)
		if err != nil {
			return nil, err
		}
		castings = append(castings, cast)
	}
	return castings, nil
}

// dubSheets records and assembles what the sheets' lines need, and names what
// does not fit. Where a provider is given up or the ceiling is reached, the
// episodes whose takes are complete are assembled all the same.
func (a *app) dubSheets(ctx context.Context, d *stage.Workspace, sheets []stage.Sheet, e *engines.Engines, draft bool) error {
	castings, err := castAll(d, sheets, e, draft)
	if err != nil {
		return err
	}
	claim, err := a.claim(ctx, d, "dub", marketsOfCast(castings))
	if err != nil {
		return err
	}
	defer claim.Release()
	failures, err := a.record(ctx, d, castings, e, claim)
	if err != nil && !goesOn(err) {
		return err
	}
	if a.stopped() {
		return interrupted()
	}
	t := dubTale{app: a, failures: failures}
	for _, cast := range castings {
		if err != nil && len(d.Unrecorded(cast)) > 0 {
			continue
		}
		if lost := claim.Lost(); lost != nil {
			return a.drafted(lost)
		}
		plan, stem, err := d.Assemble(ctx, cast, draft)
		if err != nil {
			return fmt.Errorf("%s [%s]: %w", cast.Episode, cast.Market.Name, err)
		}
		t.tell(d, cast, plan, stem)
	}
	if told := t.result(); err == nil {
		return told
	}
	return err
}

// record records what is missing, and shows how far it is.
func (a *app) record(ctx context.Context, d *stage.Workspace, castings []stage.Casting, e *engines.Engines, claim *stage.Claim) (failures []string, err error) {
	var shares []console.Share
	for _, cast := range castings {
		shares = append(shares, console.Share{Market: string(cast.Market.Name), Of: len(cast.Roles)})
	}
	show := a.NewProgress("dub", "line", shares)
	defer show.Done()
	failures, err = d.Record(ctx, castings, stage.Recording{Stop: claim.Stop(), Meter: e.MeteredSpeech,
		Progress: func(m season.MarketName, n int) { show.Step(string(m), n) },
		Cost:     func(m season.MarketName, cost float64) { show.Spend(string(m), cost) }})
	a.tellSpent(e.Budget().Spent())
	return failures, a.drafted(claim.Explain(err))
}

// dubTale tells what became of a dub.
type dubTale struct {
	app      *app
	failures []string
	unfit    int
	stems    int
}

func (t *dubTale) tell(d *stage.Workspace, cast stage.Casting, plan dubbing.Plan, stem string) {
	for _, r := range cast.Rows {
		if why := cast.Mute[r.Key]; why != "" {
			t.failures = append(t.failures, fmt.Sprintf("%s no-voice: %s", where(cast.Sheet, r), why))
		}
	}
	if stem == "" {
		return
	}
	t.stems++
	t.app.Say("%s [%s]: %s on the clock, %s", cast.Episode, cast.Market.Name, console.Plural(len(plan.Lines), "line"), d.Relative(stem))
	for _, f := range plan.Faults {
		t.failures = append(t.failures, fmt.Sprintf("%s [%s]: the stem is not as planned: %s", cast.Episode, cast.Market.Name, f))
	}
	for _, l := range plan.Unfit() {
		t.unfit++
		t.app.Say("%s:%d [%s] %s: %s", cast.Episode, l.Number, cast.Market.Name, l.Rule, l.Problem)
	}
}

func (t *dubTale) result() error {
	for _, f := range t.failures {
		t.app.Warn("%s", f)
	}
	if len(t.failures)+t.unfit > 0 {
		return openLines("shorten a line with dramaport edit, approve it, and dub again: only that line is recorded anew",
			"%s, %s not fitting", console.Plural(len(t.failures), "failure"), console.Plural(t.unfit, "line"))
	}
	if t.stems == 0 {
		t.app.Say("nothing to dub: no line is approved, or no market says speak:")
		return nil
	}
	t.app.Next("dramaport export")
	return nil
}
