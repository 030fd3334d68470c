package store

import (
	"context"
	"database/sql"
	"errors"

	"dramaport/season"
)

// Act keeps a change in one transaction with its history: all of it, or, on an
// error, nothing. It becomes by's last action, which Undo takes back, and what
// by had undone can no longer be redone. label says what was done, for people:
// "approve 12 lines".
//
// If a translation, comment or pick has changed since the person saw it, the
// error is a *season.Conflict about the first such. What already stands as the change wants
// it, speakers, assignments and picks, is not written again; if nothing is left to
// write there is no action, and the one returned has the ID 0.
func (s *Store) Act(ctx context.Context, by, label string, d season.Change) (season.Action, error) {
	if err := checkChange(by, label, d); err != nil {
		return season.Action{}, err
	}
	var done season.Action
	err := s.write(ctx, func(tx *sql.Tx) (err error) {
		done, err = act(ctx, tx, by, label, d)
		return err
	})
	if err != nil {
		return season.Action{}, err
	}
	return done, nil
}

func checkChange(by, label string, d season.Change) error {
	switch {
	case by == "":
		return errors.New("an action needs the name of who acts")
	case label == "":
		return errors.New("an action needs a label that says what it does")
	}
	if err := checkText(by, label); err != nil {
		return err
	}
	if err := checkDecisions(by, d.Translations); err != nil {
		return err
	}
	if err := checkPicks(by, d.Picks); err != nil {
		return err
	}
	return checkAnnotations(annotationsOf(d))
}

func act(ctx context.Context, tx *sql.Tx, by, label string, d season.Change) (season.Action, error) {
	rows, err := current(ctx, tx, d.Translations)
	if err != nil {
		return season.Action{}, err
	}
	for _, t := range d.Translations {
		if theirs := rows[t.Place()]; theirs.Version != t.Version {
			return season.Action{}, &season.Conflict{Mine: t, Theirs: theirs}
		}
	}
	c := newChanger(tx, by, label)
	defer c.close()
	annotations, err := c.changedAnnotations(ctx, annotationsOf(d))
	if err != nil {
		return season.Action{}, err
	}
	picks, over, err := c.changedPicks(ctx, d.Picks)
	if err != nil || len(d.Translations)+len(annotations)+len(picks) == 0 {
		return season.Action{}, err
	}
	a, err := c.begin(ctx)
	if err != nil {
		return a, err
	}
	for _, t := range d.Translations {
		if err := c.decide(ctx, a.ID, t); err != nil {
			return a, err
		}
	}
	for _, r := range annotations {
		if err := c.annotation(ctx, a.ID, r); err != nil {
			return a, err
		}
	}
	for i, p := range picks {
		if err := c.pick(ctx, a.ID, p, over[i]); err != nil {
			return a, err
		}
	}
	return a, nil
}

// begin makes the action that the changer's changes belong to, and forgets
// what was undone before it.
func (c *changer) begin(ctx context.Context) (season.Action, error) {
	if err := c.exec(ctx, forgetUndoneSQL, c.by); err != nil {
		return season.Action{}, err
	}
	id, err := c.number(ctx, addActionSQL, c.by, c.label, c.at.UnixMicro())
	return season.Action{ID: id, By: c.by, Label: c.label, At: c.at}, err
}

// decide writes one translation of an action.
func (c *changer) decide(ctx context.Context, action int64, t season.Translation) error {
	seen := t.Version
	t, err := c.write(ctx, t)
	if err != nil {
		return err
	}
	return c.exec(ctx, addItemSQL, action, string(t.Market), string(t.Episode), string(t.Key), int64(0), seen, t.Version)
}

// Actions returns the newest actions of a person ("" for everybody), at most
// limit of them (all if limit is not positive): those that can be undone and
// those that can be redone.
func (s *Store) Actions(ctx context.Context, by string, limit int) ([]season.Action, error) {
	as, err := collect(ctx, s.db, actionsSQL, []any{by, atMost(limit)}, scanAction)
	return as, explain(s.path, err)
}

func scanAction(rows *sql.Rows, a *season.Action) error {
	var at int64
	var state string
	err := rows.Scan(&a.ID, &a.By, &a.Label, &at, &state)
	a.At, a.Undone = instant(at), state == stateUndone
	return err
}
