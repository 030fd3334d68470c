package terminal_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"dramaport/internal/terminal"
)

// wide knows clusters; the zero Cells do not.
func wide() terminal.Cells { return terminal.Cells{Method: ansi.GraphemeWidth} }

// samples are texts on whose width terminals and libraries disagree, or did.
func samples() map[string]struct {
	text         string
	wc, clusters int
} {
	return map[string]struct {
		text         string
		wc, clusters int
	}{
		"Latin":             {"Hello, world", 12, 12},
		"Chinese":           {"替嫁千金,你好", 13, 13},
		"fullwidth":         {"ＡＢ！", 6, 6},
		"ideographic space": {"你\u3000好", 6, 6},
		"Arabic":            {"مرحبا", 5, 5},
		"harakat":           {"مَرْحَبًا", 5, 5},
		"Persian ZWNJ":      {"می\u200cخواهم", 7, 7},
		"Vietnamese NFD":    {"Tie\u0302\u0301ng Vie\u0323\u0302t", 10, 10},
		"flags":             {"🇨🇳🇺🇸", 4, 4},
		"Thai":              {"ที่นี่", 2, 2},
		"Thai sara am":      {"น้ำตา ทำ", 7, 5},
		"half-width kana":   {"ｶﾞｷﾞ", 4, 2},
		"VS16":              {"❤️ ⚠️ ▶️", 5, 8},
		"Devanagari":        {"नमस्ते", 4, 3},
		"ZWJ family":        {"👨\u200d👩\u200d👧", 6, 2},
		"skin tone":         {"👍🏽", 4, 2},
		"Korean":            {"한글", 4, 4},
		"Korean in jamo":    {"\u1112\u1161\u11ab\u1100\u1173\u11af", 4, 4},
		"soft hyphen":       {"a\u00adb", 2, 2},
		"mark alone":        {"\u0301x", 2, 2},
		"Arabic marks":      {"\u200fمرحبا!\u200e", 6, 6},
		"kana, voiced NFD":  {"か\u3099", 2, 2},
		"empty":             {"", 0, 0},
	}
}

func TestWidth(t *testing.T) {
	for name, c := range samples() {
		if got := (terminal.Cells{}).Width(c.text); got != c.wc {
			t.Errorf("%s: width %d without clusters, want %d", name, got, c.wc)
		}
		if got := wide().Width(c.text); got != c.clusters {
			t.Errorf("%s: width %d with clusters, want %d", name, got, c.clusters)
		}
	}
}

// TestWidthIsWhatBubbleTeaPlaces: the renderer counts with x/ansi.
func TestWidthIsWhatBubbleTeaPlaces(t *testing.T) {
	for _, cells := range []terminal.Cells{{}, wide()} {
		for name, c := range samples() {
			drawn := cells.Line(c.text, 20)
			if got := cells.Method.StringWidth(drawn); got != 20 {
				t.Errorf("%s: %q takes %d cells for the renderer, want 20", name, drawn, got)
			}
		}
	}
}

func TestCut(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		n    int
		want string
	}{
		"fits":              {"hello", 5, "hello"},
		"one too long":      {"hello!", 5, "hell…"},
		"one cell":          {"hello", 1, "…"},
		"none":              {"hello", 0, ""},
		"negative":          {"hello", -3, ""},
		"Chinese fits":      {"你好", 4, "你好"},
		"Chinese, odd":      {"你好吗", 5, "你好…"},
		"Chinese, even":     {"你好吗", 4, "你…"},
		"Chinese, two":      {"你好", 2, "…"},
		"mixed":             {"a你b好c", 5, "a你b…"},
		"Thai cluster":      {"น้ำตา ทำ", 3, "น้ำ…"},
		"Thai, no half":     {"น้ำน้ำ", 3, "น้ำ…"},
		"no half sara am":   {"น้ำน้ำ", 2, "…"},
		"marks stay":        {"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
		"family by members": {"👨\u200d👩\u200d👧", 4, "👨…"},
		"line end":          {"one\ntwo", 20, "one⏎two"},
	} {
		if got := (terminal.Cells{}).Cut(c.text, c.n); got != c.want {
			t.Errorf("%s: Cut(%q, %d) = %q, want %q", name, c.text, c.n, got, c.want)
		}
	}
}

func TestFit(t *testing.T) {
	cells := terminal.Cells{}
	for _, c := range []struct{ got, want string }{
		{cells.Fit("ab", 4), "ab  "},
		{cells.Fit("你好", 5), "你好 "},
		{cells.Fit("你好吗", 4), "你… "},
		{cells.Fit("abcdef", 4), "abc…"},
		{cells.FitRight("12", 4), "  12"},
		{cells.FitRight("你", 4), "  你"},
		{cells.FitRight("12345", 4), "123…"},
		{cells.Fit("", 2), "  "},
		{cells.Fit("x", 0), ""},
		{cells.Fit("x", 300), "x" + strings.Repeat(" ", 299)},
		{wide().Fit("👨\u200d👩\u200d👧", 3), "👨\u200d👩\u200d👧 "},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestHostileText holds every sample of hostile subtitles that drove a terminal.
func TestHostileText(t *testing.T) {
	for name, in := range map[string]string{
		"clipboard": "\x1b]52;c;cm0gLXJm\x07", "title": "\x1b]0;owned\x1b\\", "cursor": "\x1b[5;5H",
		"clear": "\x1b[2J", "DCS": "\x1bPq#0\x1b\\", "conceal": "\x1b[8mhidden", "link": "\x1b]8;;http://x\x1b\\y",
		"unterminated": "\x1b]0;swallows the rest", "C1 CSI": "\u009b31mred", "raw C1": "\x9b31m", "invalid": "\xff\xfe\xc3",
		"BEL BS TAB NUL": "\x07\x08\t\x00", "CR": "safe\revil", "RLO": "a\u202egnp.exe", "isolates": "\u2067x\u2069\u2069",
		"tags": "🏴\U000E0067\U000E007F", "BOM": "\ufeffx", "separators": "a\u2028b\u2029c",
	} {
		for _, cells := range []terminal.Cells{{}, wide(), {Hidden: true}, {Bidi: terminal.Off}} {
			for _, n := range []int{1, 3, 12, 60} {
				mustHold(t, name, cells, in, n)
			}
		}
	}
}

func TestHidden(t *testing.T) {
	cells := terminal.Cells{Hidden: true}
	for in, want := range map[string]string{
		"\u200fمرحبا!\u200e": "<RLM>مرحبا!<LRM>",
		"\u061c":             "<ALM>",
		"می\u200cخو":         "می<ZWNJ>خو",
		"👩\u200d👧":           "👩<ZWJ>👧",
		"a\u00adb":           "a<SHY>b",
		"a\u200bb":           "a<ZWSP>b",
		"a\u00a0b\u202fc":    "a⍽b<NNBSP>c",
		"你\u3000好":           "你□ 好",
		"❤\ufe0f":            "❤<VS16>",
		"葛\U000E0100":        "葛<E0100>",
		"a\u3164b":           "a<3164>b",
		"end  ":              "end··",
		"  a b":              "  a b",
		"a \nb":              "a·⏎b",
		"\x1b[2J\u202e":      "␛[2J<202E>",
	} {
		if got := cells.Cut(in, 80); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
	if got := cells.Wrap("one \ntwo\r\n", 10); !slices.Equal(got, []string{"one·", "two", ""}) {
		t.Errorf("wrapped %q", got)
	}
	if got := (terminal.Cells{}).Cut("a\u00a0b\u200b ", 80); got != "a\u00a0b\u200b " {
		t.Errorf("shown without being asked: %q", got)
	}
}

func TestLine(t *testing.T) {
	right := terminal.Cells{Align: terminal.ByScript}
	for name, c := range map[string]struct{ got, want string }{
		"Latin":             {terminal.Cells{}.Line("abc", 5), "abc  "},
		"Arabic":            {terminal.Cells{}.Line("مرحبا!", 8), "\u2067مرحبا!\u2069  "},
		"Arabic, right":     {right.Line("مرحبا!", 8), "  \u2067مرحبا!\u2069"},
		"Latin, right":      {right.Line("abc", 5), "abc  "},
		"Hebrew":            {terminal.Cells{}.Line("שלום", 4), "\u2067שלום\u2069"},
		"number first":      {terminal.Cells{}.Line("12 شهر", 6), "\u206712 شهر\u2069"},
		"Arabic in English": {terminal.Cells{}.Line("CEO محمد", 9), "\u2066CEO محمد\u2069 "},
		"English in Arabic": {terminal.Cells{}.Line("محمد CEO", 9), "\u2067محمد CEO\u2069 "},
		"cut":               {terminal.Cells{}.Line("مرحبا", 3), "\u2067مر…\u2069"},
		"off":               {terminal.Cells{Bidi: terminal.Off}.Line("مرحبا!", 8), "مرحبا!  "},
		"off, right":        {terminal.Cells{Bidi: terminal.Off, Align: terminal.ByScript}.Line("مرحبا!", 8), "  مرحبا!"},
		"Chinese":           {terminal.Cells{}.Line("你好", 5), "你好 "},
		"Thai":              {terminal.Cells{}.Line("ทำ", 4), "ทำ  "},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", name, c.got, c.want)
		}
	}
}

func TestRightToLeft(t *testing.T) {
	for s, want := range map[string]bool{
		"": false, "abc": false, "مرحبا": true, "שלום": true, "123 مرحبا": true, "CEO محمد": false, "你好 مرحبا": false,
		"\u200f!": true, "\u200eمرحبا": false, "ދިވެހި": true, "🙂 مرحبا": true, "ทำ مرحبا": false,
	} {
		if got := terminal.RightToLeft(s); got != want {
			t.Errorf("RightToLeft(%q) = %v", s, got)
		}
	}
}

func TestWrap(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		n    int
		want []string
	}{
		"short":               {"one two", 10, []string{"one two"}},
		"at spaces":           {"one two three", 8, []string{"one two", "three"}},
		"exactly":             {"one two three", 7, []string{"one two", "three"}},
		"own lines":           {"one\ntwo\r\nthree", 20, []string{"one", "two", "three"}},
		"empty":               {"", 5, []string{""}},
		"empty line":          {"a\n\nb", 5, []string{"a", "", "b"}},
		"long word":           {"a abcdefgh b", 4, []string{"a ab", "cdef", "gh b"}},
		"Chinese":             {"你好吗，我很好。", 8, []string{"你好吗，", "我很好。"}},
		"Chinese punctuation": {"你好吗，我", 6, []string{"你好", "吗，我"}},
		"Chinese and Latin":   {"他是 CEO 吗", 6, []string{"他是", "CEO 吗"}},
		"Thai":                {"น้ำตาทำให้", 4, []string{"น้ำตา", "ทำให้"}},
		"Thai vowel before":   {"กกกเก", 4, []string{"กกก", "เก"}},
		"Hindi":               {"नमस्ते क्षत्रिय", 4, []string{"नमस्ते", "क्ष", "त्रिय"}},
		"Arabic":              {"مرحبا يا صديقي", 9, []string{"مرحبا يا", "صديقي"}},
		"placeholder":         {"aaa ⟦1⟧ bbb", 6, []string{"aaa", "⟦1⟧", "bbb"}},
		"indented":            {"- one two", 5, []string{"- one", "two"}},
		"leading spaces":      {"  a b", 3, []string{"  a", "b"}},
		"escape":              {"a \x1b[2J b", 4, []string{"a", "␛[2J", "b"}},
		"too wide":            {"你", 1, []string{"…"}},
		"no room":             {"a", 0, nil},
	} {
		if got := (terminal.Cells{}).Wrap(c.text, c.n); !slices.Equal(got, c.want) {
			t.Errorf("%s: Wrap(%q, %d) = %q, want %q", name, c.text, c.n, got, c.want)
		}
	}
}
