package store

import (
	"database/sql"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"dramaport/season"
)

var update = flag.Bool("update", false, "write testdata/schema_v1.sql anew; only before version 1 is released")

const goldenV1 = "testdata/schema_v1.sql"

// plain opens the file without migrating it.
func plain(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func exec(t *testing.T, db *sql.DB, query string) {
	t.Helper()
	if _, err := db.Exec(query); err != nil {
		t.Fatal(err)
	}
}

// schemaOf is the schema as SQL, as SQLite remembers it.
func schemaOf(t *testing.T, db *sql.DB) string {
	t.Helper()
	rows, err := collect(t.Context(), db, `SELECT sql FROM sqlite_master
		WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name`, nil,
		func(r *sql.Rows, s *string) error { return r.Scan(s) })
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(rows, ";\n") + ";\n"
}

// only keeps the migrations up to a version, and adds more.
func only(t *testing.T, version int64, more fstest.MapFS) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	for name, file := range more {
		out[name] = file
	}
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		one, err := newest(fstest.MapFS{name: {}})
		if err != nil {
			t.Fatal(err)
		}
		if data, err := fs.ReadFile(migrations, name); err != nil {
			t.Fatal(err)
		} else if one <= version {
			out[name] = &fstest.MapFile{Data: data}
		}
	}
	return out
}

// The first migration makes the schema of version 1 for ever: stores of that
// version are on people's disks.
func TestReleasedSchema(t *testing.T) {
	db := plain(t, filepath.Join(t.TempDir(), "season.db"))
	if err := migrate(t.Context(), db, only(t, 1, nil)); err != nil {
		t.Fatal(err)
	}
	got := schemaOf(t, db)
	if *update {
		if err := os.WriteFile(goldenV1, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(goldenV1)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("a released migration has changed; add a new one instead\ngot:\n%s\nwant:\n%s", got, want)
	}
}

// plantV1 makes a store of version 1 out of the golden schema, with content.
func plantV1(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "season.db")
	golden, err := os.ReadFile(goldenV1)
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile("testdata/content_v1.sql")
	if err != nil {
		t.Fatal(err)
	}
	db := plain(t, path)
	exec(t, db, string(golden))
	exec(t, db, string(content))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// checkV1 demands that the planted content is there.
func checkV1(t *testing.T, s *Store) {
	t.Helper()
	ts, err := s.Translations(t.Context(), Query{})
	if err != nil || len(ts) != 1 || ts[0].Text != "How dare you" || ts[0].State != season.Approved || ts[0].Version != 2 {
		t.Errorf("translations %+v, %v", ts, err)
	}
	cs, err := s.History(t.Context(), "us", "e001", "k1")
	if err != nil || len(cs) != 2 || cs[1].By != "ana" || cs[1].FromText != "You dare" {
		t.Errorf("history %+v, %v", cs, err)
	}
	ls, err := s.Lines(t.Context())
	if err != nil || len(ls["e001"]) != 1 || ls["e001"][0].Text != "你敢" {
		t.Errorf("lines %+v, %v", ls, err)
	}
	us, err := s.Usage(t.Context())
	if err != nil || len(us) != 1 || us[0].Cost != 0.25 {
		t.Errorf("usage %+v, %v", us, err)
	}
}

// A store of version 1 opens with today's migrations and has lost nothing.
func TestOpenFromVersion1(t *testing.T) {
	s, err := Open(t.Context(), plantV1(t))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	checkV1(t, s)
}

// tomorrow is a migration that does not exist yet.
func tomorrow(version, text string) fstest.MapFS {
	return fstest.MapFS{"migrations/" + version + "_tomorrow.sql": {Data: []byte("-- +goose Up\n" + text)}}
}

// A later version brings a store of version 1 forward, and keeps its content.
func TestMigrateForward(t *testing.T) {
	path := plantV1(t)
	db := plain(t, path)
	next := only(t, 98, tomorrow("00099", "CREATE TABLE comment (body TEXT NOT NULL);\nALTER TABLE line ADD COLUMN scene TEXT NOT NULL DEFAULT '';"))
	for range 2 { // the second time nothing is pending
		if err := migrate(t.Context(), db, next); err != nil {
			t.Fatal(err)
		}
	}
	exec(t, db, "INSERT INTO comment (body) VALUES ('too formal')")
	if v, err := schemaVersion(t.Context(), db); err != nil || v != 99 {
		t.Errorf("version %d, %v", v, err)
	}
	checkV1(t, &Store{db: db, path: path})
	if err := migrate(t.Context(), db, only(t, 98, nil)); err == nil || !strings.Contains(err.Error(), "newer") {
		t.Errorf("today's program opens tomorrow's store: %v", err)
	}
}

// A migration that fails in the middle leaves the version before it.
func TestFailedMigrationLeavesNothing(t *testing.T) {
	path := plantV1(t)
	db := plain(t, path)
	if err := migrate(t.Context(), db, only(t, 98, nil)); err != nil {
		t.Fatal(err)
	}
	before := schemaOf(t, db)
	broken := only(t, 98, tomorrow("00099", "CREATE TABLE comment (body TEXT);\nDROP TABLE nothing;"))
	if err := migrate(t.Context(), db, broken); err == nil || !strings.Contains(err.Error(), "nothing") {
		t.Errorf("error %v", err)
	}
	if after := schemaOf(t, db); after != before {
		t.Errorf("half a migration is left:\n%s", after)
	}
	checkV1(t, &Store{db: db, path: path})
}

// The driver binds $N by its number, as PostgreSQL does. Others bind by the
// order of appearance and swap arguments without a word.
func TestPlaceholdersBindByNumber(t *testing.T) {
	db := plain(t, filepath.Join(t.TempDir(), "x.db"))
	var a, b, c string
	if err := db.QueryRow("SELECT $2, $1, $2", "one", "two").Scan(&a, &b, &c); err != nil {
		t.Fatal(err)
	}
	if a != "two" || b != "one" || c != "two" {
		t.Errorf("SELECT $2, $1, $2 gave %s, %s, %s", a, b, c)
	}
}

// Every connection has the settings, not only the first.
func TestSettingsOfEveryConnection(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "season.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	want := map[string]string{"journal_mode": "wal", "synchronous": "1", "foreign_keys": "1", "busy_timeout": "10000"}
	for range connections {
		c, err := s.db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		for pragma, value := range want {
			var got string
			if err := c.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != value {
				t.Errorf("%s is %s, want %s; %v", pragma, got, value, err)
			}
		}
	}
}

// A store of version 6, whose batches and plans lay in files, opens with
// today's migrations, has lost nothing, and has room for them.
func TestOpenFromVersion6(t *testing.T) {
	path := plantV1(t)
	db := plain(t, path)
	if err := migrate(t.Context(), db, only(t, 6, nil)); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile("testdata/content_v6.sql")
	if err != nil {
		t.Fatal(err)
	}
	exec(t, db, string(content))
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	us, err := s.Usage(t.Context())
	if err != nil || len(us) != 1 || us[0].Cost != 0.375 || us[0].Estimated != 1 {
		t.Errorf("usage %+v, %v", us, err)
	}
	picks, err := s.Picks(t.Context(), Query{})
	if err != nil || len(picks) != 1 || picks[0].Take != 2 {
		t.Errorf("picks %+v, %v", picks, err)
	}
	if actions, err := s.Actions(t.Context(), "ana", 0); err != nil || len(actions) != 1 {
		t.Errorf("actions %+v, %v", actions, err)
	}
	if _, _, err := s.Undo(t.Context(), "ana"); err != nil {
		t.Errorf("the pick cannot be undone: %v", err)
	}
	if bs, err := s.PendingBatches(t.Context()); err != nil || len(bs) != 0 {
		t.Errorf("batches %+v, %v", bs, err)
	}
	if err := s.PutPlan(t.Context(), Plan{Market: "us", Episode: "e001", Content: "{}"}); err != nil {
		t.Error(err)
	}
	if l, err := s.Lease(t.Context(), "dub us"); err != nil || l.Owner != "" {
		t.Errorf("lease %+v, %v", l, err)
	}
}

// Only what must outlast a loss of power waits for the disk: the connection is
// as it was afterwards.
func TestDurableWriteLeavesTheSettings(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "season.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.db.SetMaxOpenConns(1)
	settings := func() (n int) {
		if err := s.db.QueryRow("PRAGMA synchronous").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	before, during := settings(), 0
	err = s.writeDurably(t.Context(), func(tx *sql.Tx) error { return tx.QueryRow("PRAGMA synchronous").Scan(&during) })
	if after := settings(); err != nil || before != 1 || during != 2 || after != 1 {
		t.Errorf("synchronous is %d, %d and %d, want 1, 2 and 1; %v", before, during, after, err)
	}
}
