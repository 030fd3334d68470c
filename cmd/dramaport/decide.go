package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"dramaport/season"
	"dramaport/store"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"
)

// decision is what one of the deciding verbs does to a row. It returns false
// where the row needs no decision.
type decision func(sheet, row) (season.Translation, bool, error)

// decide applies a decision to the chosen rows in one transaction.
func (a *app) decide(ctx context.Context, d *desk, by string, chosen []chosenRow, what decision) (int, error) {
	var decided []season.Translation
	for _, c := range chosen {
		t, changed, err := what(c.sheet, c.row)
		if err != nil {
			return 0, err
		}
		if changed {
			t.By, t.Basis = by, c.basis
			decided = append(decided, t)
		}
	}
	if len(decided) == 0 {
		return 0, nil
	}
	return len(decided), conflictHint(d.store.Decide(ctx, decided))
}

// conflictHint tells what to do when another person was faster.
func conflictHint(err error) error {
	var c *store.Conflict
	if !errors.As(err, &c) {
		return err
	}
	return &exitError{code: exitFailed, err: err,
		hint: fmt.Sprintf("%s wrote %q meanwhile; look at it with dramaport lines, then decide again", c.Theirs.By, c.Theirs.Text)}
}

// chosenRow is a row with the sheet it stands in.
type chosenRow struct {
	sheet
	row
}

// choose picks the rows that refs name, or else those that the flags keep.
func (a *app) choose(ctx context.Context, d *desk, s selection, refs []string) ([]chosenRow, error) {
	if len(refs) > 0 {
		return d.byRef(ctx, s, refs)
	}
	sheets, err := d.selectedSheets(ctx, s)
	if err != nil {
		return nil, err
	}
	var chosen []chosenRow
	for _, sh := range sheets {
		for _, r := range sh.rows {
			if s.keeps(r) && r.Speaks() {
				chosen = append(chosen, chosenRow{sh, r})
			}
		}
	}
	return chosen, nil
}

// byRef finds lines such as e001:7 in the one market that -m names.
func (d *desk) byRef(ctx context.Context, s selection, refs []string) ([]chosenRow, error) {
	market, err := d.oneMarket(s)
	if err != nil {
		return nil, err
	}
	var chosen []chosenRow
	for _, ref := range refs {
		episode, number, err := season.ParseRef(ref)
		if err != nil {
			return nil, usageError(err)
		}
		known, err := season.SelectEpisodes(d.names(), []string{string(episode)})
		if err != nil {
			return nil, usageError(err)
		}
		sheets, err := d.sheets(ctx, selected{[]season.Market{market}, known})
		if err != nil {
			return nil, err
		}
		r, err := sheets[0].rowAt(number)
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, chosenRow{sheets[0], r})
	}
	return chosen, nil
}

// oneMarket is the market of -m, or the only one there is.
func (d *desk) oneMarket(s selection) (season.Market, error) {
	markets, err := d.cfg.SelectMarkets(s.marketNames)
	if err != nil {
		return season.Market{}, usageError(err)
	}
	if len(markets) != 1 {
		return season.Market{}, usagef("a line is decided in one market: add -m with one of %s", strings.Join(d.marketNames(), ", "))
	}
	return markets[0], nil
}

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
	text, err := a.textOf(o.text)
	if err != nil {
		return err
	}
	return a.decideWith(ctx, s, who, []string{ref}, "edited", func(sh sheet, r row) (season.Translation, bool, error) {
		t := r.trans
		t.Text, t.State, t.Origin, t.Engine, t.Note, t.Doubts = text, season.Edited, season.FromHuman, "", "", nil
		if o.approve {
			t.State = season.Approved
		}
		if o.version >= 0 {
			t.Version = o.version
		}
		return t, true, nil
	})
}

// textOf is --text, or standard input for "-", in NFC without outer space.
func (a *app) textOf(flag string) (string, error) {
	if flag == "-" {
		b, err := io.ReadAll(a.in)
		if err != nil {
			return "", err
		}
		flag = string(b)
	}
	text := strings.TrimSpace(norm.NFC.String(strings.ReplaceAll(flag, "\r\n", "\n")))
	if text == "" {
		return "", usagef("--text is empty; to send a line back use dramaport reject")
	}
	return text, nil
}

// decideWith opens the season, applies a decision and tells the count.
func (a *app) decideWith(ctx context.Context, s selection, who decider, refs []string, done string, what decision) error {
	by, err := who.name(ctx, a)
	if err != nil {
		return err
	}
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	chosen, err := a.choose(ctx, d, s, refs)
	if err != nil {
		return err
	}
	n, err := a.decide(ctx, d, by, chosen, what)
	if err != nil {
		return err
	}
	return a.tellDecided(done, n, by)
}

func (a *app) tellDecided(done string, n int, by string) error {
	if a.json {
		return a.printJSON(map[string]any{"format_version": 1, done: n, "by": by})
	}
	a.say("%s %s as %s", done, plural(n, "line"), by)
	return nil
}
