package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dramaport/internal/console"
	"dramaport/season"
	"dramaport/season/decide"
	"dramaport/stage"
)

// decision is what one of the deciding verbs does to a line: a function of
// package decide.
type decision func(by string, s decide.Seen) (season.Translation, error)

// decisionWords name a decision: "approve", "approved".
type decisionWords struct{ do, done string }

// passedBy is a line that a decision leaves as it is, and why.
type passedBy struct {
	chosenRow
	why error
}

// decide applies a decision to the chosen rows in one action. It returns how
// many it changed, and those that it had to leave.
func (a *app) decide(ctx context.Context, d *stage.Workspace, by, do string, chosen []chosenRow, what decision) (int, []passedBy, error) {
	var decided []season.Translation
	var left []passedBy
	var last chosenRow
	for _, c := range chosen {
		switch t, err := what(by, c.Seen()); {
		case err == nil:
			decided, last = append(decided, t), c
		case errors.Is(err, decide.ErrUnchanged):
		case errors.Is(err, decide.ErrNoText), errors.Is(err, decide.ErrStale), errors.Is(err, decide.ErrFindings):
			left = append(left, passedBy{c, err})
		default:
			return 0, nil, undecided(c, err)
		}
	}
	n, err := a.keep(ctx, d, by, do, decided, last)
	return n, left, err
}

// undecided says that a decision cannot be taken on a line: the words given
// for it are wrong, or somebody was faster.
func undecided(c chosenRow, err error) error {
	switch {
	case errors.As(err, new(*season.Conflict)):
		return conflictHint(err)
	case errors.Is(err, decide.ErrNoReason):
		return usagef("--reason is empty; say why, for the next person")
	}
	return usagef("%s: %w", where(c.Sheet, c.Row), err)
}

// keep stores decisions as one action, the last of which is about a row.
func (a *app) keep(ctx context.Context, d *stage.Workspace, by, do string, decided []season.Translation, last chosenRow) (int, error) {
	label := do + " " + console.Plural(len(decided), "line")
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
	return &failure{kind: kindFailed, err: err,
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

// byRef finds lines such as e001:7 in the one market that -m names, each once.
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
		if c := (chosenRow{sheets[0], r}); !slices.ContainsFunc(chosen, c.same) {
			chosen = append(chosen, c)
		}
	}
	return chosen, nil
}

// same reports whether both are the same line in the same market.
func (c chosenRow) same(o chosenRow) bool { return c.Translation.Place() == o.Translation.Place() }

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

// decideWith opens the season, applies a decision and tells the count; lines
// that had to be left are named, exit 3.
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
	n, left, err := a.decide(ctx, d, by, words.do, chosen, what)
	if err != nil {
		return err
	}
	if err := a.tellDecided(words.done, n, by); err != nil {
		return err
	}
	return a.tellLeft(words.done, left)
}

func (a *app) tellDecided(done string, n int, by string) error {
	if a.JSON {
		return a.PrintJSON(map[string]any{"format_version": 1, done: n, "by": by})
	}
	a.Say("%s %s as %s", done, console.Plural(n, "line"), by)
	return nil
}

// tellLeft names the lines that a decision passed by; exit 3.
func (a *app) tellLeft(done string, left []passedBy) error {
	if len(left) == 0 {
		return nil
	}
	for _, l := range left {
		a.Say("not %s: %s %s", done, where(l.Sheet, l.Row), l.reason())
	}
	first := left[0]
	return openLines(editHint(first.Ref(), first.Market.Name)+" gives a line its text", "%s not %s", console.Plural(len(left), "line"), done)
}

// reason is why the line was passed by, after its name.
func (p passedBy) reason() string {
	switch {
	case errors.Is(p.why, decide.ErrStale):
		return "is stale: its source, terms or pivot have changed since; look at it, then approve it by name"
	case errors.Is(p.why, decide.ErrFindings):
		return errorRules(p.Findings)
	}
	return "has no text"
}
