package main

import (
	"context"
	"errors"
	"fmt"

	"dramaport/internal/console"
	"dramaport/internal/engines"
	"dramaport/season"
	"dramaport/stage"

	"github.com/spf13/cobra"
)

type takesOptions struct {
	again, dryRun bool
	pick          int
	maxCost       float64
}

func (a *app) takesCommand() *cobra.Command {
	var s selection
	var who decider
	var o takesOptions
	c := &cobra.Command{
		Use:   "takes LINE",
		Short: "Lists a line's takes, records another, chooses one",
		Long: "Lists the recordings of a line's text that are kept. --again asks the synthesizer\n" +
			"for one more, which costs what the first has cost, and keeps them all; --pick\n" +
			"chooses the one that dub uses from now on. A pick holds for this text by this voice.",
		Example: "  dramaport takes e001:7 -m us --again\n  dramaport takes e001:7 -m us --pick 2",
		Args:    cobra.ExactArgs(1),
		RunE:    a.verb(func(ctx context.Context, args []string) error { return a.takes(ctx, s, who, o, args[0]) }),
	}
	c.Flags().StringSliceVarP(&s.marketNames, "market", "m", nil, "the `market`")
	who.addFlags(c)
	c.Flags().BoolVar(&o.again, "again", false, "record another take")
	c.Flags().IntVar(&o.pick, "pick", 0, "choose the take of this `number`")
	c.Flags().BoolVarP(&o.dryRun, "dry-run", "n", false, "with --again: only say what it costs")
	addMaxCost(c, &o.maxCost)
	return c
}

func (a *app) takes(ctx context.Context, s selection, who decider, o takesOptions, ref string) (err error) {
	if o.dryRun && !o.again || o.pick < 0 {
		return usagef("--dry-run goes with --again, and takes are numbered from 1")
	}
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer closeDesk(d, &err)
	chosen, err := byRef(ctx, d, s, []string{ref})
	if err != nil {
		return err
	}
	row := chosen[0]
	if o.again {
		if err := a.retake(ctx, d, row, o); err != nil || o.dryRun {
			return err
		}
	}
	// Who only lists or picks needs no key.
	e := a.enginesOf(d.Config, noCeiling(), true)
	defer func() { err = errors.Join(err, e.Close()) }()
	if o.pick != 0 {
		if row, err = a.pickTake(ctx, d, row, who, o.pick, e); err != nil {
			return err
		}
	}
	found, err := d.Takes(row.Sheet, row.Row, e.Synthesizer)
	if err != nil {
		return mute(err)
	}
	return a.printTakes(row, found)
}

// mute says that a line has no sound: it is open.
func mute(err error) error {
	var m *stage.MuteError
	if errors.As(err, &m) {
		return openLines("", "%w", err)
	}
	return err
}

// retake records another take of a row, or says what that costs.
func (a *app) retake(ctx context.Context, d *stage.Workspace, row chosenRow, o takesOptions) (err error) {
	e := a.enginesOf(d.Config, o.maxCost, o.dryRun)
	defer func() { err = errors.Join(err, e.Close()) }()
	if err := errors.Join(checkCeiling(o.maxCost), mustKnowPrices(e, o.maxCost, []season.Market{row.Market}, false, true)); err != nil {
		return err
	}
	if o.dryRun {
		cast, err := d.Retake(row.Sheet, row.Row, e.Synthesizer)
		if err != nil {
			return mute(err)
		}
		return a.estimateDub(d, []stage.Casting{cast}, e)
	}
	return a.recordAgain(ctx, d, row, e)
}

// recordAgain records another take of a row. Two that record the same take at
// once would both pay: the market is claimed before the take is numbered.
func (a *app) recordAgain(ctx context.Context, d *stage.Workspace, row chosenRow, e *engines.Engines) error {
	claim, err := a.claim(ctx, d, "dub", []season.Market{row.Market})
	if err != nil {
		return err
	}
	defer claim.Release()
	cast, err := d.Retake(row.Sheet, row.Row, e.Synthesizer)
	if err != nil {
		return mute(err)
	}
	failures, err := a.record(ctx, d, []stage.Casting{cast}, e, claim)
	if err != nil {
		return err
	}
	if a.stopped() {
		return interrupted()
	}
	for _, f := range failures {
		return openLines("the takes that were there are kept", "%s", f)
	}
	a.Say("%s: recorded take %d by %s", where(row.Sheet, row.Row), cast.Roles[0].Speech.Take, cast.Roles[0].Voice)
	return nil
}

// pickTake keeps the choice and returns the row as it is now.
func (a *app) pickTake(ctx context.Context, d *stage.Workspace, row chosenRow, who decider, number int, e *engines.Engines) (chosenRow, error) {
	by, err := who.name(ctx, a)
	if err != nil {
		return row, err
	}
	err = d.PickTake(ctx, row.Sheet, row.Row, number, by, e.Synthesizer)
	var faster *season.Conflict
	switch {
	case errors.As(err, &faster):
		return row, &failure{kind: kindFailed, err: err, hint: fmt.Sprintf("dramaport takes %s -m %s lists the takes", row.Ref(), row.Market.Name)}
	case err != nil:
		return row, mute(err)
	}
	sheets, err := d.LayOut(ctx, stage.Scope{Markets: []season.Market{row.Market}, Episodes: []season.EpisodeName{row.Sheet.Episode}})
	if err != nil {
		return row, err
	}
	now, err := rowAt(sheets[0], row.Number)
	a.Say("%s: take %d is chosen as %s; dramaport dub -m %s -e %s puts it in its place", where(row.Sheet, row.Row), number, by, row.Market.Name, row.Sheet.Episode)
	return chosenRow{sheets[0], now}, err
}

// takeShown is one take of takes --json.
type takeShown struct {
	Take       int    `json:"take"`
	Voice      string `json:"voice"`
	Cast       bool   `json:"cast"`
	Chosen     bool   `json:"chosen"`
	DurationMS int64  `json:"duration_ms"`
	SameAs     int    `json:"same_as,omitempty"`
	Path       string `json:"path"`
}

func (a *app) printTakes(row chosenRow, found []stage.Take) error {
	if a.JSON {
		shown := []takeShown{}
		for _, t := range found {
			shown = append(shown, takeShown{t.Number, t.Voice, t.Cast, t.Chosen, t.Duration.Milliseconds(), t.SameAs, t.Path})
		}
		return a.PrintJSON(map[string]any{"format_version": 1, "episode": row.Sheet.Episode, "line": row.Number, "market": row.Market.Name, "takes": shown})
	}
	ref := fmt.Sprintf("%s -m %s", row.Ref(), row.Market.Name)
	if len(found) == 0 {
		a.Say("%s has no take yet", where(row.Sheet, row.Row))
		a.Next("dramaport takes %s --again", ref)
		return nil
	}
	rows := [][]string{{"TAKE", "VOICE", "SECONDS", "", "FILE"}}
	for _, t := range found {
		rows = append(rows, []string{fmt.Sprint(t.Number), t.Voice, fmt.Sprintf("%.2f", t.Duration.Seconds()), takeWord(t), t.Path})
	}
	if err := console.Table(a.Out, rows); err != nil {
		return err
	}
	a.Next("dramaport takes %s --again, or --pick N", ref)
	return nil
}

// takeWord is what is to be known of a take.
func takeWord(t stage.Take) string {
	switch {
	case t.Chosen && t.SameAs > 0:
		return fmt.Sprintf("chosen, same sound as %d", t.SameAs)
	case t.Chosen:
		return "chosen"
	case t.SameAs > 0:
		return fmt.Sprintf("same sound as %d", t.SameAs)
	case !t.Cast:
		return "not this line's voice"
	}
	return ""
}
