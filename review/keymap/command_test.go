package keymap_test

import (
	"slices"
	"strings"
	"testing"

	"dramaport/review/keymap"
)

func TestCommandsAreParsed(t *testing.T) {
	for line, want := range map[string][2]string{
		"approve": {"approve", ""}, ":approve": {"approve", ""}, "  : undo ": {"undo", ""}, "": {"", ""}, " : ": {"", ""},
		"search  你好 吗 ": {"search", "你好 吗"}, "q": {"quit", ""}, "Approve": {"approve", ""}, "needs reads like a robot": {"needs-work", "reads like a robot"},
		"filter state:open": {"filter", "state:open"}, "replace /a:/b/": {"replace", "/a:/b/"},
	} {
		action, args, err := keymap.ParseCommand(line)
		if err != nil || string(action) != want[0] || args != want[1] {
			t.Errorf("%q: %q %q %v", line, action, args, err)
		}
	}
	for line, want := range map[string]string{
		"aprove":     `unknown command "aprove"; did you mean "approve"?`,
		"next":       `"next" begins several commands: next-open, next-finding, next-episode, next-market, next-match`,
		"undo three": "undo takes no words after it",
		"xyzzyxyzzy": `unknown command "xyzzyxyzzy"`,
	} {
		if action, _, err := keymap.ParseCommand(line); err == nil || err.Error() != want || action != "" {
			t.Errorf("%q: %v", line, err)
		}
	}
}

func TestLinesAreCompleted(t *testing.T) {
	words := func(command string) []string {
		switch command {
		case "speaker":
			return []string{"林婉", "Gu Chen", "Guard"}
		case "filter":
			return []string{"state:open", "state:approved", "speaker:林婉"}
		}
		return nil
	}
	for line, want := range map[string][]string{
		"appr": {"approve", "approve-all"}, ":UND": {"undo"}, "sp": {"speaker "}, "zzz": nil,
		"speaker ": {"speaker 林婉", "speaker Gu Chen", "speaker Guard"}, "speaker gu": {"speaker Gu Chen", "speaker Guard"},
		"speaker Gu c": {"speaker Gu Chen"}, "spea 林": {"speaker 林婉"},
		"filter state:open s": {"filter state:open state:open", "filter state:open state:approved", "filter state:open speaker:林婉"},
		"undo ":               nil, "nope x": nil, "search x": nil,
	} {
		if got := keymap.Complete(line, words); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
	if got := keymap.Complete("", nil); len(got) != len(keymap.Commands()) {
		t.Errorf("%q", got)
	}
	if got := keymap.Complete("speaker ", nil); got != nil {
		t.Errorf("%q", got)
	}
}

// Every completed name is a command, and completing it again changes nothing.
func TestCompletedNamesAreCommands(t *testing.T) {
	for _, line := range keymap.Complete("", nil) {
		action, _, err := keymap.ParseCommand(line)
		if err != nil || string(action) != strings.TrimSpace(line) {
			t.Errorf("%q: %v", line, err)
		}
	}
}
