//go:build unix

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// holdFile locks a file as another process would.
func holdFile(t *testing.T, path string) (release func()) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	return func() { _ = f.Close() }
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
	release := holdFile(t, filepath.Join(dir, ".dramaport", "claims", "batch-00bb"))
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
