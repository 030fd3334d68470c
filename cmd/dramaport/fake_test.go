package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"dramaport/dubbing/dubbingtest"
	"dramaport/localize/localizetest"

	"github.com/rogpeppe/go-internal/testscript"
)

// fake is a script's own provider: real servers on loopback, one for chat and
// one for speech.
type fake struct {
	server *httptest.Server
	studio *httptest.Server
	// moved sends every client on to studio.
	moved   *httptest.Server
	speech  *dubbingtest.Handler
	handler *localizetest.Handler
	latency atomic.Int64
	// arrived counts requests as they come in, before those from the last
	// reset.
	arrived, before atomic.Int64
}

type fakeKey struct{}

func newFake() *fake {
	f := &fake{handler: localizetest.NewHandler(localizetest.Config{Models: []string{"fake-1"}})}
	f.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/chat/completions") {
			w.Header().Set("X-Request-Id", fmt.Sprintf("req-%d", f.arrived.Add(1)))
		}
		time.Sleep(time.Duration(f.latency.Load()))
		f.handler.ServeHTTP(w, r)
	}))
	f.speech = dubbingtest.NewHandler()
	f.studio = httptest.NewServer(f.speech)
	f.moved = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, f.studio.URL+r.URL.Path, http.StatusTemporaryRedirect)
	}))
	return f
}

func (f *fake) url() string { return f.server.URL + "/v1" }

func (f *fake) close() {
	f.server.CloseClientConnections()
	f.server.Close()
	f.studio.Close()
	f.moved.Close()
}

func (f *fake) count() int { return int(f.arrived.Load() - f.before.Load()) }

func fakeOf(ts *testscript.TestScript) *fake { return ts.Value(fakeKey{}).(*fake) }

func number(ts *testscript.TestScript, s string) int {
	n, err := strconv.Atoi(s)
	ts.Check(err)
	return n
}

// cmdRequests compares how many requests the provider got.
func cmdRequests(ts *testscript.TestScript, _ bool, args []string) {
	if got := fakeOf(ts).count(); got != number(ts, args[0]) {
		ts.Fatalf("%d requests, want %s", got, args[0])
	}
}

// cmdAsked looks for a pattern in a user's message that the provider got, once
// it got any: asked '=> Lin Wan', ! asked 'Lin Xia'.
func cmdAsked(ts *testscript.TestScript, neg bool, args []string) {
	pattern, err := regexp.Compile("(?m)" + args[0])
	ts.Check(err)
	var users []string
	for _, r := range fakeOf(ts).handler.Requests() {
		users = append(users, r.User)
	}
	all := strings.Join(users, "\n----\n")
	if pattern.MatchString(all) == neg || len(users) == 0 {
		ts.Fatalf("%q found: %t, in\n%s", args[0], neg, all)
	}
}

// cmdRequestsReset counts from here.
func cmdRequestsReset(ts *testscript.TestScript, _ bool, _ []string) {
	f := fakeOf(ts)
	f.before.Store(f.arrived.Load())
}

// cmdAwaitRequests waits until the provider got so many requests.
func cmdAwaitRequests(ts *testscript.TestScript, _ bool, args []string) {
	for range 1000 {
		if fakeOf(ts).count() >= number(ts, args[0]) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("never %s requests", args[0])
}

// cmdHangAfter lets the provider answer so many requests and then none; 0
// mends it.
func cmdHangAfter(ts *testscript.TestScript, _ bool, args []string) {
	f := fakeOf(ts)
	f.handler.SetFaults()
	if n := number(ts, args[0]); n > 0 {
		f.handler.SetFaults(localizetest.Fault{Kind: localizetest.Hang, From: n + 1, To: -1})
	}
}

// cmdLatency makes every answer take that long.
func cmdLatency(ts *testscript.TestScript, _ bool, args []string) {
	d, err := time.ParseDuration(args[0])
	ts.Check(err)
	fakeOf(ts).latency.Store(int64(d))
}

// cmdIgnoreTerm lets the provider ignore the glossary in its first requests.
func cmdIgnoreTerm(ts *testscript.TestScript, _ bool, args []string) {
	fakeOf(ts).handler.SetFaults(localizetest.Fault{Kind: localizetest.LostTerms, From: 1, To: number(ts, args[0])})
}

// cmdSpeechFault lets the next requests for speech fail:
// speech-fault size-ffffffff 2.
func cmdSpeechFault(ts *testscript.TestScript, _ bool, args []string) {
	fakeOf(ts).speech.Fail(dubbingtest.Fault(args[0]), number(ts, args[1]))
}

// cmdSpoken compares how many requests for speech came.
func cmdSpoken(ts *testscript.TestScript, _ bool, args []string) {
	if got := fakeOf(ts).speech.Count(); got != number(ts, args[0]) {
		ts.Fatalf("%d requests for speech, want %s", got, args[0])
	}
}
