package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"dramaport/season"
)

// The states of an action; see the migration.
const (
	stateDone   = "done"
	stateUndone = "undone"
	stateKept   = "kept"
)

// direction is where an action is moved to.
type direction struct {
	next    string
	none    error
	to, why string
}

// Undo takes back the last action of a person that is not undone, whenever it
// was: text, state, origin, engine, basis, note, findings and author of every
// translation, and every comment, speaker, assignment and pick, become what
// they were before it, as new versions with history. It returns the action and the
// places that it changed; a place without a market is a line in every market.
//
// If anything of it has since been changed by something that still holds, the
// error is a *season.Conflict and nothing is written; Keep then lets the actions
// before it be undone. The error is ErrNothingToUndo if there is no such
// action.
func (s *Store) Undo(ctx context.Context, by string) (season.Action, []season.Place, error) {
	return s.move(ctx, by, direction{next: lastDoneSQL, none: ErrNothingToUndo, to: stateUndone, why: "undo: "})
}

// Redo does the person's last undone action again, as Undo undoes. The error
// is ErrNothingToRedo if nothing was undone since the person's last action.
func (s *Store) Redo(ctx context.Context, by string) (season.Action, []season.Place, error) {
	return s.move(ctx, by, direction{next: firstUndoneSQL, none: ErrNothingToRedo, to: stateDone, why: "redo: "})
}

// Keep gives up undoing the last action of a person that is not undone, which
// it returns: it stays as it is, and Undo goes on with the one before it.
func (s *Store) Keep(ctx context.Context, by string) (season.Action, error) {
	var a season.Action
	err := s.write(ctx, func(tx *sql.Tx) (err error) {
		if a, err = next(ctx, tx, lastDoneSQL, by, ErrNothingToUndo); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, setActionSQL, a.ID, stateKept)
		return err
	})
	return a, err
}

// next is the action that a query finds for a person.
func next(ctx context.Context, tx *sql.Tx, query, by string, none error) (season.Action, error) {
	found, err := collect(ctx, tx, query, []any{by}, scanAction)
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("%s: %w", by, none)
	}
	if err != nil {
		return season.Action{}, err
	}
	return found[0], nil
}

func (s *Store) move(ctx context.Context, by string, d direction) (a season.Action, places []season.Place, err error) {
	err = s.write(ctx, func(tx *sql.Tx) error {
		if a, err = next(ctx, tx, d.next, by, d.none); err != nil {
			return err
		}
		c := newChanger(tx, by, d.why+a.Label)
		defer c.close()
		if places, err = c.move(ctx, a.ID, d.to == stateUndone); err != nil {
			return err
		}
		a.Undone = d.to == stateUndone
		return c.exec(ctx, setActionSQL, a.ID, d.to)
	})
	if err != nil {
		return season.Action{}, nil, err
	}
	return a, places, nil
}

// item is one thing that an action changed.
type item struct {
	season.Place
	// annotation is 0 for a translation.
	annotation int64
	// from is the version whose content must still hold, to the one whose
	// content is to hold.
	from, to int64
}

// move restores what an action's items were, or became.
func (c *changer) move(ctx context.Context, action int64, back bool) ([]season.Place, error) {
	items, err := collect(ctx, c.tx, itemsSQL, []any{action}, func(rows *sql.Rows, i *item) error {
		was, became := &i.to, &i.from
		if !back {
			was, became = &i.from, &i.to
		}
		return rows.Scan(&i.Market, &i.Episode, &i.Key, &i.annotation, was, became)
	})
	if err != nil {
		return nil, err
	}
	now, err := itemTranslations(ctx, c.tx, action)
	if err != nil {
		return nil, err
	}
	places := make([]season.Place, 0, len(items))
	for _, i := range items {
		if i.annotation != 0 {
			err = c.moveAnnotation(ctx, i)
		} else {
			err = c.moveTranslation(ctx, i, now[i.Place])
		}
		if err != nil {
			return nil, err
		}
		places = append(places, i.Place)
	}
	picked, err := c.movePicks(ctx, action, back)
	places = append(places, picked...)
	slices.SortFunc(places, season.Place.Compare)
	return slices.Compact(places), err
}

// content is a translation with the version whose content it holds.
type content struct {
	season.Translation
	of int64
}

func itemTranslations(ctx context.Context, tx *sql.Tx, action int64) (map[season.Place]content, error) {
	all, err := collect(ctx, tx, itemTranslationsSQL, []any{action}, func(rows *sql.Rows, c *content) error {
		return scanTranslationAnd(rows, &c.Translation, &c.of)
	})
	now := make(map[season.Place]content, len(all))
	for _, c := range all {
		now[c.Place()] = c
	}
	return now, err
}

func (c *changer) moveTranslation(ctx context.Context, i item, now content) error {
	then, err := c.translationAt(ctx, i)
	if err != nil {
		return err
	}
	if now.of != i.from {
		then.Version = i.from
		then.By = c.by
		return &season.Conflict{Mine: then, Theirs: now.Translation}
	}
	then.Version = now.Version
	return c.restore(ctx, then, i.to)
}

// translationAt is what an item is to be restored to.
func (c *changer) translationAt(ctx context.Context, i item) (season.Translation, error) {
	if i.to == 0 {
		return season.Translation{Market: i.Market, Episode: i.Episode, Key: i.Key, State: season.Untranslated}, nil
	}
	return one(ctx, c, versionSQL, []any{string(i.Market), string(i.Episode), string(i.Key), i.to},
		scanTranslation)
}

// one reads the row that must be there.
func one[T any](ctx context.Context, c *changer, query string, args []any, scan func(*sql.Rows, *T) error) (v T, err error) {
	s, err := c.prepared(ctx, query)
	if err != nil {
		return v, err
	}
	rows, err := s.QueryContext(ctx, args...)
	if err != nil {
		return v, err
	}
	found, err := scanned(rows, scan)
	if err == nil && len(found) != 1 {
		err = fmt.Errorf("%d rows where one must be: the store is damaged, restore a copy", len(found))
	}
	if err != nil {
		return v, err
	}
	return found[0], nil
}
