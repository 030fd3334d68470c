package store

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// ErrNothingToUndo and ErrNothingToRedo say that a person has no action left
// of that kind.
var (
	ErrNothingToUndo = errors.New("nothing to undo")
	ErrNothingToRedo = errors.New("nothing to redo")
)

const remedyFolder = "make the folder writable, or name another file under store: in season.yaml"

// explain adds the path and the remedy to an error of the database. The
// package's own errors and those of the context pass unchanged.
func explain(path string, err error) error {
	var e *sqlite.Error
	if err == nil || !errors.As(err, &e) {
		return err
	}
	return fmt.Errorf("%s: %w", path, withRemedy(err))
}

// withRemedy adds what the user can do to an error of the database.
func withRemedy(err error) error {
	remedies := []struct {
		codes  []int
		remedy string
	}{
		{[]int{sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED},
			"another program has been writing for more than 10 s: wait for it, or end it, and try again"},
		{[]int{sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM},
			remedyFolder},
		{[]int{sqlite3.SQLITE_FULL},
			"free some space on the disk and try again; what was kept before is safe"},
		{[]int{sqlite3.SQLITE_NOTADB},
			"this file is not a store: move it away, or name another file under store: in season.yaml"},
		{[]int{sqlite3.SQLITE_CORRUPT},
			"the file is damaged: restore a copy, or recover it with: sqlite3 FILE .recover"},
	}
	for _, r := range remedies {
		if hasCode(err, r.codes...) {
			return fmt.Errorf("%w; %s", err, r.remedy)
		}
	}
	return err
}

// hasCode reports whether err is one of SQLite's with one of these primary
// codes, the low byte of its result code.
func hasCode(err error, codes ...int) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	for _, c := range codes {
		if e.Code()&0xff == c {
			return true
		}
	}
	return false
}
