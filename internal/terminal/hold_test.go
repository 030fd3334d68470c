package terminal_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"

	"dramaport/internal/terminal"
)

// sgr is the only kind of sequence that may be added to a text.
var sgr = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// mustHold checks the promises of Cells on any text. Widths are counted by
// x/ansi, safety by Unicode's tables.
func mustHold(t *testing.T, name string, cells terminal.Cells, in string, n int) {
	t.Helper()
	width := func(s string) int { return cells.Method.StringWidth(s) }
	exactly := func(what, s string) {
		t.Helper()
		if got := width(s); got != n {
			t.Errorf("%s: %s(%q, %d) = %q takes %d cells", name, what, in, n, s, got)
		}
	}
	cut := cells.Cut(in, n)
	if width(cut) > n || (width(cut) != cells.Width(in)) != (cells.Width(in) > n) && !strings.HasSuffix(cut, "…") {
		t.Errorf("%s: Cut(%q, %d) = %q", name, in, n, cut)
	}
	mustBeSafe(t, cut)
	fit := cells.Fit(in, n)
	exactly("Fit", fit)
	mustBeSafe(t, fit)
	if again := cells.Fit(fit, n); !cells.Hidden && again != fit {
		t.Errorf("%s: Fit twice %q, once %q", name, again, fit)
	}
	exactly("FitRight", cells.FitRight(in, n))
	line := cells.Line(in, n)
	exactly("Line", line)
	mustBeSafe(t, unisolated(t, line))
	marks := []terminal.Mark{{From: len(in) / 3, To: len(in) / 2, Style: terminal.Style{Reverse: true}}, {From: 0, To: 1 << 20, Style: terminal.Style{Bold: true}}}
	painted := cells.Paint(in, n, terminal.Style{Background: terminal.Blue}, marks[:len(in)%3%2+1])
	if plain := sgr.ReplaceAllString(painted, ""); plain != line {
		t.Errorf("%s: Paint(%q, %d) = %q, without colours not %q", name, in, n, painted, line)
	}
	if !strings.HasSuffix(painted, "\x1b[m") {
		t.Errorf("%s: %q leaks its colours", name, painted)
	}
	mustWrap(t, cells, in, n)
}

// mustWrap checks that wrapped lines are narrow enough and lose nothing.
func mustWrap(t *testing.T, cells terminal.Cells, in string, n int) {
	t.Helper()
	lines := cells.Wrap(in, n)
	for _, l := range lines {
		if cells.Method.StringWidth(l) > n {
			t.Errorf("Wrap(%q, %d) has the line %q", in, n, l)
		}
		mustBeSafe(t, l)
	}
	painted := cells.PaintLines(in, n, terminal.Style{}, nil)
	if len(painted) != len(lines) {
		t.Errorf("PaintLines(%q, %d) are %d lines, Wrap %d", in, n, len(painted), len(lines))
	}
	for _, l := range painted {
		if got := cells.Method.StringWidth(l); got != n {
			t.Errorf("PaintLines(%q, %d) has the line %q of %d cells", in, n, l, got)
		}
	}
	if n < 4 { // a character may be wider by itself
		return
	}
	var whole strings.Builder
	for l := range strings.SplitSeq(terminal.VisibleLines(in), "\n") {
		whole.WriteString(cells.Cut(l, 1<<30))
	}
	if got, want := ink(strings.Join(lines, "")), ink(whole.String()); got != want {
		t.Errorf("Wrap(%q, %d) = %q, together %q, want %q", in, n, lines, got, want)
	}
}

// ink is s without the spaces that a break swallows and the circle that
// carries a mark.
func ink(s string) string {
	return norm.NFC.String(strings.NewReplacer(" ", "", "◌", "").Replace(s))
}

// unisolated is s without one pair of isolates, which must be whole.
func unisolated(t *testing.T, s string) string {
	t.Helper()
	if strings.Count(s, "\u2066")+strings.Count(s, "\u2067") != strings.Count(s, "\u2069") || strings.Count(s, "\u2069") > 1 {
		t.Errorf("%q has half an isolate", s)
	}
	return strings.NewReplacer("\u2066", "", "\u2067", "", "\u2069", "").Replace(s)
}

func TestPromisesOfCells(t *testing.T) {
	for name, s := range samples() {
		for _, cells := range []terminal.Cells{{}, wide(), {Hidden: true}, {Align: terminal.ByScript}, {Bidi: terminal.Off}} {
			for n := 1; n < 20; n++ {
				mustHold(t, name, cells, s.text, n)
			}
		}
	}
}

func FuzzCells(f *testing.F) {
	for _, s := range samples() {
		f.Add(s.text+" \n"+s.text, uint8(7), uint8(0))
	}
	for _, s := range []string{"\x1b]52;c;x\x07", "\u009b31m", "\xff", "\u202eabc", "\u2067", "🏴\U000E0067", "\r\n\t", "a\u200d\u0301 ", "\u0903\u093f", "  - Hi", "\u1100\u1100\u1161\u11a8", "🇨\u200d🇳", " \r", "ﾞ", "ำ", "🏽", "\u0600"} {
		f.Add(s, uint8(5), uint8(1))
	}
	f.Fuzz(func(t *testing.T, s string, n, how uint8) {
		cells := terminal.Cells{Method: ansi.Method(how & 1), Hidden: how&2 != 0, Bidi: terminal.Bidi(how >> 2 & 1), Align: terminal.Align(how >> 3 & 1)}
		mustHold(t, "fuzz", cells, s, int(n%60)+1)
	})
}
