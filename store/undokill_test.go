package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"testing"

	"dramaport/season"
	"dramaport/store"
)

// turn n writes the words of n everywhere at once: in two lines, in what is
// assigned, and in who speaks.
func turn(n int, versions ...int64) season.Change {
	words := fmt.Sprintf("turn %d", n)
	return season.Change{
		Translations: []season.Translation{
			decision(1, words, season.Edited, "", versions[0]), decision(2, words, season.Edited, "", versions[1])},
		Assignments: []season.Assignment{{Place: place("us", "k1"), To: words}},
		Speakers:    []season.SpeakerSet{{Episode: "e001", Key: "k3", Speaker: words}},
	}
}

// endlessActs acts twice, undoes twice and redoes once, for ever, and says on
// stdout the words that the store has acknowledged to hold.
func endlessActs(ctx context.Context, s *store.Store) error {
	version := int64(0)
	for n := 0; ; n += 2 {
		for _, i := range []int{n, n + 1} {
			if _, err := s.Act(ctx, "ana", fmt.Sprintf("act %d", i), turn(i, version, version)); err != nil {
				return err
			}
			version++
			fmt.Printf("turn %d\n", i)
		}
		for _, move := range []func(context.Context, string) (season.Action, []season.Place, error){s.Undo, s.Undo, s.Redo} {
			if _, _, err := move(ctx, "ana"); err != nil {
				return err
			}
			version++
			fmt.Println("moved")
		}
	}
}

// Whenever the process dies, every action, undo and redo has happened as a
// whole or not at all, and the next process undoes and redoes on.
func TestUndoSurvivesKill(t *testing.T) {
	for round := range 3 {
		t.Run(strconv.Itoa(round), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "season.db")
			s := open(t, path)
			put(t, s, someLines("e001", 3))
			said := killedAfter(t, "act", path, 30+round*47)
			if v := one(t, s, 1).Version; v < int64(len(said)) || v > int64(len(said))+1 {
				t.Errorf("version %d after %d acknowledgements", v, len(said))
			}
			whole(t, s)
			back := 0
			for ; ; back++ {
				_, _, err := s.Undo(t.Context(), "ana")
				if errors.Is(err, store.ErrNothingToUndo) {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				whole(t, s)
			}
			if got := one(t, s, 1); back < len(said)/5 || got.Text != "" || len(margin(t, s)) != 0 {
				t.Errorf("%d undone, left %+v", back, got)
			}
			for range back {
				redo(t, s, "ana")
			}
			whole(t, s)
			intact(t, path)
		})
	}
}

// whole demands that the same words hold everywhere.
func whole(t *testing.T, s *store.Store) {
	t.Helper()
	words := one(t, s, 1).Text
	if other := one(t, s, 2).Text; other != words {
		t.Fatalf("half an action: %q and %q", words, other)
	}
	as, err := s.Assignments(t.Context(), store.Query{})
	if err != nil || (len(as) == 1) != (words != "") || len(as) == 1 && as[0].To != words {
		t.Fatalf("%q, yet assigned %v %v", words, as, err)
	}
	ss, err := s.Speakers(t.Context())
	if err != nil || (len(ss) == 1) != (words != "") || len(ss) == 1 && ss[0].Speaker != words {
		t.Fatalf("%q, yet speakers %v %v", words, ss, err)
	}
}
