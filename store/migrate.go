package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
	sqlite3 "modernc.org/sqlite/lib"
)

// migrations are the steps from nothing to the current schema. A released
// file never changes; see TestReleasedSchema.
//
//go:embed migrations/*.sql
var migrations embed.FS

// An open that lost a race looks again: migrateTries times after a failed
// step (every lost race is a step that somebody else has finished, so few are
// enough), and for migratePatience while the file is locked, because SQLite
// does not wait for the lock when it turns WAL on.
const (
	migrateTries    = 10
	migratePause    = 10 * time.Millisecond
	migratePatience = 10 * time.Second
)

// migrate brings the schema up to the newest of files. goose takes no lock on
// SQLite: when several processes open a new store at once, one of them makes
// the tables and the transactions of the others fail. Those look again.
// A schema that is up to date costs one query.
func migrate(ctx context.Context, db *sql.DB, files fs.FS) error {
	want, err := newest(files)
	if err != nil {
		return err
	}
	begun := time.Now()
	for tries := migrateTries; ; {
		done, err := step(ctx, db, files, want)
		if done || final(err) || ctx.Err() != nil {
			return err
		}
		locked := hasCode(err, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
		if !locked {
			tries--
		}
		if tries == 0 || locked && time.Since(begun) > migratePatience {
			return fmt.Errorf("cannot bring the schema of the store up to date: %w", err)
		}
		if err := pause(ctx, migratePause); err != nil {
			return err
		}
	}
}

// step looks at the schema, and applies what is missing. It is done when
// there is nothing more to do, or nothing that can be done.
func step(ctx context.Context, db *sql.DB, files fs.FS, want int64) (done bool, err error) {
	have, err := schemaVersion(ctx, db)
	switch {
	case err != nil:
		return false, err
	case have > want:
		return true, fmt.Errorf("a newer dramaport wrote this store (schema %d, this program knows %d): "+
			"install the newer version", have, want)
	case have == want:
		return true, nil
	}
	if err := up(ctx, db, files); err != nil {
		return false, err
	}
	return true, nil
}

// final reports whether looking again cannot help.
func final(err error) bool {
	return hasCode(err, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM,
		sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
}

// schemaVersion is the version of the schema; 0 if there is none yet.
func schemaVersion(ctx context.Context, db *sql.DB) (int64, error) {
	var v sql.NullInt64
	err := db.QueryRowContext(ctx, schemaVersionSQL).Scan(&v)
	if hasCode(err, sqlite3.SQLITE_ERROR) { // no such table
		return 0, nil
	}
	return v.Int64, err
}

// newest is the highest version among the migration files.
func newest(files fs.FS) (int64, error) {
	names, err := fs.Glob(files, "migrations/*.sql")
	if err != nil {
		return 0, err
	}
	var v int64
	for _, name := range names {
		n, err := goose.NumericComponent(name)
		if err != nil {
			return 0, fmt.Errorf("migration %s: %v", name, err)
		}
		v = max(v, n)
	}
	if v == 0 {
		return 0, errors.New("no migrations")
	}
	return v, nil
}

// up applies what is missing, each file in its own transaction.
func up(ctx context.Context, db *sql.DB, files fs.FS) error {
	sub, err := fs.Sub(files, "migrations")
	if err != nil {
		return err
	}
	// The provider's Close would close db.
	p, err := goose.NewProvider(goose.DialectSQLite3, db, sub,
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

// pause waits, or returns the context's error.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
