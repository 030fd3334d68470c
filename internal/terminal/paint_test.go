package terminal_test

import (
	"slices"
	"strings"
	"testing"

	"dramaport/internal/terminal"
)

func TestPaint(t *testing.T) {
	red, under := terminal.Style{Foreground: terminal.Red}, terminal.Style{Underline: true}
	bold := terminal.Style{Bold: true}
	mark := func(from, to int, s terminal.Style) []terminal.Mark {
		return []terminal.Mark{{From: from, To: to, Style: s}}
	}
	cells, hidden := terminal.Cells{}, terminal.Cells{Hidden: true}
	for name, c := range map[string]struct{ got, want string }{
		"no style":         {cells.Paint("ab", 4, terminal.Style{}, nil), "ab  "},
		"base":             {cells.Paint("ab", 4, red, nil), "\x1b[31mab  \x1b[m"},
		"mark":             {cells.Paint("abcd", 5, terminal.Style{}, mark(1, 3, red)), "a\x1b[31mbc\x1b[md "},
		"mark in base":     {cells.Paint("abc", 4, bold, mark(1, 2, red)), "\x1b[1ma\x1b[m\x1b[1;31mb\x1b[m\x1b[1mc \x1b[m"},
		"later over":       {cells.Paint("abc", 3, terminal.Style{}, append(mark(0, 3, red), mark(1, 2, under)...)), "\x1b[31ma\x1b[m\x1b[4mb\x1b[m\x1b[31mc\x1b[m"},
		"reverse twice":    {cells.Paint("ab", 2, terminal.Style{Reverse: true}, mark(0, 1, terminal.Style{Reverse: true})), "a\x1b[7mb\x1b[m"},
		"wide":             {cells.Paint("你好吗", 6, terminal.Style{}, mark(3, 6, red)), "你\x1b[31m好\x1b[m吗"},
		"half a character": {cells.Paint("你好吗", 6, terminal.Style{}, mark(4, 5, red)), "你\x1b[31m好\x1b[m吗"},
		"half a cluster":   {cells.Paint("น้ำตา", 5, terminal.Style{}, mark(0, 3, red)), "\x1b[31mน้ำ\x1b[mตา "},
		"cut before":       {cells.Paint("abcdef", 4, terminal.Style{}, mark(4, 6, red)), "abc\x1b[31m…\x1b[m"},
		"cut inside":       {cells.Paint("abcdef", 4, terminal.Style{}, mark(1, 6, red)), "a\x1b[31mbc…\x1b[m"},
		"cut behind":       {cells.Paint("abcdef", 4, terminal.Style{}, mark(0, 1, red)), "\x1b[31ma\x1b[mbc…"},
		"made visible":     {cells.Paint("\x1b\x07ab\u202ecd", 12, terminal.Style{}, mark(3, 4, red)), "␛␇a\x1b[31mb\x1b[m<202E>cd"},
		"the escape":       {cells.Paint("a\u202eb", 8, terminal.Style{}, mark(1, 4, red)), "a\x1b[31m<202E>\x1b[mb"},
		"invalid bytes":    {cells.Paint("\xff\xffab", 4, terminal.Style{}, mark(2, 3, red)), "\uFFFD\uFFFD\x1b[31ma\x1b[mb"},
		"not sent":         {cells.Paint("a\u00adbc", 3, terminal.Style{}, mark(3, 4, red)), "a\x1b[31mb\x1b[mc"},
		"hidden":           {hidden.Paint("a\u00adb ", 8, terminal.Style{}, mark(4, 5, red)), "a<SHY>b\x1b[31m·\x1b[m"},
		"outside":          {cells.Paint("ab", 3, terminal.Style{}, append(mark(-4, 1, red), mark(9, 12, red)...)), "\x1b[31ma\x1b[mb "},
		"outside, mapped":  {cells.Paint("a\tb", 4, terminal.Style{}, append(mark(-4, 1, red), mark(9, 12, red)...)), "\x1b[31ma\x1b[m⇥b "},
		"empty mark":       {cells.Paint("ab", 2, terminal.Style{}, mark(1, 1, red)), "ab"},
		"backwards":        {cells.Paint("ab", 2, terminal.Style{}, mark(2, 0, red)), "ab"},
		"Arabic":           {cells.Paint("مرحبا", 6, terminal.Style{}, mark(0, 2, red)), "\u2067\x1b[31mم\x1b[mرحبا\u2069 "},
		"Arabic, right": {terminal.Cells{Align: terminal.ByScript}.Paint("مرحبا", 6, bold, nil),
			"\x1b[1m \u2067مرحبا\u2069\x1b[m"},
		"monochrome": {terminal.Cells{Palette: terminal.Monochrome}.Paint("ab", 2, terminal.Style{Foreground: terminal.Red, Faint: true},
			mark(0, 1, terminal.Style{Background: terminal.Blue, Reverse: true})), "\x1b[7ma\x1b[mb"},
		"no room": {cells.Paint("ab", 0, red, nil), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", name, c.got, c.want)
		}
	}
}

func TestColors(t *testing.T) {
	for want, s := range map[string]terminal.Style{
		"\x1b[30mx\x1b[m":            {Foreground: terminal.Black},
		"\x1b[37mx\x1b[m":            {Foreground: terminal.White},
		"\x1b[90mx\x1b[m":            {Foreground: terminal.BrightBlack},
		"\x1b[97mx\x1b[m":            {Foreground: terminal.BrightWhite},
		"\x1b[44mx\x1b[m":            {Background: terminal.Blue},
		"\x1b[104mx\x1b[m":           {Background: terminal.BrightBlue},
		"\x1b[1;2;4;7;31;46mx\x1b[m": {Foreground: terminal.Red, Background: terminal.Cyan, Bold: true, Faint: true, Underline: true, Reverse: true},
	} {
		if got := (terminal.Cells{}).Paint("x", 1, s, nil); got != want {
			t.Errorf("%+v gives %q, want %q", s, got, want)
		}
	}
}

func TestPaintLines(t *testing.T) {
	red := terminal.Style{Foreground: terminal.Red}
	text := "one two\nthree"
	at := strings.Index(text, "two")
	got := terminal.Cells{}.PaintLines(text, 5, terminal.Style{}, []terminal.Mark{{From: at, To: at + 6, Style: red}})
	if want := []string{"one  ", "\x1b[31mtwo\x1b[m  ", "\x1b[31mth\x1b[mree"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	t.Run("direction is the paragraph's", func(t *testing.T) {
		got := terminal.Cells{Hidden: true}.PaintLines("\u200fمحمد CEO\nabc", 9, terminal.Style{}, nil)
		want := []string{"\u2067<RLM>محمد\u2069", "\u2067CEO\u2069      ", "abc      "}
		if !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	})
}
