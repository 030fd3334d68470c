package terminal_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dramaport/internal/terminal"
)

func TestDiff(t *testing.T) {
	same := func(s string) terminal.Span { return terminal.Span{Kind: terminal.Same, Text: s} }
	added := func(s string) terminal.Span { return terminal.Span{Kind: terminal.Added, Text: s} }
	removed := func(s string) terminal.Span { return terminal.Span{Kind: terminal.Removed, Text: s} }
	for name, c := range map[string]struct {
		old, new string
		want     []terminal.Span
	}{
		"equal":           {"a b", "a b", []terminal.Span{same("a b")}},
		"both empty":      {"", "", nil},
		"all new":         {"", "a b", []terminal.Span{added("a b")}},
		"all gone":        {"a b", "", []terminal.Span{removed("a b")}},
		"one word":        {"I love you", "I hate you", []terminal.Span{same("I "), removed("love"), added("hate"), same(" you")}},
		"two words":       {"I love you.", "I hate him.", []terminal.Span{same("I "), removed("love you"), added("hate him"), same(".")}},
		"words, not runs": {"walked", "walking", []terminal.Span{removed("walked"), added("walking")}},
		"word added":      {"come here", "come over here", []terminal.Span{same("come "), added("over "), same("here")}},
		"Chinese":         {"你好吗", "你不好吗", []terminal.Span{same("你"), added("不"), same("好吗")}},
		"Thai clusters":   {"ทำน้ำ", "ทำน้า", []terminal.Span{same("ทำ"), removed("น้ำ"), added("น้า")}},
		"placeholder":     {"Hi ⟦1⟧!", "Hi ⟦12⟧!", []terminal.Span{same("Hi "), removed("⟦1⟧"), added("⟦12⟧"), same("!")}},
		"placeholder in ": {"⟦b 1⟧", "⟦b 2⟧", []terminal.Span{removed("⟦b 1⟧"), added("⟦b 2⟧")}},
		"half open":       {"⟦1", "⟦2", []terminal.Span{same("⟦"), removed("1"), added("2")}},
		"apostrophe":      {"I can't", "I won't", []terminal.Span{same("I "), removed("can't"), added("won't")}},
		"line end":        {"a\nb", "a b", []terminal.Span{same("a"), removed("\n"), added(" "), same("b")}},
		"invalid bytes":   {"a \xff b", "a \xfe b", []terminal.Span{same("a "), removed("\xff"), added("\xfe"), same(" b")}},
		"Arabic":          {"مرحبا يا صديقي", "مرحبا يا أخي", []terminal.Span{same("مرحبا يا "), removed("صديقي"), added("أخي")}},
	} {
		if d := cmp.Diff(c.want, terminal.Diff(c.old, c.new)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// TestDiffIsWhole: nothing is lost from either text.
func TestDiffIsWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.SampledFrom(
			[]string{"a", "b", "c", " ", "你", "好", "น้ำ", "ทำ", "⟦1⟧", "⟦", "⟧", "\xff", "\n", "'", "👨\u200d👩", "\u0301"})),
			func(parts []string) string { return strings.Join(parts, "") }))
		old, new := text.Draw(t, "old"), text.Draw(t, "new")
		mustBeWhole(t, old, new, terminal.Diff(old, new))
	})
}

func TestDiffOfLongTextsIsBounded(t *testing.T) {
	old := strings.Repeat("one two ", 20_000)
	new := "x " + strings.Repeat("two one ", 20_000)
	mustBeWhole(t, old, new, terminal.Diff(old, new))
	if got := terminal.Diff(old+"end", old+"start"); len(got) != 3 {
		t.Errorf("%d spans for one word at the end of a long text", len(got))
	}
}

func mustBeWhole(t rapid.TB, old, new string, spans []terminal.Span) {
	t.Helper()
	of := func(kinds ...terminal.Kind) string {
		var b strings.Builder
		for _, s := range spans {
			if slices.Contains(kinds, s.Kind) {
				b.WriteString(s.Text)
			}
		}
		return b.String()
	}
	if of(terminal.Same, terminal.Removed) != old {
		t.Errorf("same and removed are not the old text")
	}
	if of(terminal.Same, terminal.Added) != new {
		t.Errorf("same and added are not the new text")
	}
	for i, s := range spans {
		if s.Text == "" || i > 0 && spans[i-1].Kind == s.Kind {
			t.Errorf("span %d of %v is empty or like the one before", i, spans)
		}
	}
}
