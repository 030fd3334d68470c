package main

import (
	"context"
	"errors"
	"fmt"

	"dramaport/dubbing"
	"dramaport/season"
	"dramaport/stage"

	"github.com/spf13/cobra"
)

type dubOptions struct {
	draft  bool
	dryRun bool
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
	c.Flags().BoolVarP(&o.dryRun, "dry-run", "n", false, "only say what would be recorded")
	return c
}

func (a *app) dub(ctx context.Context, s selection, o dubOptions) error {
	return a.withSheets(ctx, s, (*stage.Desk).LayOut, func(d *stage.Desk, sheets []stage.Sheet) error {
		return a.dubSheets(ctx, d, sheets, o)
	})
}

// dubSheets dubs every episode of the markets that speak.
func (a *app) dubSheets(ctx context.Context, d *stage.Desk, sheets []stage.Sheet, o dubOptions) (err error) {
	c := a.newCrew(d.Config, 0)
	defer func() { err = errors.Join(err, c.close()) }()
	var castings []stage.Casting
	for _, sh := range sheets {
		if sh.Market.Speak == "" {
			continue
		}
		cast, err := d.Cast(sh, o.draft, c.synthesizer)
		if err != nil {
			return err
		}
		castings = append(castings, cast)
	}
	if o.dryRun {
		return a.estimateDub(d, castings)
	}
	return a.dubAll(ctx, d, c, castings, o)
}

// dubAll records and assembles the castings, and names what does not fit.
func (a *app) dubAll(ctx context.Context, d *stage.Desk, c *crew, castings []stage.Casting, o dubOptions) error {
	var markets []season.Market
	for _, cast := range castings {
		markets = append(markets, cast.Market)
	}
	release, err := a.claim(ctx, d, "dub", markets)
	if err != nil {
		return err
	}
	defer release()
	bars := a.newProgress(len(castings))
	for _, cast := range castings {
		bars.add(string(cast.Market.Name), len(cast.Roles))
	}
	failures, err := d.Record(ctx, castings, stage.Recording{Stop: a.stop, Limit: c.speakLimiter, Price: c.speechPrice,
		Progress: func(cast stage.Casting) { bars.step(string(cast.Market.Name), 1) }})
	bars.done()
	if err != nil {
		return err
	}
	if a.stopped() {
		return interrupted()
	}
	t := dubTale{app: a, failures: failures}
	for _, cast := range castings {
		plan, stem, err := d.Assemble(ctx, cast, o.draft)
		if err != nil {
			return fmt.Errorf("%s [%s]: %w", cast.Episode, cast.Market.Name, err)
		}
		t.tell(d, cast, plan, stem)
	}
	return t.result()
}

// dubTale tells what became of a dub.
type dubTale struct {
	app      *app
	failures []string
	unfit    int
	stems    int
}

func (t *dubTale) tell(d *stage.Desk, cast stage.Casting, plan dubbing.Plan, stem string) {
	for _, r := range cast.Rows {
		if why := cast.Mute[r.Key]; why != "" {
			t.failures = append(t.failures, fmt.Sprintf("%s no-voice: %s", where(cast.Sheet, r), why))
		}
	}
	if stem == "" {
		return
	}
	t.stems++
	t.app.say("%s [%s]: %s on the clock, %s", cast.Episode, cast.Market.Name, plural(len(plan.Lines), "line"), d.Relative(stem))
	for _, f := range plan.Faults {
		t.failures = append(t.failures, fmt.Sprintf("%s [%s]: the stem is not as planned: %s", cast.Episode, cast.Market.Name, f))
	}
	for _, l := range plan.Unfit() {
		t.unfit++
		t.app.say("%s:%d [%s] %s: %s", cast.Episode, l.Number, cast.Market.Name, l.Rule, l.Problem)
	}
}

func (t *dubTale) result() error {
	for _, f := range t.failures {
		t.app.warn("%s", f)
	}
	if len(t.failures)+t.unfit > 0 {
		return openLines("shorten a line with dramaport edit, approve it, and dub again: only that line is recorded anew",
			"%s, %s not fitting", plural(len(t.failures), "failure"), plural(t.unfit, "line"))
	}
	if t.stems == 0 {
		t.app.say("nothing to dub: no line is approved, or no market says speak:")
		return nil
	}
	t.app.next("dramaport export")
	return nil
}
