package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dramaport/review/keymap"
)

// TestEveryActionIsShown wants a section of a script for every action of the
// key map: a comment "# ACTION: …", then one of the action's own keys typed in
// a real terminal, and after it a look at what came of it.
func TestEveryActionIsShown(t *testing.T) {
	sections := screenSections(t)
	for _, b := range keymap.Defaults() {
		if !shownBy(sections[string(b.Action)], b.Keys) {
			t.Errorf("no script shows %s by one of its keys %v", b.Action, b.Keys)
		}
	}
}

// TestUnshownActionIsFound plants the faults.
func TestUnshownActionIsFound(t *testing.T) {
	for _, c := range []struct {
		what, section string
		want          bool
	}{
		{"key and look", "screen keys a\nscreen wait approved", true},
		{"another screen", "screen @ben keys x a\nscreen @ben wait approved", true},
		{"no look", "screen keys a", false},
		{"look before the key", "screen wait approved\nscreen keys a", false},
		{"another key", "screen keys x\nscreen wait approved", false},
		{"typed as text", "screen type a\nscreen wait approved", false},
		{"nothing", "", false},
	} {
		if got := shownBy(c.section, []string{"a"}); got != c.want {
			t.Errorf("%s: shown is %v", c.what, got)
		}
	}
}

// screenSections are the sections of all scripts by the word they begin with.
func screenSections(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts of the screen: %v", err)
	}
	heading := regexp.MustCompile(`^# ([a-z-]+): `)
	sections := map[string]string{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		script, _, _ := strings.Cut(string(b), "\n-- ")
		name := ""
		for _, line := range strings.Split(script, "\n") {
			if strings.HasPrefix(line, "# ") {
				name = ""
			}
			if found := heading.FindStringSubmatch(line); found != nil {
				name = found[1]
			}
			sections[name] += line + "\n"
		}
	}
	return sections
}

// shownBy reports whether a section types one of the keys and then looks.
func shownBy(section string, keys []string) bool {
	typed := false
	for _, line := range strings.Split(section, "\n") {
		words := strings.Fields(strings.ReplaceAll(line, "'", ""))
		switch {
		case typed && len(words) > 0:
			return true
		case slices.Contains(words, "keys") && words[0] == "screen":
			typed = slices.ContainsFunc(keys, func(k string) bool {
				return slices.Contains(words[slices.Index(words, "keys")+1:], tmuxKey(k))
			})
		}
	}
	return false
}

// tmuxKey is a key's name in tmux.
func tmuxKey(key string) string {
	names := map[string]string{"down": "Down", "up": "Up", "pgdown": "PageDown", "pgup": "PageUp", "home": "Home", "end": "End",
		"tab": "Tab", "shift+tab": "BTab", "space": "Space", "enter": "Enter", "esc": "Escape", "f1": "F1", "f2": "F2"}
	if name, ok := names[key]; ok {
		return name
	}
	key = strings.Replace(key, "ctrl+", "C-", 1)
	return strings.Replace(key, "alt+", "M-", 1)
}
