package keymap_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"dramaport/review/keymap"

	"github.com/charmbracelet/x/ansi"
)

// allActions are the constants of action.go.
func allActions(t *testing.T) []keymap.Action {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "action.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []keymap.Action
	ast.Inspect(file, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if ok && strings.HasPrefix(v.Names[0].Name, "Action") {
			text, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, keymap.Action(text))
		}
		return true
	})
	if len(all) < 50 {
		t.Fatalf("only %d actions found", len(all))
	}
	return all
}

func TestHelpHoldsEveryKeyWithinEveryWidth(t *testing.T) {
	keys, err := keymap.Rebind(keymap.Defaults(), map[string][]string{"assign": {"你", "ctrl+alt+shift+pgdown", "ctrl+alt+pgup", "alt+home"}})
	if err != nil {
		t.Fatal(err)
	}
	for width := 20; width <= 220; width++ {
		lines := keys.Help(width, "")
		all := strings.Join(lines, "\n")
		for _, l := range lines {
			if w := ansi.StringWidth(l); w > width {
				t.Fatalf("%d cells in a width of %d: %q", w, width, l)
			}
		}
		for _, b := range keys.Bindings() {
			for _, k := range b.Keys {
				if width > 30 && !strings.Contains(all, k) {
					t.Errorf("width %d: the key %s of %s is not there", width, k, b.Action)
				}
			}
		}
	}
}

// TestHelpIsLowWhereThereIsRoom: two screens of 80 by 24 cells (22 lines are
// left beside head and foot), one of 120 by 40.
func TestHelpIsLowWhereThereIsRoom(t *testing.T) {
	keys := defaults(t)
	for width, most := range map[int]int{80: 2 * 22, 120: 38} {
		if n := len(keys.Help(width, "")); n > most {
			t.Errorf("%d lines in a width of %d, at most %d", n, width, most)
		}
	}
}

func TestHelpIsSearched(t *testing.T) {
	keys := defaults(t)
	for text, want := range map[string]string{"UNDO": "undo", "ctrl+r": "redo", "needs-work": "needs work, with a reason", "hear": "play the take", "G": "last line"} {
		if got := strings.Join(keys.Help(80, text), "\n"); !strings.Contains(got, want) {
			t.Errorf("%s: %s", text, got)
		}
	}
	if got := keys.Help(80, "redo"); len(got) != 2 {
		t.Errorf("%q", got)
	}
	if got := keys.Help(80, "xyzzy"); len(got) != 1 || !strings.Contains(got[0], "no key or command mentions xyzzy") {
		t.Errorf("%q", got)
	}
}

func TestTableHasALinePerAction(t *testing.T) {
	lines := strings.Split(strings.TrimRight(defaults(t).Table(), "\n"), "\n")
	if len(lines) != len(allActions(t))+1 || !strings.HasPrefix(lines[0], "KEYS ") {
		t.Fatalf("%d lines, first %q", len(lines), lines[0])
	}
	at := strings.Index(lines[0], "COMMAND")
	for _, l := range lines[1:] {
		if l[at] != ':' {
			t.Errorf("%q", l)
		}
	}
}
