package main

import (
	"context"
	"encoding/json"
	"math"
	"path/filepath"
	"regexp"
	"time"

	"dramaport/localize/localizetest"
	"dramaport/store"

	"github.com/rogpeppe/go-internal/testscript"
)

// cmdBatchFault sets the fault of the provider's batch tier; none mends it.
func cmdBatchFault(ts *testscript.TestScript, _ bool, args []string) {
	kind := localizetest.Kind(args[0])
	if kind == "none" {
		kind = ""
	}
	ts.Check(fakeOf(ts).handler.SetBatchFault(kind))
}

// cmdBatches compares how many batches the provider has, and how many
// requests they hold: batches 1 4.
func cmdBatches(ts *testscript.TestScript, _ bool, args []string) {
	created, requests := fakeOf(ts).handler.Batches()
	if created != number(ts, args[0]) || requests != number(ts, args[1]) {
		ts.Fatalf("%d batches with %d requests, want %v", created, requests, args)
	}
}

// cmdBatchTwin leaves the one batch under way as a run does that is killed
// after the provider took the batch and before its answer was written down.
func cmdBatchTwin(ts *testscript.TestScript, _ bool, _ []string) {
	s, err := store.Open(context.Background(), filepath.Join(ts.MkAbs(".dramaport"), "season.db"))
	ts.Check(err)
	defer s.Close()
	pending, err := s.PendingBatches(context.Background())
	ts.Check(err)
	if len(pending) != 1 {
		ts.Fatalf("batches: %v", pending)
	}
	ts.Check(s.SetBatchID(context.Background(), pending[0].Token, ""))
}

// cmdAwaitLooks waits until batches were looked at so often.
func cmdAwaitLooks(ts *testscript.TestScript, _ bool, args []string) {
	for range 1000 {
		if fakeOf(ts).handler.BatchLooks() >= number(ts, args[0]) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("never looked %s times", args[0])
}

// cmdHalf compares the costs in two JSON documents: half batch.json live.json.
func cmdHalf(ts *testscript.TestScript, _ bool, args []string) {
	costs := func(file string) (all []float64) {
		for _, m := range regexp.MustCompile(`"cost": ?([0-9.e-]+)`).FindAllStringSubmatch(ts.ReadFile(file), -1) {
			var f float64
			ts.Check(json.Unmarshal([]byte(m[1]), &f))
			all = append(all, f)
		}
		return all
	}
	half, whole := costs(args[0]), costs(args[1])
	if len(half) == 0 || len(half) != len(whole) {
		ts.Fatalf("costs %v and %v", half, whole)
	}
	for i := range half {
		if whole[i] <= 0 || math.Abs(2*half[i]-whole[i]) > 1.5e-6 { // both are rounded to a millionth
			ts.Fatalf("costs %v are not half of %v", half, whole)
		}
	}
}

// cmdAwaitBatches waits until the provider has so many batches.
func cmdAwaitBatches(ts *testscript.TestScript, _ bool, args []string) {
	for range 1000 {
		if n, _ := fakeOf(ts).handler.Batches(); n >= number(ts, args[0]) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("never %s batches", args[0])
}

// cmdCutPrompt lets the provider read a quarter of its first prompts.
func cmdCutPrompt(ts *testscript.TestScript, _ bool, args []string) {
	f := fakeOf(ts)
	f.handler.SetFaults()
	if number(ts, args[0]) > 0 {
		f.handler.SetFaults(localizetest.Fault{Kind: localizetest.CutPrompt, From: 1, To: -1})
	}
}
