package main

import (
	"database/sql"
	"errors"
	"os"

	"github.com/rogpeppe/go-internal/testscript"
)

// cmdStoreFrom makes the season's store out of SQL, as an older version left it.
func cmdStoreFrom(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.MkdirAll(ts.MkAbs(".dramaport"), 0o755))
	db, err := sql.Open("sqlite", ts.MkAbs(".dramaport/season.db"))
	ts.Check(err)
	_, err = db.Exec(ts.ReadFile(args[0]))
	ts.Check(errors.Join(err, db.Close()))
}
