package main

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"dramaport/internal/atomicfile"
	"dramaport/internal/console"
	"dramaport/localize/localizetest"
	"dramaport/store"
)

// batchSeason is a season of one market whose translator has a batch tier.
func batchSeason(t *testing.T) (dir string, server *localizetest.Server) {
	t.Helper()
	server = localizetest.NewServer(t, localizetest.Config{})
	dir = t.TempDir()
	for name, text := range map[string]string{
		"season.yaml": "title: Batch\nsource: {locale: zh-CN, tracks: source/*.srt}\nglossaries: [words.csv]\ntranslators:\n" +
			"  fake: {engine: openai, base_url: " + server.URL + ", model: m, batch: true, price: {input: 2, output: 10, requests: 1000}}\n" +
			"markets:\n  us: {locale: en-US, translate: fake}\n",
		"words.csv":       "zh-CN,en-US,rule\n顾沉,Gu Chen,must\n",
		"source/e001.srt": "1\n00:00:01,000 --> 00:00:03,000\n你骗了我三年。\n\n2\n00:00:04,000 --> 00:00:06,000\n顾沉没有骗你。\n",
	} {
		if err := atomicfile.Write(filepath.Join(dir, name), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	return dir, server
}

// openStore opens a season's store beside the runs of the program.
func openStore(t *testing.T, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(dir, ".dramaport", "season.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// theBatch is the one batch under way.
func theBatch(t *testing.T, s *store.Store) store.Batch {
	t.Helper()
	all, err := s.PendingBatches(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatalf("batches %v, %v", all, err)
	}
	return all[0]
}

// usageOfSeason is what status says of the one provider.
func usageOfSeason(t *testing.T, dir string) spending {
	t.Helper()
	var status struct{ Usage []spending }
	_, out, _ := inProcess(t, dir, "status", "--json")
	if err := json.Unmarshal([]byte(out), &status); err != nil || len(status.Usage) != 1 {
		t.Fatalf("%v in %s", err, out)
	}
	return status.Usage[0]
}

// TestBatchIsCountedOnce: a reply that is collected again, because it is not
// known any more that it was, is counted once.
func TestBatchIsCountedOnce(t *testing.T) {
	dir, _ := batchSeason(t)
	if code, _, said := inProcess(t, dir, "translate", "--tier", "batch", "--no-wait"); code != exitOpen {
		t.Fatal(said)
	}
	kept := openStore(t, dir)
	before := theBatch(t, kept)
	code, out, said := inProcess(t, dir, "translate", "--tier", "batch", "--poll", "10ms", "--json")
	if code != exitDone {
		t.Fatalf("exit %d: %s", code, said)
	}
	once := usageOfSeason(t, dir)
	var last struct{ Cost console.Money }
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil || last.Cost != once.Cost || once.Cost <= 0 {
		t.Errorf("the job says that it cost %v (%v), status says %v", last.Cost, err, once.Cost)
	}
	if err := errors.Join(kept.DropBatch(t.Context(), before.Token), kept.AddBatches(t.Context(), before)); err != nil {
		t.Fatal(err)
	}
	if code, _, said := inProcess(t, dir, "translate", "--tier", "batch", "--poll", "10ms"); code != exitDone {
		t.Fatalf("exit %d: %s", code, said)
	}
	if again := usageOfSeason(t, dir); again != once || once.Requests != 1 {
		t.Errorf("usage %+v after the second collection, %+v after the first", again, once)
	}
}

// TestBatchDoubtsReachTheRepair: what was wrong with a line of a batch is told
// to the engine that is asked for it again.
func TestBatchFindingsReachTheRepair(t *testing.T) {
	dir, server := batchSeason(t)
	server.SetFaults(localizetest.Fault{Kind: localizetest.LostTerms, From: 1, To: -1})
	if code, _, said := inProcess(t, dir, "translate", "--tier", "batch", "--poll", "10ms"); code != exitOpen || !strings.Contains(said, "term-missing") {
		t.Fatalf("exit %d: %s", code, said)
	}
	server.SetFaults()
	before := len(server.Requests())
	if code, _, said := inProcess(t, dir, "translate"); code != exitDone {
		t.Fatalf("exit %d: %s", code, said)
	}
	asked := server.Requests()[before:]
	if len(asked) != 1 || len(asked[0].Lines) != 1 || !strings.Contains(asked[0].User, "REPAIR") || !strings.Contains(asked[0].User, "term-missing: ") {
		t.Fatalf("%d requests, the first: %s", len(asked), asked[0].User)
	}
	if strings.Contains(asked[0].User, "fake: ") {
		t.Errorf("the translator's own name is in its prompt: %s", asked[0].User)
	}
}
