package keymap_test

import (
	"os"
	"strings"
	"testing"

	"dramaport/review/keymap"
)

// docs/review.md names every action with its keys.
func TestDocsHaveEveryKey(t *testing.T) {
	page, err := os.ReadFile("../../docs/review.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range keymap.Defaults() {
		row := "| `" + strings.Join(b.Keys, "` `") + "` | `" + strings.TrimSpace(":"+string(b.Action)+" "+b.Args) + "` | " + b.Help + " |\n"
		if !strings.Contains(string(page), row) {
			t.Errorf("docs/review.md has no %s", row)
		}
	}
}
