package main

import (
	"time"

	"dramaport/localize/googletest"

	"github.com/rogpeppe/go-internal/testscript"
)

type googleKey struct{}

// setUpGoogle gives a script a Google Cloud Translation of its own, at
// $GOOGLE_URL, and no account at the real one.
func setUpGoogle(e *testscript.Env) {
	s, err := googletest.Start(googletest.Config{})
	if err != nil {
		panic(err)
	}
	e.Defer(s.Close)
	e.Values[googleKey{}] = s
	e.Setenv("GOOGLE_URL", s.URL)
	e.Setenv("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere/key.json")
}

// cmdGoogle works the server:
//
//	google calls 2            so many calls have translated
//	google glossaries 1       so many glossaries are there
//	google uploads 1          so many files were uploaded
//	google fault KIND WHEN    see googletest.ParseFault; counts calls anew
//	google mend               no fault any more; counts calls anew
func cmdGoogle(ts *testscript.TestScript, _ bool, args []string) {
	s := ts.Value(googleKey{}).(*googletest.Server)
	counts := map[string]func() int{
		"calls":      func() int { return len(s.Translations()) },
		"glossaries": func() int { return len(s.Glossaries()) },
		"uploads":    func() int { return len(s.Records("upload")) },
	}
	switch {
	case counts[args[0]] != nil:
		if got := counts[args[0]](); got != number(ts, args[1]) {
			ts.Fatalf("%d %s, want %s", got, args[0], args[1])
		}
	case args[0] == "fault":
		f, err := googletest.ParseFault(args[1], args[2], 10*time.Millisecond)
		ts.Check(err)
		s.SetFaults(f)
	case args[0] == "mend":
		s.SetFaults()
	default:
		ts.Fatalf("google %s?", args[0])
	}
}
