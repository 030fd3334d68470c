package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"dramaport/localize/localizetest"

	"github.com/rogpeppe/go-internal/testscript"
)

// cmdChatFault lets the chat provider fail as localizetest.ParseFault says, from
// now on: chat-fault refused, or for the requests that it names: chat-fault
// 429,on=1; without one it is mended.
func cmdChatFault(ts *testscript.TestScript, _ bool, args []string) {
	var faults []localizetest.Fault
	for _, spec := range args {
		if !strings.Contains(spec, ",on=") {
			spec += ",on=always"
		}
		fault, err := localizetest.ParseFault(spec)
		ts.Check(err)
		faults = append(faults, fault)
	}
	fakeOf(ts).handler.SetFaults(faults...)
}

// cmdSameTexts compares the texts that "lines --json" printed last with those it
// printed into a file: same-texts clean.json.
func cmdSameTexts(ts *testscript.TestScript, neg bool, args []string) {
	texts := func(file string) string {
		var all strings.Builder
		for dec := json.NewDecoder(strings.NewReader(ts.ReadFile(file))); dec.More(); {
			var l struct {
				Market, Episode, Text, State string
				Line                         int
				Findings                     []struct{ Rule, Message string }
			}
			ts.Check(dec.Decode(&l))
			fmt.Fprintln(&all, l)
		}
		return all.String()
	}
	if got, want := texts("stdout"), texts(args[0]); (got == want) == neg || got == "" {
		ts.Fatalf("same: %t\n%s\nand\n%s", got == want, got, want)
	}
}
