package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dramaport/store"
)

// holdLease takes a lease as somebody on another machine would.
func holdLease(t *testing.T, dir, name string) (release func()) {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(dir, ".dramaport", "season.db"))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	if _, err := s.Acquire(t.Context(), store.Lease{Name: name, Owner: "elsewhere", Until: now.Add(time.Minute)}, now, ""); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := errors.Join(s.Release(context.Background(), "elsewhere"), s.Close()); err != nil {
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
	file := batchFiles(t, dir)[0]
	// As a run leaves it that is just handing it over.
	var b map[string]any
	if err := json.Unmarshal(readFile(t, file), &b); err != nil {
		t.Fatal(err)
	}
	b["id"], b["token"] = "", "00bb"
	raw, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	held := filepath.Join(filepath.Dir(file), "00bb.json")
	if err := os.Rename(file, held); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(held, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	release := holdLease(t, dir, "batch 00bb")
	if code, _, said := inProcess(t, dir, "translate", "--tier", "batch", "--no-wait"); code != exitOpen {
		t.Errorf("exit %d: %s", code, said)
	}
	if _, err := os.Stat(held); err != nil {
		t.Errorf("a batch in other hands: %v", err)
	}
	release()
	if code, _, said := inProcess(t, dir, "translate", "--tier", "batch", "--no-wait"); code != exitOpen {
		t.Errorf("exit %d: %s", code, said)
	}
	if _, err := os.Stat(held); err == nil {
		t.Error("a batch that the provider never had is still there")
	}
}
