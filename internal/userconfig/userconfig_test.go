package userconfig_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dramaport/internal/strictyaml"
	"dramaport/internal/userconfig"
	"dramaport/review/keymap"

	"github.com/google/go-cmp/cmp"
)

const full = `name: Ana Gómez
review:
  keys:
    approve: [ctrl+enter, a]
    play: P
    approve-all: []
  bidi: off
  player: mpv --start={start} --end={end} {file}
  editor: code --wait
  theme: dark
`

func TestEveryKeyIsRead(t *testing.T) {
	c, err := userconfig.Parse("config.yaml", []byte(strings.Replace(full, "bidi: off", `bidi: "off"`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	want := userconfig.Review{
		Keys: map[string][]string{"approve": {"ctrl+enter", "a"}, "play": {"P"}, "approve-all": {}},
		Bidi: "off", Player: "mpv --start={start} --end={end} {file}", Editor: "code --wait", Theme: "dark",
	}
	if diff := cmp.Diff(want, c.Review); diff != "" || c.Name != "Ana Gómez" {
		t.Errorf("%q\n%s", c.Name, diff)
	}
}

// YAML 1.1 reads off as a truth value, and 1.2 as text; both are understood.
func TestOffNeedsNoQuotes(t *testing.T) {
	c, err := userconfig.Parse("config.yaml", []byte(full))
	if err != nil || c.Review.Bidi != "off" {
		t.Errorf("%q, %v", c.Review.Bidi, err)
	}
}

// y and n are letters here, not truth values.
func TestLettersAreKeys(t *testing.T) {
	c, err := userconfig.Parse("config.yaml", []byte("review: {keys: {approve: y, undo: [n, Y], comment: '#'}}"))
	want := map[string][]string{"approve": {"y"}, "undo": {"n", "Y"}, "comment": {"#"}}
	if diff := cmp.Diff(want, c.Review.Keys); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
}

func TestNoFileIsTheDefaults(t *testing.T) {
	file := filepath.Join(t.TempDir(), "dramaport", "config.yaml")
	c, err := userconfig.Load(file)
	if err != nil || c.Found || c.File != file || c.Review.Bidi != "isolate" || c.Review.Theme != "auto" || c.Review.Keys != nil {
		t.Errorf("%+v, %v", c, err)
	}
	for _, s := range c.Settings() {
		if s.Origin != userconfig.DefaultOrigin {
			t.Errorf("%+v", s)
		}
	}
}

func TestEmptyFileIsTheDefaults(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(file, []byte("# nothing yet\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if c, err := userconfig.Load(file); err != nil || !c.Found || c.Review.Theme != "auto" {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestPlantedFaultsAreFound(t *testing.T) {
	for text, want := range map[string]string{
		"nmae: x\n":                                "config.yaml:1:1: unknown key \"nmae\"; did you mean \"name\"?\n   1 | nmae: x\n     | ^",
		"name: 12\n":                               "config.yaml:1:7: expected text, found the number 12; put it in quotes",
		"name: \"\"\n":                             "config.yaml:1:7: the text is empty",
		"name: |\n  a\n  b\n":                      "config.yaml:1:7: expected one line",
		"name: a\nname: b\n":                       "config.yaml:2:1: the key \"name\" is in line 1 already",
		"review: {theme: drak}\n":                  "config.yaml:1:17: unknown theme \"drak\"; did you mean \"dark\"?",
		"review: {bidi: on}\n":                     "unknown way with right-to-left text \"on\"",
		"review:\n  keys: [a]\n":                   "config.yaml:2:9: expected keys with values, found a list",
		"review:\n  keys: {approve: 1}\n":          "config.yaml:2:19: expected text, found the number 1; put it in quotes",
		"review:\n  keys: {play: a, play: b}\n":    "config.yaml:2:19: the key \"play\" is in line 2 already",
		"review: {player: mpv}\n":                  "config.yaml:1:18: the player needs {file}",
		"review: {player: \"mpv {file} {strat}\"}": "config.yaml:1:18: unknown field \"strat\"; did you mean \"start\"?",
		"review: {player: \"{file}\"}":             "config.yaml:1:18: the player begins with its program",
		"review: {keys: {play: x, play: b}}\n":     "1 | review: {keys: {play: x, play: b}}",
		"review:\n  api_keys: sk-12345\n":          "2 |   api_keys: ********",
		"- name\n":                                 "config.yaml:1:1: expected keys with values, found a list",
	} {
		c, err := userconfig.Parse("config.yaml", []byte(text))
		var problems strictyaml.Problems
		if !errors.As(err, &problems) || len(problems) != 1 || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %+v, %v, want %s", text, c, err, want)
		}
	}
}

func TestFaultsOfOthersHaveTheirPlace(t *testing.T) {
	c, err := userconfig.Parse("config.yaml", []byte(full))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Wrong(nil); err != nil {
		t.Error(err)
	}
	err = c.Wrong([]userconfig.Fault{{Path: []string{"review", "keys", "approve", "1"}, Message: "the key a is taken"}, {Path: []string{"name"}, Message: "too short"}})
	want := "config.yaml:1:1: too short\n   1 | name: Ana Gómez\n     | ^\nconfig.yaml:4:27: the key a is taken\n   3 |   keys:\n   4 |     approve: [ctrl+enter, a]\n     |                           ^"
	if err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
}

func TestSettingsTellTheirOrigin(t *testing.T) {
	c, err := userconfig.Parse("config.yaml", []byte("name: Ana\nreview:\n  keys: {play: [p, space]}\n  theme: light\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []userconfig.Setting{
		{"name", "Ana", "config.yaml:1:1"}, {"review.keys.play", "p space", "config.yaml:3:10"}, {"review.bidi", "isolate", "default"},
		{"review.player", "", "default"}, {"review.editor", "", "default"}, {"review.theme", "light", "config.yaml:4:3"},
	}
	if diff := cmp.Diff(want, c.Settings()); diff != "" {
		t.Error(diff)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(full)
	f.Add("review: {keys: {a: [b, *c]}}")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := userconfig.Parse("config.yaml", []byte(text))
		if err == nil && (c.Review.Bidi == "" || c.Review.Theme == "") {
			t.Errorf("%+v", c)
		}
	})
}

// What is shown can be saved as the file, and then says the same.
func TestShownIsAFile(t *testing.T) {
	for _, file := range []string{"", full, "name: 'off'\nreview: {keys: {play: ['#', '1', n], help: '?'}}\n"} {
		c, err := userconfig.Parse("config.yaml", []byte(file))
		if err != nil {
			t.Fatal(err)
		}
		shown, err := c.YAML()
		if err != nil {
			t.Fatal(err)
		}
		again, err := userconfig.Parse("again.yaml", shown)
		if diff := cmp.Diff(c.Review, again.Review); err != nil || diff != "" || c.Name != again.Name {
			t.Errorf("%s\n%v %s", shown, err, diff)
		}
		if !strings.Contains(string(shown), "theme: ") || !strings.Contains(string(shown), "# ") {
			t.Errorf("%s", shown)
		}
	}
}

// The example of docs/review.md is a right file.
func TestDocumentedExampleIsRight(t *testing.T) {
	page, err := os.ReadFile("../../docs/review.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```yaml\n")
	example, _, found := strings.Cut(rest, "```")
	if c, err := userconfig.Parse("docs/review.md", []byte(example)); !found || err != nil || c.Name == "" || c.Review.Player == "" {
		t.Errorf("%+v, %v", c, err)
	} else if _, err := keymap.Rebind(keymap.Defaults(), c.Review.Keys); err != nil {
		t.Error(err)
	}
}
