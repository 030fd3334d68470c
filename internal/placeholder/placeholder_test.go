package placeholder_test

import (
	"slices"
	"strings"
	"testing"

	"dramaport/internal/placeholder"
)

func TestAt(t *testing.T) {
	for text, want := range map[string][2]int{
		"⟦1⟧ x": {1, 7}, "⟦0012⟧": {12, 10}, "⟦9999⟧": {9999, 10},
		"": {}, "x⟦1⟧": {}, "⟦⟧": {}, "⟦12345⟧": {}, "⟦1": {}, "⟦a⟧": {}, "⟦１⟧": {}, "[1]": {},
	} {
		if n, length := placeholder.At(text); n != want[0] || length != want[1] {
			t.Errorf("%q begins with number %d of %d bytes, want %v", text, n, length, want)
		}
	}
}

func TestOf(t *testing.T) {
	for _, n := range []int{1, 12, 9999} {
		p := placeholder.Of(n)
		if got, length := placeholder.At(p); got != n || length != len(p) || placeholder.Digits(p) != strings.Trim(p, "⟦⟧") {
			t.Errorf("%s reads as %d", p, got)
		}
	}
}

// All ways to look at a text agree.
func FuzzOneGrammar(f *testing.F) {
	f.Add("⟦1⟧Go⟦22⟧⟦x⟧⟦⟧⟦12345⟧")
	f.Fuzz(func(t *testing.T, text string) {
		all, left := placeholder.All(text), placeholder.Strip(text)
		var spans []string
		for _, s := range placeholder.Spans(text) {
			spans = append(spans, text[s[0]:s[1]])
		}
		if !slices.Equal(all, spans) || len(all) > 0 != placeholder.In(text) {
			t.Errorf("%q: %q, %q", text, all, spans)
		}
		if len(left)+len(strings.Join(all, "")) != len(text) {
			t.Errorf("%q without placeholders is %q", text, left)
		}
		for _, p := range all {
			if _, n := placeholder.At(p); n != len(p) || placeholder.Digits(p) == "" {
				t.Errorf("%q: %q begins with no placeholder", text, p)
			}
		}
	})
}
