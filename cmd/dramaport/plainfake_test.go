package main

import (
	"net/http/httptest"

	"dramaport/localize/localizetest"

	"github.com/rogpeppe/go-internal/testscript"
)

// plainKey is the only key that the plain services of a script accept.
const plainKey = "not-a-key-4711:fx"

type plainFakes map[string]*localizetest.Service

// startPlainFakes gives a script a DeepL at $DEEPL_URL and a LibreTranslate at
// $LIBRE_URL, both with the key $PLAIN_KEY.
func startPlainFakes(e *testscript.Env) {
	fakes := plainFakes{
		"DEEPL_URL": localizetest.DeepL(localizetest.Config{Key: plainKey}),
		"LIBRE_URL": localizetest.LibreTranslate(localizetest.Config{Key: plainKey}),
	}
	for name, service := range fakes {
		server := httptest.NewServer(service)
		e.Defer(server.Close)
		e.Setenv(name, server.URL)
	}
	e.Setenv("PLAIN_KEY", plainKey)
	e.Values[plainFakesKey{}] = fakes
}

type plainFakesKey struct{}

// cmdPlainRequests compares how many requests for translation a plain service
// got: plain-requests DEEPL_URL 2.
func cmdPlainRequests(ts *testscript.TestScript, _ bool, args []string) {
	service := ts.Value(plainFakesKey{}).(plainFakes)[args[0]]
	if got := len(service.Requests()); got != number(ts, args[1]) {
		ts.Fatalf("%d requests to %s, want %s", got, args[0], args[1])
	}
}
