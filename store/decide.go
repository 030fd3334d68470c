package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"dramaport/season"
)

// Decide keeps what a person decided. Each Version is the one the person saw
// (0: no translation was stored); By must name the person; At is ignored, the
// time is that of keeping. A decision may set any state: taking one back sets
// the state it had before.
//
// All of ts is kept in one transaction with its history, each as Version+1,
// or nothing is. If any translation has changed since the person saw it, the
// error is a *Conflict about the first such.
func (s *Store) Decide(ctx context.Context, ts []season.Translation) error {
	if len(ts) == 0 {
		return nil
	}
	seen := make(map[name]bool, len(ts))
	for _, t := range ts {
		if err := checkDecision(t); err != nil {
			return err
		}
		if seen[nameOf(t)] {
			return fmt.Errorf("%s: decided twice at once", place(t))
		}
		seen[nameOf(t)] = true
	}
	return s.write(ctx, func(tx *sql.Tx) error { return decide(ctx, tx, ts) })
}

func checkDecision(t season.Translation) error {
	switch {
	case t.By == "":
		return fmt.Errorf("%s: a decision needs the name of who decides", place(t))
	case !slices.Contains(season.States(), t.State):
		return fmt.Errorf("%s: %q is not a state", place(t), string(t.State))
	}
	return checkTranslation(t)
}

func decide(ctx context.Context, tx *sql.Tx, ts []season.Translation) error {
	rows, err := current(ctx, tx, ts)
	if err != nil {
		return err
	}
	for _, t := range ts {
		if theirs := rows[nameOf(t)]; theirs.Version != t.Version {
			return &Conflict{Mine: t, Theirs: theirs}
		}
	}
	c, err := newChanger(ctx, tx)
	if err != nil {
		return err
	}
	defer c.close()
	for _, t := range ts {
		if _, err := c.write(ctx, t); err != nil {
			return err
		}
	}
	return nil
}
