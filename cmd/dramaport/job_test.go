package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestJobIsJSONLines: first a version line, then progress, last the result, for
// every long verb and however it ends.
func TestJobIsJSONLines(t *testing.T) {
	dir := seasonOf(t, "{engine: openai, model: m, api_key_env: OPENAI_API_KEY}", 2)
	for _, tc := range []struct {
		verb, result string
		code         int
	}{{"translate", "credentials", exitCredentials}, {"run", "credentials", exitCredentials}, {"dub", "done", exitDone}, {"export", "open", exitOpen}} {
		code, out, _ := inProcess(t, dir, tc.verb, "--json")
		lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		var first, last map[string]any
		for _, l := range lines {
			if !json.Valid([]byte(l)) {
				t.Errorf("%s: not JSON: %s", tc.verb, l)
			}
		}
		_ = json.Unmarshal([]byte(lines[0]), &first)
		_ = json.Unmarshal([]byte(lines[len(lines)-1]), &last)
		if code != tc.code || fmt.Sprint(first) != fmt.Sprintf("map[command:%s format_version:1]", tc.verb) ||
			last["result"] != tc.result || last["exit"] != float64(tc.code) || last["format_version"] != 1.0 {
			t.Errorf("%s: exit %d, first %v, last %v", tc.verb, code, first, last)
		}
	}
}
