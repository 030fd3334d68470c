package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite", the only one that binds $N by number
)

// Store is an open database of decisions. It may be used by several
// goroutines at once.
type Store struct {
	db   *sql.DB
	path string
	// abs is the same path from the root, and file what lay there when it was
	// opened.
	abs  string
	file os.FileInfo
	// writing holds one token: the goroutines of this process take turns
	// here instead of polling for SQLite's lock.
	writing chan struct{}
}

// connections is how many a Store opens at most: one writes, others read.
const connections = 4

// settings are the pragmas of every connection. A write transaction takes
// SQLite's lock when it begins (so that it never fails in the middle) and
// waits up to 10 s for another process. For synchronous see the package's
// promises.
const settings = "?_txlock=immediate" +
	"&_pragma=busy_timeout(10000)" +
	"&_pragma=journal_mode(WAL)" +
	"&_pragma=synchronous(NORMAL)" +
	"&_pragma=foreign_keys(1)"

// Open opens the SQLite file at path and brings its schema up to date. The
// file and its folder are created if missing. It is an error if the folder
// cannot be written, if path is something else than a store, or if a newer
// version wrote it. The error names the path and the remedy.
func Open(ctx context.Context, path string) (*Store, error) {
	if err := checkPath(path); err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %v", path, err)
	}
	if err := os.MkdirAll(filepath.Dir(abs), 0o755); err != nil {
		return nil, fmt.Errorf("%s: cannot make the folder of the store: %v; %s", path, err, remedyFolder)
	}
	db, err := sql.Open("sqlite", dsn(abs))
	if err != nil {
		return nil, fmt.Errorf("%s: %v", path, err)
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	if err := migrate(ctx, db, migrations); err != nil {
		_ = db.Close() // nothing was written that could be lost
		return nil, fmt.Errorf("%s: %w", path, withRemedy(err))
	}
	file, err := os.Stat(abs)
	if err != nil {
		_ = db.Close() // nothing was written that could be lost
		return nil, fmt.Errorf("%s: %v", path, err)
	}
	return &Store{db: db, path: path, abs: abs, file: file, writing: make(chan struct{}, 1)}, nil
}

// stands reports an error unless the file that was opened still lies at its
// path. SQLite goes on writing into a file that was deleted or replaced, and
// what it writes is lost.
func (s *Store) stands() error {
	now, err := os.Stat(s.abs)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s was deleted or moved away meanwhile, so nothing can be kept: put it back and begin again", s.path)
	case err == nil && !os.SameFile(s.file, now):
		return fmt.Errorf("%s was replaced by another file meanwhile, so nothing can be kept: begin again", s.path)
	}
	return nil
}

// checkPath refuses what is not the name of a file.
func checkPath(path string) error {
	if path == "" {
		return errors.New("the store has no path: name a file, such as .dramaport/season.db")
	}
	if scheme, _, ok := strings.Cut(path, "://"); ok {
		return fmt.Errorf("store: %s://… is not a file: this version keeps decisions in a SQLite file; "+
			"leave store: empty in season.yaml or name a file", scheme)
	}
	return nil
}

// dsn is the driver's name for the file: a URI, because a path may contain
// the characters that would end it.
func dsn(abs string) string {
	p := strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(filepath.ToSlash(abs))
	if !strings.HasPrefix(p, "/") { // C:/season
		p = "/" + p
	}
	return "file://" + p + settings
}

// Close ends all use of the store. Nothing is lost without it.
func (s *Store) Close() error { return s.db.Close() }

// write runs f in one transaction, one at a time. If f returns an error,
// nothing is written. It is an error if the store's file lies there no more.
func (s *Store) write(ctx context.Context, f func(*sql.Tx) error) error {
	return s.alone(ctx, func() error { return transact(ctx, s.db, f) })
}

// exec is write of one statement.
func (s *Store) exec(ctx context.Context, query string, args ...any) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	})
}

// alone runs f while no other goroutine of this process writes.
func (s *Store) alone(ctx context.Context, f func() error) error {
	select {
	case s.writing <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-s.writing }()
	if err := s.stands(); err != nil {
		return err
	}
	return explain(s.path, f())
}

// beginner is a database or one connection to it.
type beginner interface {
	BeginTx(context.Context, *sql.TxOptions) (*sql.Tx, error)
}

func transact(ctx context.Context, db beginner, f func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after Commit it does nothing
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// writeDurably is write of what must outlast a loss of power: it is on the
// disk when writeDurably returns.
func (s *Store) writeDurably(ctx context.Context, f func(*sql.Tx) error) error {
	return s.alone(ctx, func() (err error) {
		c, err := s.db.Conn(ctx)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, c.Close()) }()
		if _, err := c.ExecContext(ctx, "PRAGMA synchronous = FULL"); err != nil {
			return err
		}
		err = transact(ctx, c, f)
		_, reset := c.ExecContext(context.WithoutCancel(ctx), "PRAGMA synchronous = NORMAL")
		return errors.Join(err, reset)
	})
}
