package store

import (
	"context"
	"fmt"
	"slices"

	"dramaport/season"
)

// Decide keeps what one person decided about translations: it is Act without
// anything else, by the person whom they name, under the label "decide N
// lines".
func (s *Store) Decide(ctx context.Context, ts []season.Translation) error {
	if len(ts) == 0 {
		return nil
	}
	for _, t := range ts {
		switch {
		case t.By == "":
			return fmt.Errorf("%s: a decision needs the name of who decides", t.Place())
		case t.By != ts[0].By:
			return fmt.Errorf("%s: decided by %q among decisions of %q", t.Place(), t.By, ts[0].By)
		}
	}
	label := "decide 1 line"
	if len(ts) > 1 {
		label = fmt.Sprintf("decide %d lines", len(ts))
	}
	_, err := s.Act(ctx, ts[0].By, label, season.Change{Translations: ts})
	return err
}

// checkDecisions refuses translations that cannot be decided together.
func checkDecisions(by string, ts []season.Translation) error {
	seen := make(map[season.Place]bool, len(ts))
	for _, t := range ts {
		t.By = by
		if !slices.Contains(season.States(), t.State) {
			return fmt.Errorf("%s: %q is not a state", t.Place(), string(t.State))
		}
		if err := checkTranslation(t); err != nil {
			return err
		}
		if seen[t.Place()] {
			return fmt.Errorf("%s: decided twice at once", t.Place())
		}
		seen[t.Place()] = true
	}
	return nil
}
