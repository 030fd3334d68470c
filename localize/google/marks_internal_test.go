package google

import (
	"testing"

	"golang.org/x/text/language"

	"dramaport/localize"
)

// TestMarks: what is sent and what is made of an answer to it.
func TestMarks(t *testing.T) {
	for _, tc := range []struct{ text, sent, answer, want string }{
		{"你好", "你好", "Hello", "Hello"},
		{"⟦1⟧你好⟦2⟧", "你好", " Hello ", "⟦1⟧Hello⟦2⟧"},
		{"你⟦1⟧好<&", `你<span translate="no">1</span>好&lt;&amp;`, `Hel <span translate="no">1</span> lo &lt;&amp;&#39;`, "Hel ⟦1⟧ lo <&'"},
		{"a ⟦1⟧b⟦2⟧ c", `a <span translate="no">1</span>b<span translate="no">2</span> c`, `x <span translate="no">1</span> y <span translate="no">2</span> z`, "x ⟦1⟧y⟦2⟧ z"},
		{"a ⟦1⟧ b", `a <span translate="no">1</span> b`, `<b>x</b> <SPAN class='q' translate='no'> 1 </SPAN> y`, "x ⟦1⟧ y"},
		{"a ⟦1⟧ b ⟦2⟧ c", `a <span translate="no">1</span> b <span translate="no">2</span> c`, `z <span translate="no">2</span> y <span translate="no">1</span> x`, "z ⟦2⟧ y ⟦1⟧ x"},
		{"a ⟦1⟧ b", `a <span translate="no">1</span> b`, `x y`, ""},
		{"a ⟦1⟧ b", `a <span translate="no">1</span> b`, `x <span translate="no">1</span> <span translate="no">1</span> y`, ""},
		{"a ⟦1⟧ b", `a <span translate="no">1</span> b`, `x <span translate="no">2</span> y`, ""},
		{"你好", "你好", "It&#39;s me", "It's me"},
		{"R&amp;B", "R&amp;B", "R&amp;B", "R&amp;B"},
		{"你好", "你好", "x ⟦1⟧", ""},
		{"你好", "你好", "  ", ""},
		{"a\xffb", "a\uFFFDb", "x", "x"},
	} {
		s := hide(localize.Item{N: 1, Text: tc.text})
		if s.content != tc.sent {
			t.Errorf("%q is sent as %q, want %q", tc.text, s.content, tc.sent)
		}
		if got, ok := s.restore(tc.answer); got != tc.want || ok != (tc.want != "") {
			t.Errorf("%q answered %q gives %q, %t; want %q", tc.text, tc.answer, got, ok, tc.want)
		}
	}
}

func TestCodes(t *testing.T) {
	general := []string{"en", "es", "fil", "fr", "fr-CA", "iw", "no", "pt", "pt-PT", "zh-CN", "zh-TW"}
	llm := append([]string{"en-US", "es-419", "pt-BR", "zh-HK"}, general...)
	for _, tc := range []struct {
		locale string
		served []string
		want   string
	}{
		{"en-US", general, "en"}, {"en-US", llm, "en-US"}, {"es-419", general, "es"}, {"es-419", llm, "es-419"}, {"es-MX", llm, "es-419"},
		{"pt-BR", general, "pt"}, {"pt-BR", llm, "pt-BR"}, {"pt-PT", general, "pt-PT"}, {"fr-CA", general, "fr-CA"}, {"fr-FR", general, "fr"},
		{"zh-CN", general, "zh-CN"}, {"zh", general, "zh-CN"}, {"zh-Hans", general, "zh-CN"}, {"zh-SG", general, "zh-CN"}, {"zh-TW", general, "zh-TW"},
		{"zh-Hant", general, "zh-TW"}, {"zh-HK", general, "zh-TW"}, {"zh-HK", llm, "zh-HK"}, {"zh-Hant", []string{"zh-CN"}, ""}, {"zh-Hans", []string{"zh-TW"}, ""},
		{"he", general, "iw"}, {"nb", general, "no"}, {"fil-PH", general, "fil"}, {"fil", []string{"tl"}, "tl"}, {"sw", general, ""},
	} {
		if got := codeOf(language.MustParse(tc.locale), tc.served); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.locale, got, tc.want)
		}
	}
}

func TestNames(t *testing.T) {
	pair := langs{"zh-CN", "en"}
	name := func(season, market string, terms ...localize.Wording) string {
		return newGlossary(Options{}, season, market, terms).name(pair)
	}
	a := name("Bride Swap!", "us", localize.Wording{Source: "a", Target: "b"})
	if a[:len(a)-12] != "dramaport-bride-swap-us-" {
		t.Error(a)
	}
	for _, other := range []string{
		name("Bride Swap!", "us", localize.Wording{Source: "a", Target: "c"}), name("Bride Swap!", "uk", localize.Wording{Source: "a", Target: "b"}),
		name("替嫁千金", "us", localize.Wording{Source: "a", Target: "b"}), name("替嫁", "us", localize.Wording{Source: "a", Target: "b"}),
	} {
		if other == a {
			t.Errorf("%s twice", a)
		}
	}
	if again := name("Bride Swap!", "us", localize.Wording{Source: "a", Target: "b"}); again != a {
		t.Errorf("%s, then %s", a, again)
	}
}
