package substitution

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"dramaport/season/decide"
	"dramaport/subtitles"

	"pgregory.net/rapid"
)

func TestSubstitutions(t *testing.T) {
	for _, c := range []struct{ how, text, want string }{
		{"/lied/cheated/", "You lied to me. I lied.", "You cheated to me. I cheated."},
		{"/LIED/cheated/i", "You lied.", "You cheated."},
		{"/a.c/x/", "abc a.c", "abc x"},
		{"/a.c/x/r", "abc a.c", "x x"},
		{"|a/b|a b|", "a/b", "a b"},
		{`/a\/b/x\/y/`, "a/b", "x/y"},
		{`/a\\b/x/r`, `a\b`, "x"},
		{`/\$(\d+)/$1 dollars/r`, "$30", "30 dollars"},
		{"/30/$1/", "30", "$1"},
		{"/(?P<who>Gu|Lin)/Mr ${who}/r", "Gu and Lin", "Mr Gu and Mr Lin"},
		{"/^/- /r", "Yes.", "- Yes."},
		{"/he/she/w", "he, the hero; he's he", "she, the hero; he's she"},
		{"/été/hiver/w", "l'été étés été", "l'été étés hiver"},
		{"/说/讲/w", "他说的", "他讲的"},
		{"/ё/е/i", "Ёлка", "елка"},
		{"/e\u0301/e/", "caf\u00e9", "cafe"},
		{"/1/2/", "⟦1⟧ 1 ⟦12⟧", "⟦1⟧ 2 ⟦12⟧"},
		{"/⟦/(/", "⟦1⟧ ⟦x", "⟦1⟧ (x"},
		{"/.*/x/r", "a ⟦1⟧b", "a ⟦1⟧b"},
		{`/\d/x/r`, "⟦1⟧5⟦2⟧", "⟦1⟧x⟦2⟧"},
		{"/ a/b/", "x a", "xb"},
		{"/x//", "axb", "ab"},
		{"/nothing/x/", " left as it is ", " left as it is "},
		{"/好/", "你好", "你"},
	} {
		sub, err := Parse(c.how)
		if err != nil {
			t.Errorf("%s: %v", c.how, err)
			continue
		}
		if got, changed := sub.Apply(c.text); got != c.want || changed != (got != c.text) {
			t.Errorf("%s in %q: %q %t, want %q", c.how, c.text, got, changed, c.want)
		}
	}
}

// Whatever is replaced, the markup stays, or the change is refused.
func TestSubstitutionsNeverTouchMarkup(t *testing.T) {
	piece := rapid.SampledFrom([]string{"⟦1⟧", "⟦2⟧", "⟦", "⟧", "1", "2", "a", "é", " ", "你", ".", "x⟦", "$1", "(", "\n"})
	text := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(t, "pieces"), "") })
	kept := 0
	rapid.Check(t, func(t *rapid.T) {
		old, what, with := strings.TrimSpace(text.Draw(t, "old")), text.Draw(t, "what"), text.Draw(t, "with")
		how := "/" + what + "/" + with + "/" + rapid.SampledFrom([]string{"", "i", "w", "r", "iwr"}).Draw(t, "flags")
		sub, err := Parse(how)
		if err != nil {
			return
		}
		made, changed := sub.Apply(old)
		if !changed && made != old {
			t.Fatalf("%q in %q: %q is said to be unchanged", how, old, made)
		}
		if decide.Spoils(old, made) != nil {
			return
		}
		kept++
		if !slices.Equal(subtitles.Placeholders(old), subtitles.Placeholders(made)) {
			t.Fatalf("%q in %q: %q", how, old, made)
		}
	})
	if kept == 0 {
		t.Error("nothing was ever replaced: the test sees nothing")
	}
}

// A literal replacement without markup is what strings.ReplaceAll makes.
func TestLiteralSubstitutionIsReplaceAll(t *testing.T) {
	text := rapid.StringMatching(`[a-c. ]{1,8}`)
	rapid.Check(t, func(t *rapid.T) {
		old, what, with := strings.TrimSpace(text.Draw(t, "old")), text.Draw(t, "what"), text.Draw(t, "with")
		sub, err := Parse("/" + what + "/" + with + "/")
		if err != nil {
			t.Fatal(err)
		}
		if sub.pattern.String() != regexp.QuoteMeta(what) {
			t.Skip("outer space goes")
		}
		if got, _ := sub.Apply(old); got != strings.TrimSpace(strings.ReplaceAll(old, what, with)) {
			t.Fatalf("%q", got)
		}
	})
}

func FuzzParseSubstitution(f *testing.F) {
	for _, s := range []string{"/a/b/", "|a|b|iwr", `/a\/b/`, "/(/x/r", "", `\`, "/", "//", "/é/$1/r"} {
		f.Add(s, "some text ⟦1⟧")
	}
	f.Fuzz(func(t *testing.T, how, text string) {
		if sub, err := Parse(how); err == nil {
			sub.Apply(text)
		}
	})
}
