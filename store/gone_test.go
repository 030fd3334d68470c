package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dramaport/season"
	"dramaport/store"
)

// What is written into a file that lies there no more is lost: it must not be
// called kept.
func TestNothingIsKeptInAFileThatWentAway(t *testing.T) {
	for _, c := range []struct {
		name, says string
		away       func(t *testing.T, path string)
	}{
		{"deleted", "deleted or moved away", func(t *testing.T, path string) { moveAway(t, path) }},
		{"replaced", "replaced by another file", func(t *testing.T, path string) {
			moveAway(t, path)
			other, err := store.Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { other.Close() })
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "season.db")
			s := open(t, path)
			if err := s.PutLines(t.Context(), "e001", someLines("e001", 1)); err != nil {
				t.Fatal(err)
			}
			c.away(t, path)
			_, err := s.Act(t.Context(), "Ana", "approve", season.Change{Translations: []season.Translation{decision(1, "Kneel!", season.Approved, "Ana", 0)}})
			if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "season.db") {
				t.Errorf("an action was kept nowhere: %v", err)
			}
			if _, _, err := s.ChangedSince(t.Context(), time.Now()); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("nobody is told: %v", err)
			}
		})
	}
}

// moveAway moves a store's files elsewhere, as who deletes them does; what is
// open stays open.
func moveAway(t *testing.T, path string) {
	t.Helper()
	files, err := filepath.Glob(path + "*")
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, %v", files, err)
	}
	elsewhere := t.TempDir()
	for _, f := range files {
		if err := os.Rename(f, filepath.Join(elsewhere, filepath.Base(f))); err != nil {
			t.Fatal(err)
		}
	}
}
