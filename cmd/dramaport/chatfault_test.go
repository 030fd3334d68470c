package main

import (
	"dramaport/localize/localizetest"

	"github.com/rogpeppe/go-internal/testscript"
)

// cmdChatFault lets the chat provider fail as localizetest.ParseFault says, from
// now on: chat-fault refused; without one it is mended.
func cmdChatFault(ts *testscript.TestScript, _ bool, args []string) {
	f := fakeOf(ts)
	f.handler.SetFaults()
	for _, spec := range args {
		fault, err := localizetest.ParseFault(spec + ",on=always")
		ts.Check(err)
		f.handler.SetFaults(fault)
	}
}
