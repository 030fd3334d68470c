package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// cmdLogged looks for a line of JSON Lines whose fields match patterns; "-" is
// a field that is not there: logged run.log event=reply status=200 error=-
func cmdLogged(ts *testscript.TestScript, neg bool, args []string) {
	found := false
	text := ts.ReadFile(args[0])
	for _, row := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		line := map[string]any{}
		if err := json.Unmarshal([]byte(row), &line); err != nil {
			ts.Fatalf("%s: %v in %s", args[0], err, row)
		}
		found = found || fieldsMatch(ts, line, args[1:])
	}
	if found == neg {
		ts.Fatalf("%v in %s: %t\n%s", args[1:], args[0], found, text)
	}
}

func fieldsMatch(ts *testscript.TestScript, line map[string]any, fields []string) bool {
	for _, f := range fields {
		name, want, _ := strings.Cut(f, "=")
		value, there := line[name]
		if want == "-" && !there {
			continue
		}
		matches, err := regexp.MatchString("^(?:"+want+")$", fmt.Sprint(value))
		ts.Check(err)
		if !there || !matches {
			return false
		}
	}
	return true
}
