package apertium

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"dramaport/localize"
)

// FuzzStream: through an engine that changes nothing, a line comes back as it
// was, but for control characters and runs of spaces, and nothing in it can end
// the line or pose as a mask.
func FuzzStream(f *testing.F) {
	for _, s := range []string{"a ⟦1⟧ b", "[0] \\ ^$/<>{}@", "]", "x[].[]", "⟦1⟧⟦2⟧", "\x00\xff", "Gu Gus"} {
		f.Add(s)
	}
	terms := []localize.Wording{{Source: "Gu", Target: "[Gu]"}}
	f.Fuzz(func(t *testing.T, text string) {
		encoded, m := encode(text, terms)
		if strings.ContainsRune(encoded, 0) {
			t.Fatalf("%q: a NUL in %q", text, encoded)
		}
		got, ok := decode(encoded, m)
		want := strings.Map(func(r rune) rune {
			if unicode.IsControl(r) || r == utf8.RuneError {
				return ' '
			}
			return r
		}, text)
		got = strings.NewReplacer("[Gu]", "Gu", " ", "").Replace(got)
		want = strings.NewReplacer("[Gu]", "Gu", " ", "").Replace(want)
		if !ok || got != want {
			t.Errorf("%q became %q (%v), want %q", text, got, ok, want)
		}
	})
}

func TestScript(t *testing.T) {
	got := script("lt-proc 'a|b.bin' | apertium-tagger -g $2 'x' |cg-proc   'y' | lt-proc $1 'z'\n\n")
	if want := "lt-proc -z 'a|b.bin' | apertium-tagger -z -g $2 'x' | cg-proc -z   'y' | lt-proc -z $1 'z'"; got != want {
		t.Errorf("%s", got)
	}
}
