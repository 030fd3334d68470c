package terminal_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"dramaport/internal/terminal"
)

func TestVisible(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain text":            {"你好 World, ça va ?", "你好 World, ça va ?"},
		"empty":                 {"", ""},
		"SGR":                   {"\x1b[31mred\x1b[0m", "␛[31mred␛[0m"},
		"conceal":               {"\x1b[8mhidden", "␛[8mhidden"},
		"clear screen":          {"\x1b[2J\x1b[H", "␛[2J␛[H"},
		"clipboard OSC 52":      {"\x1b]52;c;cm0gLXJm\x07", "␛]52;c;cm0gLXJm␇"},
		"title":                 {"\x1b]0;owned\x1b\\", "␛]0;owned␛\\"},
		"link OSC 8":            {"\x1b]8;;http://x\x1b\\y", "␛]8;;http://x␛\\y"},
		"unterminated OSC":      {"\x1b]0;swallow everything", "␛]0;swallow everything"},
		"DCS":                   {"\x1bPq#0\x1b\\", "␛Pq#0␛\\"},
		"C1 CSI":                {"\u009b31mred", "<009B>31mred"},
		"C1 OSC":                {"\u009d0;t\u009c", "<009D>0;t<009C>"},
		"NEL":                   {"a\u0085b", "a<0085>b"},
		"raw C1 byte":           {"a\x9b31mb", "a\uFFFD31mb"},
		"invalid UTF-8":         {"a\xff\xfeb\xc3", "a\uFFFD\uFFFDb\uFFFD"},
		"NUL BEL BS DEL":        {"\x00\x07\x08\x7f", "␀␇␈␡"},
		"newline":               {"one\ntwo", "one⏎two"},
		"CR LF":                 {"one\r\ntwo", "one␍⏎two"},
		"CR overwrites":         {"safe\revil", "safe␍evil"},
		"tab":                   {"a\tb", "a⇥b"},
		"line separator":        {"a\u2028b\u2029c", "a⏎b⏎c"},
		"right-to-left":         {"a\u202egnp.exe", "a<202E>gnp.exe"},
		"embeddings":            {"\u202a\u202b\u202c\u202d", "<202A><202B><202C><202D>"},
		"isolates":              {"\u2066x\u2069", "<2066>x<2069>"},
		"byte order mark":       {"\ufeffx", "<FEFF>x"},
		"tag characters":        {"x\U000E0041\U000E007F", "x<E0041><E007F>"},
		"annotation":            {"\ufff9x\ufffb", "<FFF9>x<FFFB>"},
		"deprecated format":     {"\u206ax", "<206A>x"},
		"Persian ZWNJ kept":     {"می\u200cخواهم", "می\u200cخواهم"},
		"emoji ZWJ kept":        {"👩\u200d👧", "👩\u200d👧"},
		"Arabic marks kept":     {"\u200fمرحبا!\u200e\u061c", "\u200fمرحبا!\u200e\u061c"},
		"ideographic variation": {"葛\U000E0100", "葛\U000E0100"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := terminal.Visible(c.in); got != c.want {
				t.Errorf("Visible(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestVisibleLines(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"lines stay":     {"one\ntwo\n", "one\ntwo\n"},
		"CR LF":          {"one\r\ntwo", "one\ntwo"},
		"CR by itself":   {"safe\revil\n", "safe␍evil\n"},
		"escape":         {"a\x1b[2J\nb", "a␛[2J\nb"},
		"line separator": {"a\u2028b", "a⏎b"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := terminal.VisibleLines(c.in); got != c.want {
				t.Errorf("VisibleLines(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestVisibleLeavesCleanTextUncopied(t *testing.T) {
	s := strings.Repeat("你好 ", 20)
	if n := testing.AllocsPerRun(10, func() { _ = terminal.Visible(s) }); n != 0 {
		t.Errorf("Visible of clean text allocates %v times, want 0", n)
	}
}

func FuzzVisible(f *testing.F) {
	for _, s := range []string{"", "a\nb", "\x1b]52;c;x\x07", "\u009b", "\xff", "\u202e", "\U000E0041", "\r\n\t", "می\u200c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		one, many := terminal.Visible(s), terminal.VisibleLines(s)
		mustBeSafe(t, one)
		mustBeSafe(t, strings.ReplaceAll(many, "\n", ""))
		if again := terminal.Visible(one); again != one {
			t.Errorf("Visible twice: %q, once: %q", again, one)
		}
		if again := terminal.VisibleLines(many); again != many {
			t.Errorf("VisibleLines twice: %q, once: %q", again, many)
		}
		if s != "" && one == "" {
			t.Errorf("Visible(%q) is empty", s)
		}
	})
}

// mustBeSafe judges by Unicode's own tables, not by the package's.
func mustBeSafe(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("%q is not UTF-8", s)
	}
	for _, r := range s {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			t.Errorf("%q holds the control character %U", s, r)
		}
		if unicode.Is(unicode.Bidi_Control, r) && r != 0x200E && r != 0x200F && r != 0x061C {
			t.Errorf("%q holds the direction control %U", s, r)
		}
	}
}
