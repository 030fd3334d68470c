package store

import (
	"context"
	"database/sql"
	"fmt"

	"dramaport/season"
)

// Propose keeps what engines or the memory propose: translations in the state
// Machine, or Untranslated with the findings that say why. By is recorded as
// who did it; At, By and Version of ts are ignored.
//
// A translation that a person has decided (see season.State.Decided) is left
// alone, and so is one that already stands as proposed. Everything else is
// written with its history in one transaction; kept is how many that were.
// On an error nothing is written. If a line is in ts twice, the last one wins
// and both are in its history.
func (s *Store) Propose(ctx context.Context, by string, ts []season.Translation) (kept int, err error) {
	if len(ts) == 0 {
		return 0, nil
	}
	for _, t := range ts {
		if err := checkProposal(t); err != nil {
			return 0, err
		}
	}
	err = s.write(ctx, func(tx *sql.Tx) error {
		kept, err = propose(ctx, tx, by, ts)
		return err
	})
	if err != nil {
		return 0, err
	}
	return kept, nil
}

func checkProposal(t season.Translation) error {
	switch {
	case t.State == season.Untranslated && len(t.Findings) == 0:
		return fmt.Errorf("%s: a line that is left untranslated needs a doubt that says why", t.Place())
	case t.State != season.Untranslated && t.State != season.Machine:
		return fmt.Errorf("%s: the state %q cannot be proposed: only a person decides", t.Place(), string(t.State))
	}
	return checkTranslation(t)
}

func propose(ctx context.Context, tx *sql.Tx, by string, ts []season.Translation) (int, error) {
	rows, err := current(ctx, tx, ts)
	if err != nil {
		return 0, err
	}
	c := newChanger(tx, by, "")
	defer c.close()
	kept := 0
	for _, t := range ts {
		old := rows[t.Place()]
		if old.State.Decided() || old.Version > 0 && sameProposal(old, t) {
			continue
		}
		t.Version = old.Version
		if rows[t.Place()], err = c.write(ctx, t); err != nil {
			return 0, err
		}
		kept++
	}
	return kept, nil
}
