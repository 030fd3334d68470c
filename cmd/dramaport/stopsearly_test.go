package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dramaport/dubbing/dubbingtest"
	"dramaport/internal/atomicfile"
	"dramaport/localize/localizetest"
)

// machineLines is how many lines of each market have a text.
func machineLines(t *testing.T, dir string) map[string]int {
	t.Helper()
	var status struct {
		Markets []struct {
			Market            string
			Machine, Approved int
		}
	}
	_, out, _ := inProcess(t, dir, "status", "--json")
	if err := json.Unmarshal([]byte(out), &status); err != nil {
		t.Fatal(err)
	}
	lines := map[string]int{}
	for _, m := range status.Markets {
		lines[m.Market] = m.Machine + m.Approved
	}
	return lines
}

// TestDeadProviderStopsEarly: a wrong key and an empty account cost no more
// requests than were in flight, also behind many episodes; the markets of
// another provider finish; no market moves to its second translator by itself;
// the exit code says what is wrong.
func TestDeadProviderStopsEarly(t *testing.T) {
	for fault, want := range map[localizetest.Kind]int{localizetest.BadKey: exitCredentials, localizetest.InsufficientQuota: exitCost} {
		for _, verb := range []string{"translate", "run"} {
			t.Run(string(fault)+" "+verb, func(t *testing.T) {
				dead := localizetest.NewServer(t, localizetest.Config{Latency: 20 * time.Millisecond,
					Faults: []localizetest.Fault{{Kind: fault, From: 11, To: -1}}})
				alive := localizetest.NewServer(t, localizetest.Config{})
				dir := seasonOf(t, "{engine: openai, model: m, concurrency: 4, base_url: "+dead.URL+"}\n  other: {engine: openai, model: m, base_url: "+alive.URL+"}", 40)
				editSeason(t, dir, "en-US, translate: gpt", "en-US, translate: [gpt, other]", "en-AU, translate: gpt", "en-AU, translate: other")
				code, _, said := inProcess(t, dir, verb)
				if code != want || strings.Count(said, "gpt: HTTP") != 1 {
					t.Errorf("exit %d, want %d: %s", code, want, said)
				}
				if n := len(dead.Requests()) - 10; n < 1 || n > 4 {
					t.Errorf("%d requests failed, at most 4 were in flight", n)
				}
				lines := machineLines(t, dir)
				if lines["au"] != 40 || lines["us"]+lines["uk"] != 10 || len(alive.Requests()) != 40 {
					t.Errorf("%v lines have a text, the other provider was asked %d times; want au complete, the 10 answered lines kept, 40 requests", lines, len(alive.Requests()))
				}
			})
		}
	}
}

// editSeason replaces texts of season.yaml.
func editSeason(t *testing.T, dir string, pairs ...string) {
	t.Helper()
	path := filepath.Join(dir, "season.yaml")
	if err := atomicfile.Write(path, []byte(strings.NewReplacer(pairs...).Replace(string(readFile(t, path))))); err != nil {
		t.Fatal(err)
	}
}

// TestDeadVoiceStopsEarly is the same for sound, and what could be recorded is
// assembled.
func TestDeadVoiceStopsEarly(t *testing.T) {
	server := dubbingtest.NewServer(t)
	server.RequireKey("right")
	dir := seasonOf(t, "{engine: openai, model: m, api_key_env: OPENAI_API_KEY}", 6, "synthesizers:\n  kokoro: {engine: openai, model: kokoro, concurrency: 2, base_url: "+server.URL+"}\n",
		"cast:\n  default: {us: kokoro/af_heart, au: espeak/en-us}\n")
	editSeason(t, dir, "en-US, translate: gpt", "en-US, speak: kokoro", "en-AU, translate: gpt", "en-AU, speak: espeak")
	for e := 1; e <= 6; e++ {
		for _, m := range []string{"us", "au"} {
			text := strings.Repeat("Very ", e) + "well."
			if code, _, said := inProcess(t, dir, "edit", "e00"+string(rune('0'+e))+":1", "-m", m, "--text", text, "--approve", "--as", "Ana"); code != exitDone {
				t.Fatal(said)
			}
		}
	}
	code, _, said := inProcess(t, dir, "dub")
	if code != exitCredentials || server.Count() > 2 {
		t.Errorf("exit %d after %d requests: %s", code, server.Count(), said)
	}
	stems, err := filepath.Glob(filepath.Join(dir, ".dramaport/dubs/au/*.wav"))
	if err != nil || len(stems) != 6 {
		t.Errorf("%d stems of the market with a voice, %v: %s", len(stems), err, said)
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
