package stage_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"dramaport/internal/atomicfile"
	"dramaport/season"
	"dramaport/stage"
	"dramaport/store"
)

// oldFiles puts files into a season as version 0.1 left them, and opens it.
func oldFiles(t *testing.T, d *stage.Workspace, files map[string]string) *stage.Workspace {
	t.Helper()
	for name, text := range files {
		if err := atomicfile.Write(filepath.Join(d.Config.Dir, ".dramaport", name), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	return reopen(t, d.Config.Dir)
}

const oldBatch = `{"format_version":1,"token":"00aa","translator":"fake","submitted":"2026-11-22T10:00:00.000001Z","id":"batch_1","requests":[` +
	`{"custom_id":"us/e001/1","market":"us","episode":"e001","lines":["k1 b1","k2 b2"]},{"custom_id":"us/e001/2","market":"us","episode":"e001","lines":["k3 b3"]}]}`

// TestOldBatchIsReadInOnce: with what was done of it; what the store knows
// stays.
func TestOldBatchIsReadInOnce(t *testing.T) {
	files := map[string]string{"batches/00aa.json": oldBatch, "batches/00aa.done": "us/e001/2\n",
		"batches/00bb.json": `{"format_version":1,"token":"00bb","translator":"fake","submitted":"2026-11-21T10:00:00Z","id":"batch_0","ended":"completed"}`}
	d := oldFiles(t, season1(t), files)
	want := []store.Batch{{Token: "00aa", Translator: "fake", Submitted: time.Date(2026, 11, 22, 10, 0, 0, 1000, time.UTC), ID: "batch_1",
		Requests: []store.BatchRequest{
			{ID: "us/e001/1", Market: "us", Episode: "e001", Lines: []store.BatchLine{{Key: "k1", Basis: "b1"}, {Key: "k2", Basis: "b2"}}},
			{ID: "us/e001/2", Market: "us", Episode: "e001", Lines: []store.BatchLine{{Key: "k3", Basis: "b3"}}, Done: true}}}}
	if got, err := d.Store.PendingBatches(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
	if left, _ := filepath.Glob(filepath.Join(d.Config.Dir, ".dramaport", "batches*")); len(left) != 0 {
		t.Errorf("%v is left", left)
	}
	if err := d.Store.EndBatch(t.Context(), "00aa", "completed"); err != nil {
		t.Fatal(err)
	}
	d = oldFiles(t, d, files) // as after a kill between reading in and removing
	if got, err := d.Store.PendingBatches(t.Context()); err != nil || len(got) != 0 {
		t.Errorf("%+v is under way again, %v", got, err)
	}
}

// TestStrangeOldBatchIsNamed: it may be paid for, so it is not passed over.
func TestStrangeOldBatchIsNamed(t *testing.T) {
	for _, text := range []string{"", "{", `{"format_version":2,"token":"00aa","translator":"fake"}`, strings.Replace(oldBatch, "00aa", "00bb", 1)} {
		d := season1(t)
		if err := atomicfile.Write(filepath.Join(d.Config.Dir, ".dramaport", "batches", "00aa.json"), []byte(text)); err != nil {
			t.Fatal(err)
		}
		if _, err := stage.Open(t.Context(), d.Config); err == nil || !strings.Contains(err.Error(), ".dramaport/batches/00aa.json is no batch of this version") {
			t.Errorf("%q: %v", text, err)
		}
		if _, err := os.Stat(filepath.Join(d.Config.Dir, ".dramaport", "batches", "00aa.json")); err != nil {
			t.Errorf("%q: it is gone: %v", text, err)
		}
	}
}

// TestOldPlanIsReadIn: byte for byte, once; a stem whose hash nobody knows
// leaves as before, and the next dub takes its hash.
func TestOldPlanIsReadIn(t *testing.T) {
	d := dubbed(t, false)
	kept, err := d.Store.Plans(t.Context(), store.Query{})
	if err != nil || len(kept) != 1 {
		t.Fatal(err)
	}
	// The same season, with the plan in a file.
	old := workspace(t, map[string]string{"season.yaml": dubbable,
		"source/e001.srt": "1\n00:00:01,000 --> 00:00:03,000\n你骗了我三年。\n\n2\n00:00:04,000 --> 00:00:06,000\n我没有骗你。\n"})
	decide(t, old, "us", "You lied to me for years.", "I never lied to you.")
	stem, _ := read(t, filepath.Join(d.Config.Dir, ".dramaport", "dubs", "us", "e001.wav"))
	old = oldFiles(t, old, map[string]string{"dubs/us/e001.json": kept[0].Content, "dubs/us/e001.wav": string(stem), "dubs/latam/e009.json": "\xff{", "claims/dub-us": ""})
	got, err := old.Store.Plans(t.Context(), store.Query{})
	if err != nil || len(got) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	for _, p := range got {
		if p.Market == "us" && (p.Content != kept[0].Content || p.Stem.SHA256 != "") {
			t.Errorf("got %+v", p)
		}
	}
	for _, gone := range []string{"dubs/us/e001.json", "dubs/latam/e009.json", "claims"} {
		if _, err := os.Stat(filepath.Join(old.Config.Dir, ".dramaport", gone)); err == nil {
			t.Errorf("%s is left", gone)
		}
	}
	if sum := delivered(t, old); !hasStem(sum) || len(sum.Refused) != 0 {
		t.Errorf("%+v, want the stem", sum)
	}
	if sum := delivered(t, old); sum.UpToDate != 1 {
		t.Errorf("%+v, want it up to date", sum)
	}
	dub(t, old, false)
	got, err = old.Store.Plans(t.Context(), store.Query{Markets: []season.MarketName{"us"}})
	if err != nil || len(got) != 1 || got[0].Stem.SHA256 != kept[0].Stem.SHA256 || got[0].Content != kept[0].Content {
		t.Errorf("after the next dub: %+v, %v", got, err)
	}
	old = oldFiles(t, old, map[string]string{"dubs/us/e001.json": "{}"}) // the store's is newer
	plan, err := old.Plan(t.Context(), sheet(t, old, "us"))
	if err != nil || len(plan.Lines) != 2 {
		t.Errorf("%+v, %v", plan, err)
	}
}
