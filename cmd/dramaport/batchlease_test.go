package main

import (
	"strings"
	"testing"
	"time"

	"dramaport/store"
)

// holdLease takes a lease as somebody on another machine would.
func holdLease(t *testing.T, s *store.Store, name string) (release func()) {
	t.Helper()
	now := time.Now()
	if _, err := s.Acquire(t.Context(), store.Lease{Name: name, Owner: "elsewhere", Until: now.Add(time.Minute)}, now, ""); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := s.Release(t.Context(), "elsewhere"); err != nil {
			t.Error(err)
		}
	}
}

// TestBatchInOtherHands: while one has a batch in hand, another neither
// collects it nor takes it for one that was never submitted.
func TestBatchInOtherHands(t *testing.T) {
	dir, _ := batchSeason(t)
	if code, _, said := inProcess(t, dir, "translate", "--tier", "batch", "--no-wait"); code != exitOpen {
		t.Fatal(said)
	}
	kept := openStore(t, dir)
	// As a run leaves it that is just handing it over.
	b := theBatch(t, kept)
	if err := kept.DropBatch(t.Context(), b.Token); err != nil {
		t.Fatal(err)
	}
	b.ID, b.Token = "", "00bb"
	if err := kept.AddBatches(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	known := func() bool {
		_, ok, err := kept.Batch(t.Context(), "00bb")
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	release := holdLease(t, kept, "batch 00bb")
	if code, _, said := inProcess(t, dir, "translate", "--tier", "batch", "--no-wait"); code != exitOpen {
		t.Errorf("exit %d: %s", code, said)
	}
	if !known() {
		t.Error("a batch in other hands was dropped")
	}
	if code, _, said := inProcess(t, dir, "translate", "--drop-batch", "00bb"); code != exitUsage || !strings.Contains(said, "at work on it") {
		t.Errorf("a batch in other hands was given up: exit %d: %s", code, said)
	}
	release()
	if code, _, said := inProcess(t, dir, "translate", "--tier", "batch", "--no-wait"); code != exitOpen {
		t.Errorf("exit %d: %s", code, said)
	}
	if known() {
		t.Error("a batch that the provider never had is still there")
	}
}

// TestBatchIsGivenUp: its lines are open again, and nothing of it is collected.
func TestBatchIsGivenUp(t *testing.T) {
	dir, server := batchSeason(t)
	if code, _, said := inProcess(t, dir, "translate", "--tier", "batch", "--no-wait"); code != exitOpen {
		t.Fatal(said)
	}
	token := theBatch(t, openStore(t, dir)).Token
	if code, _, said := inProcess(t, dir, "translate", "--drop-batch", token); code != exitDone || !strings.Contains(said, "open again") {
		t.Errorf("exit %d: %s", code, said)
	}
	if code, _, said := inProcess(t, dir, "translate", "--drop-batch", token); code != exitUsage || !strings.Contains(said, "no such batch") {
		t.Errorf("given up twice: exit %d: %s", code, said)
	}
	before := len(server.Requests())
	if code, _, said := inProcess(t, dir, "translate"); code != exitDone || len(server.Requests()) != before+1 {
		t.Errorf("exit %d after %d requests: %s", code, len(server.Requests())-before, said)
	}
}
