package google

import (
	"slices"
	"testing"
	"unicode/utf8"

	"dramaport/localize"
)

// FuzzMarks: whatever a line holds and a service answers, a text that is taken
// has the line's placeholders, and what is sent is a string for protobuf.
func FuzzMarks(f *testing.F) {
	for _, s := range []string{"⟦1⟧a⟦2⟧", "a ⟦1⟧ b", `<span translate="no">1</span>`, "&#39;", "\xff", "⟦1⟧⟦1⟧"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, text, answer string) {
		s := hide(localize.Item{N: 1, Text: text})
		if !utf8.ValidString(s.content) {
			t.Errorf("%q is sent as %q", text, s.content)
		}
		if got, ok := s.restore(answer); ok && !slices.Equal(marks(got), marks(valid(text))) {
			t.Errorf("%q answered %q gives %q", text, answer, got)
		}
		if s.marked {
			if got, ok := s.restore(s.content); !ok || !slices.Equal(marks(got), marks(valid(text))) {
				t.Errorf("%q repeated gives %q, %t", text, got, ok)
			}
		}
	})
}
