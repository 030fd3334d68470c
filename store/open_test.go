package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"dramaport/season"
	"dramaport/store"
)

func TestOpenMakesTheFolder(t *testing.T) {
	for _, name := range []string{"season.db", "a?b#c%20d&e=f.db", "替嫁 千金.db", "semi;colon'\".db"} {
		path := filepath.Join(t.TempDir(), "x?y", ".dramaport", name)
		s := open(t, path)
		put(t, s, someLines("e001", 2))
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		info, err := os.Stat(filepath.Dir(path))
		if err != nil || info.Mode().Perm()&0o755 != 0o755 {
			t.Errorf("%s: folder %v, %v", name, info.Mode(), err)
		}
		left, err := os.ReadDir(filepath.Dir(path))
		if err != nil || len(left) != 1 || left[0].Name() != name {
			t.Errorf("%s: the folder holds %v, %v", name, left, err)
		}
		if got := lines(t, open(t, path)); len(got["e001"]) != 2 {
			t.Errorf("%s: opened again it holds %v", name, got)
		}
	}
}

func TestOpenRelativePath(t *testing.T) {
	t.Chdir(t.TempDir())
	open(t, "season.db")
	if _, err := os.Stat("season.db"); err != nil {
		t.Error(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "notes.txt")
	text := []byte(strings.Repeat("This is no database. ", 100))
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	cases := map[string]struct {
		path string
		want []string
	}{
		"no path":         {"", []string{"name a file"}},
		"PostgreSQL":      {"postgres://me:secret@db/season", []string{"postgres://…", "SQLite file", "season.yaml"}},
		"another file":    {file, []string{file, "not a store", "move it away"}},
		"below a file":    {filepath.Join(file, "season.db"), []string{file, "make the folder writable", "season.yaml"}},
		"a folder itself": {folder, []string{folder, "name another file"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s, err := store.Open(t.Context(), c.path)
			if err == nil {
				s.Close()
				t.Fatal("was opened")
			}
			for _, part := range c.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("%q gives a password away", err)
			}
		})
	}
	if now, err := os.ReadFile(file); err != nil || string(now) != string(text) {
		t.Error("the other program's file was changed")
	}
}

func TestOpenRefusesANewerStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "season.db")
	open(t, path).Close()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)"); err != nil {
		t.Fatal(err)
	}
	_, err = store.Open(t.Context(), path)
	if err == nil || !strings.Contains(err.Error(), "newer") || !strings.Contains(err.Error(), "schema 99") ||
		!strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "install") {
		t.Errorf("error %v", err)
	}
}

func TestCancelledContext(t *testing.T) {
	s := fresh(t, 1)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := store.Open(ctx, filepath.Join(t.TempDir(), "season.db"))
	errs := map[string]error{"Open": err}
	_, errs["Lines"] = s.Lines(ctx)
	_, errs["Gone"] = s.Gone(ctx, "e001")
	_, errs["Translations"] = s.Translations(ctx, store.Query{})
	_, errs["Propose"] = s.Propose(ctx, "gpt", []season.Translation{draft(1, "a")})
	_, errs["History"] = s.History(ctx, "us", "e001", "k1")
	_, errs["Usage"] = s.Usage(ctx)
	errs["PutLines"] = s.PutLines(ctx, "e001", someLines("e001", 2))
	errs["Decide"] = s.Decide(ctx, []season.Translation{decision(1, "a", season.Approved, "ana", 0)})
	errs["AddUsage"] = s.AddUsage(ctx, season.Usage{Provider: "gpt"})
	for method, err := range errs {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", method, err)
		}
	}
	propose(t, s, draft(1, "a"))
}

// Nothing to write means no transaction: it goes through while another
// process holds the write lock.
func TestNothingToWriteTakesNoLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "season.db")
	s := open(t, path)
	put(t, s, someLines("e001", 3))
	put(t, s, someLines("e001", 2)) // the third is gone, and stays so
	db, err := sql.Open("sqlite", path+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	put(t, s, someLines("e001", 2))
	propose(t, s)
	decide(t, s)
	lines(t, s)
	open(t, path)
}

func TestManyGoroutinesWriteAtOnce(t *testing.T) {
	s := fresh(t, 8)
	var all sync.WaitGroup
	for i := 1; i <= 8; i++ {
		all.Go(func() {
			for v := range 20 {
				d := draft(i, string(rune('a'+v)))
				if kept, err := s.Propose(t.Context(), "gpt", []season.Translation{d}); err != nil || kept != 1 {
					t.Errorf("kept %d, %v", kept, err)
				}
				if _, err := s.Translations(t.Context(), store.Query{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	for i := 1; i <= 8; i++ {
		if n := len(history(t, s, i)); n != 20 {
			t.Errorf("line %d has %d changes", i, n)
		}
	}
}
