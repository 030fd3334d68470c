package lang_test

import (
	"testing"

	"dramaport/internal/lang"
)

func TestEditDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"Lin Wan", "Lin Wang", 1}, {"林婉", "林晚", 1}, {"kitten", "sitting", 3}, {"ab", "ba", 2}} {
		if got := lang.EditDistance(test.a, test.b); got != test.want || lang.EditDistance(test.b, test.a) != test.want {
			t.Errorf("%q and %q are %d apart, want %d", test.a, test.b, got, test.want)
		}
	}
}

func TestStraightQuotes(t *testing.T) {
	for text, want := range map[string]string{"": "", "it's": "it's", "it’s ‘so’": "it's 'so'", "“Go…” —": `"Go…" —`, "«Go» 走": "«Go» 走"} {
		if got := lang.StraightQuotes(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}
