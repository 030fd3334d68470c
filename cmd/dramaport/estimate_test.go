package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dramaport/internal/atomicfile"
	"dramaport/internal/console"
	"dramaport/localize/localizetest"
)

// inProcess runs the tool and returns what it wrote.
func inProcess(t *testing.T, dir string, args ...string) (code int, out, said string) {
	t.Helper()
	var o, e bytes.Buffer
	a := &app{in: strings.NewReader(""), Console: console.Console{Out: &o, Err: &e}, getenv: func(name string) string {
		if strings.HasSuffix(name, "_KEY") {
			return ""
		}
		return os.Getenv(name)
	}}
	code = a.run(t.Context(), append([]string{"-C", dir}, args...))
	return code, o.String(), e.String()
}

// tolerance is how far an estimate may lie above what the provider then counts,
// and below it: docs/money.md promises it for seasons without repairs.
const (
	tolerateAbove = 1.50
	tolerateBelow = 0.95
)

// TestEstimateAgainstTheCount compares translate -n with what the provider
// counts in the run, for three markets with a provider that caches prefixes.
func TestEstimateAgainstTheCount(t *testing.T) {
	english := map[string]string{}
	for _, p := range phrases() {
		english[p[0]] = p[1]
	}
	server := localizetest.NewServer(t, localizetest.Config{Phrasebook: english, Models: []string{"m"}})
	dir := seasonOf(t, "{engine: openai, model: m, base_url: "+server.URL+", concurrency: 8, price: {input: 2, cached: 0.2, output: 10}}", 0,
		"bible: bible.md\nglossaries: [names.csv]\n")
	files := map[string]string{"bible.md": strings.Repeat("Lin Wan is the younger sister. She was married off in her sister's place and never forgave it. ", 60),
		"names.csv": "zh-CN,en-US,en-GB,en-AU,rule\n林婉,Lin Wan,Lin Wan,Lin Wan,must\n顾沉,Gu Chen,Gu Chen,Gu Chen,must\n"}
	for e := range 12 {
		files[fmt.Sprintf("source/e%03d.srt", e+1)] = benchTrack(e, 40)
	}
	for name, text := range files {
		if err := atomicfile.Write(filepath.Join(dir, name), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	var estimate struct {
		Estimates []spending
		Total     spending
	}
	code, out, said := inProcess(t, dir, "translate", "-n", "--json")
	if err := json.Unmarshal([]byte(out), &estimate); err != nil || code != exitDone {
		t.Fatalf("exit %d, %v: %s", code, err, said)
	}
	if code, _, said := inProcess(t, dir, "-q", "translate"); code != exitDone {
		t.Fatalf("exit %d: %s", code, said)
	}
	var status struct {
		Usage   []spending
		Markets []spending
	}
	_, out, _ = inProcess(t, dir, "status", "--json")
	if err := json.Unmarshal([]byte(out), &status); err != nil || len(status.Usage) != 1 || len(status.Markets) != 3 {
		t.Fatalf("%v in %s", err, out)
	}
	compareSpending(t, "total", estimate.Total, status.Usage[0])
	for i, m := range status.Markets {
		if ratio := estimate.Estimates[i].Cost / m.Cost; ratio > tolerateAbove || ratio < tolerateBelow {
			t.Errorf("market %d: estimated %.4f, cost %.4f", i, estimate.Estimates[i].Cost, m.Cost)
		}
	}
}

func compareSpending(t *testing.T, name string, estimated, counted spending) {
	t.Helper()
	if estimated.Requests != counted.Requests {
		t.Errorf("%s: %d requests estimated, %d made", name, estimated.Requests, counted.Requests)
	}
	for _, f := range []struct {
		what      string
		est, real float64
	}{
		{"tokens in", float64(estimated.InputTokens), float64(counted.InputTokens)},
		{"cached", float64(estimated.CachedTokens), float64(counted.CachedTokens)},
		{"tokens out", float64(estimated.OutputTokens), float64(counted.OutputTokens)},
		{"cost", float64(estimated.Cost), float64(counted.Cost)},
	} {
		ratio := f.est / f.real
		t.Logf("%s: %s estimated %.4f, counted %.4f, ratio %.2f", name, f.what, f.est, f.real, ratio)
		if !(ratio >= tolerateBelow && ratio <= tolerateAbove) {
			t.Errorf("%s: %s estimated %v, counted %v", name, f.what, f.est, f.real)
		}
	}
}

// TestEstimateNeedsNoKey: the cost is known before a key is bought.
func TestEstimateNeedsNoKey(t *testing.T) {
	dir := seasonOf(t, "{engine: openai, model: m, api_key_env: OPENAI_API_KEY, price: {input: 2}}", 2)
	if code, out, said := inProcess(t, dir, "translate", "-n"); code != exitDone || !strings.Contains(out, "total") {
		t.Errorf("exit %d: %s%s", code, out, said)
	}
	if code, _, _ := inProcess(t, dir, "translate"); code != exitCredentials {
		t.Errorf("the run itself without a key: exit %d", code)
	}
}
