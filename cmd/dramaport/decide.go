package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"dramaport/season"
	"dramaport/stage"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"
)

// decision is what one of the deciding verbs does to a row. It returns false
// where the row needs no decision.
type decision func(stage.Sheet, stage.Row) (season.Translation, bool, error)

// decisionWords name a decision: "approve", "approved".
type decisionWords struct{ do, done string }

// decide applies a decision to the chosen rows in one action.
func (a *app) decide(ctx context.Context, d *stage.Workspace, by, do string, chosen []chosenRow, what decision) (int, error) {
	var decided []season.Translation
	var last chosenRow
	for _, c := range chosen {
		t, changed, err := what(c.Sheet, c.Row)
		if err != nil {
			return 0, err
		}
		if changed {
			t.By, t.Basis = by, c.Basis
			decided, last = append(decided, t), c
		}
	}
	label := do + " " + plural(len(decided), "line")
	switch len(decided) {
	case 0:
		return 0, nil
	case 1:
		label = do + " " + where(last.Sheet, last.Row)
	}
	_, err := d.Store.Act(ctx, by, label, season.Change{Translations: decided})
	return len(decided), conflictHint(err)
}

// conflictHint tells what to do when another person was faster.
func conflictHint(err error) error {
	var c *season.Conflict
	if !errors.As(err, &c) {
		return err
	}
	return &exitError{code: exitFailed, err: err,
		hint: fmt.Sprintf("%s wrote %q meanwhile; look at it with dramaport lines, then decide again", c.Theirs.By, c.Theirs.Text)}
}

// chosenRow is a row with the sheet it stands in.
type chosenRow struct {
	stage.Sheet
	stage.Row
}

// choose picks the rows that refs name, or else those that the flags keep.
func (a *app) choose(ctx context.Context, d *stage.Workspace, s selection, refs []string) ([]chosenRow, error) {
	if len(refs) > 0 {
		return byRef(ctx, d, s, refs)
	}
	scope, err := s.scope(d)
	if err != nil {
		return nil, err
	}
	sheets, err := d.Sheets(ctx, scope)
	if err != nil {
		return nil, err
	}
	var chosen []chosenRow
	for _, sh := range sheets {
		for _, r := range sh.Rows {
			if s.keeps(r) && r.Speaks() {
				chosen = append(chosen, chosenRow{sh, r})
			}
		}
	}
	return chosen, nil
}

// byRef finds lines such as e001:7 in the one market that -m names.
func byRef(ctx context.Context, d *stage.Workspace, s selection, refs []string) ([]chosenRow, error) {
	market, err := oneMarket(d, s)
	if err != nil {
		return nil, err
	}
	var chosen []chosenRow
	for _, ref := range refs {
		episode, number, err := season.ParseRef(ref)
		if err != nil {
			return nil, usageError(err)
		}
		known, err := season.SelectEpisodes(d.EpisodeNames(), []string{string(episode)})
		if err != nil {
			return nil, usageError(err)
		}
		sheets, err := d.Sheets(ctx, stage.Scope{Markets: []season.Market{market}, Episodes: known})
		if err != nil {
			return nil, err
		}
		r, err := rowAt(sheets[0], number)
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, chosenRow{sheets[0], r})
	}
	return chosen, nil
}

// oneMarket is the market of -m, or the only one there is.
func oneMarket(d *stage.Workspace, s selection) (season.Market, error) {
	markets, err := d.Config.SelectMarkets(s.marketNames)
	if err != nil {
		return season.Market{}, usageError(err)
	}
	if len(markets) != 1 {
		return season.Market{}, usagef("a line is decided in one market: add -m with one of %s", marketList(d))
	}
	return markets[0], nil
}

func marketList(d *stage.Workspace) string {
	var names []string
	for _, m := range d.Config.Markets {
		names = append(names, string(m.Name))
	}
	return strings.Join(names, ", ")
}

// rowAt finds a line by its number.
func rowAt(s stage.Sheet, number int) (stage.Row, error) {
	for _, r := range s.Rows {
		if r.Number == number {
			return r, nil
		}
	}
	return stage.Row{}, usagef("%s has no line %d; it has lines 1 to %d", s.Episode, number, len(s.Rows))
}

// where is "e001:7 [us]".
func where(s stage.Sheet, r stage.Row) string { return fmt.Sprintf("%s [%s]", r.Ref(), s.Market.Name) }

func (a *app) editCommand() *cobra.Command {
	var s selection
	var who decider
	var o editOptions
	c := &cobra.Command{
		Use:     "edit LINE --text TEXT",
		Short:   "Writes a line's text in a market",
		Long:    "Writes a line's text in a market. The line is then edited, not yet approved\n(--approve does both). Placeholders such as ⟦1⟧ stand for the line's markup.",
		Example: "  dramaport edit e001:7 -m us --text \"You lied to me.\"",
		Args:    cobra.ExactArgs(1),
		RunE:    a.verb(func(ctx context.Context, args []string) error { return a.edit(ctx, s, who, o, args[0]) }),
	}
	s.addFlags(c)
	who.addFlags(c)
	c.Flags().StringVar(&o.text, "text", "", "the text; - reads it from standard input")
	c.Flags().BoolVar(&o.approve, "approve", false, "approve it as well")
	c.Flags().Int64Var(&o.version, "version", -1, "refuse unless the line still has this version (see lines --json)")
	_ = c.MarkFlagRequired("text")
	return c
}

type editOptions struct {
	text    string
	approve bool
	version int64
}

func (a *app) edit(ctx context.Context, s selection, who decider, o editOptions, ref string) error {
	text, err := a.textOf(o.text, "to send a line back use dramaport reject")
	if err != nil {
		return err
	}
	return a.decideWith(ctx, s, who, []string{ref}, decisionWords{"edit", "edited"}, func(_ stage.Sheet, r stage.Row) (season.Translation, bool, error) {
		t := r.Translation
		t.Text, t.State, t.Origin, t.Engine, t.Note, t.Findings = text, season.Edited, season.FromHuman, "", "", nil
		if o.approve {
			t.State = season.Approved
		}
		if o.version >= 0 {
			t.Version = o.version
		}
		return t, true, nil
	})
}

// textOf is --text, or standard input for "-", in NFC without outer space;
// instead says what to do rather than giving none.
func (a *app) textOf(flag, instead string) (string, error) {
	if flag == "-" {
		b, err := io.ReadAll(a.in)
		if err != nil {
			return "", err
		}
		flag = string(b)
	}
	text := strings.TrimSpace(norm.NFC.String(strings.ReplaceAll(flag, "\r\n", "\n")))
	if text == "" {
		return "", usagef("--text is empty; %s", instead)
	}
	return text, nil
}

// decideWith opens the season, applies a decision and tells the count.
func (a *app) decideWith(ctx context.Context, s selection, who decider, refs []string, words decisionWords, what decision) (err error) {
	by, err := who.name(ctx, a)
	if err != nil {
		return err
	}
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer closeDesk(d, &err)
	chosen, err := a.choose(ctx, d, s, refs)
	if err != nil {
		return err
	}
	n, err := a.decide(ctx, d, by, words.do, chosen, what)
	if err != nil {
		return err
	}
	return a.tellDecided(words.done, n, by)
}

func (a *app) tellDecided(done string, n int, by string) error {
	if a.json {
		return a.printJSON(map[string]any{"format_version": 1, done: n, "by": by})
	}
	a.say("%s %s as %s", done, plural(n, "line"), by)
	return nil
}
