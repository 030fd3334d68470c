package review_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dramaport/review"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

func updateGolden() bool { return flag.Lookup("update").Value.String() == "true" }

var _ = flag.Bool("update", false, "write the golden screens anew")

// views are what the golden screens show, each from a season just opened.
func views() []struct {
	name  string
	reach func(*screen, *fake)
} {
	return []struct {
		name  string
		reach func(*screen, *fake)
	}{
		{"list", func(*screen, *fake) {}},
		{"line", func(s *screen, _ *fake) { s.press("enter") }},
		{"edit", func(s *screen, _ *fake) { s.press("e").write(" ?!") }},
		{"filter", func(s *screen, _ *fake) { s.press("f", "j") }},
		{"help", func(s *screen, _ *fake) { s.press("?") }},
		{"clash", func(s *screen, f *fake) {
			r := &f.sheets[0].Rows[0]
			theirs := r.Translation
			theirs.Text = f.sheets[0].Rows[2].Translation.Text
			f.set(r, theirs, "Ben")
			s.press("a")
		}},
		{"search", func(s *screen, f *fake) {
			s.press("/").write(string([]rune(f.sheets[0].Rows[1].Translation.Text)[:2]))
		}},
		{"hidden", func(s *screen, _ *fake) { s.press("H", "G", "enter") }},
	}
}

// TestGoldenScreens draws every view of a season in every script into cells,
// as a terminal does, and compares it with the files in testdata/golden
// (go test ./review -update writes them). A line of "^" under a row marks what
// is underlined: hits, places of findings, what was added.
func TestGoldenScreens(t *testing.T) {
	for _, w := range writings() {
		for _, size := range [][2]int{{80, 24}, {120, 40}} {
			name := fmt.Sprintf("%s-%dx%d", w.name, size[0], size[1])
			t.Run(name, func(t *testing.T) { compareGolden(t, name, drawnViews(t, w, size[0], size[1])) })
		}
	}
}

func drawnViews(t *testing.T, w writing, width, height int) string {
	t.Helper()
	var b strings.Builder
	for _, v := range views() {
		if v.name == "help" && w.name != "latin" {
			continue // it is the same in every season
		}
		for method, msg := range map[ansi.Method]tea.Msg{ansi.WcWidth: nil, ansi.GraphemeWidth: tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset}} {
			f := seasonIn(t, w)
			s := begin(t, f, width, height)
			s.give(msg)
			v.reach(s, f)
			for _, problem := range crooked(s.m, width, height, method) {
				t.Errorf("%s, counted by %v: %s", v.name, method, problem)
			}
			if method == ansi.WcWidth {
				fmt.Fprintf(&b, "== %s\n%s", v.name, pictured(cellsOf(s.m, width, height, method)))
			}
		}
	}
	return b.String()
}

func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name+".txt")
	if updateGolden() {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Fatalf("%s:%d differs (go test ./review -update writes it anew):\n got %q\nwant %q", path, i+1, g[min(i, len(g)-1)], w[min(i, len(w)-1)])
		}
	}
}

// cellsOf is the screen as a terminal that counts so lays it into its cells.
func cellsOf(m *review.Model, w, h int, method ansi.Method) uv.ScreenBuffer {
	buf := uv.NewScreenBuffer(w, h)
	buf.Method = method
	uv.NewStyledString(m.View().Content).Draw(buf, buf.Bounds())
	return buf
}

// crooked tells what does not stand where it should: lines that do not fill
// the screen exactly, and a border that is not in one column.
func crooked(m *review.Model, w, h int, method ansi.Method) []string {
	var problems []string
	lines := strings.Split(m.View().Content, "\n")
	if len(lines) != h {
		problems = append(problems, fmt.Sprintf("%d lines, not %d", len(lines), h))
	}
	for i, l := range lines {
		if n := method.StringWidth(l); n != w {
			problems = append(problems, fmt.Sprintf("line %d has %d cells, not %d: %q", i+1, n, w, ansi.Strip(l)))
		}
	}
	buf := cellsOf(m, w, h, method)
	for y := range h {
		if c := buf.CellAt(w-1, y); c != nil && strings.ContainsAny(c.Content, "\u2066\u2067") {
			problems = append(problems, fmt.Sprintf("line %d ends with the isolate of the next one", y+1))
		}
	}
	column := w * 11 / 24
	if w < 110 || !bordered(buf, column) {
		return problems
	}
	for y := 1; y < h-1 && !footAt(buf, y); y++ {
		for x := range w {
			if c := buf.CellAt(x, y); c != nil && strings.HasPrefix(c.Content, "│") != (x == column) {
				problems = append(problems, fmt.Sprintf("line %d, column %d: %q", y+1, x+1, c.Content))
			}
		}
	}
	return problems
}

// bordered tells whether any row has its border in the column.
func bordered(buf uv.ScreenBuffer, column int) bool {
	for y := range buf.Height() {
		if c := buf.CellAt(column, y); c != nil && strings.HasPrefix(c.Content, "│") {
			return true
		}
	}
	return false
}

// footAt tells whether a row belongs to a foot of two or three lines: it is
// near the end and has no border at all.
func footAt(buf uv.ScreenBuffer, y int) bool {
	for x := range buf.Width() {
		if c := buf.CellAt(x, y); c != nil && strings.HasPrefix(c.Content, "│") {
			return false
		}
	}
	return y >= buf.Height()-3
}

// pictured are cells as text, with a line under what is underlined. What has
// no ink is written out, so that a golden file shows it.
func pictured(buf uv.ScreenBuffer) string {
	visible := strings.NewReplacer("\u2066", "⟨LRI⟩", "\u2067", "⟨RLI⟩", "\u2069", "⟨PDI⟩", "\u200b", "⟨ZWSP⟩")
	var b strings.Builder
	for y := range buf.Height() {
		var row, under strings.Builder
		for x := range buf.Width() {
			c := buf.CellAt(x, y)
			if c == nil || c.Width == 0 {
				continue // the right half of a wide character
			}
			row.WriteString(visible.Replace(c.Content))
			sign := " "
			if c.Style.Underline != 0 {
				sign = "^"
			}
			under.WriteString(strings.Repeat(sign, c.Width))
		}
		fmt.Fprintln(&b, strings.TrimRight(row.String(), " "))
		if marks := strings.TrimRight(under.String(), " "); marks != "" {
			fmt.Fprintln(&b, marks)
		}
	}
	return b.String()
}

// TestCrookedScreensAreSeen plants the fault: a screen that counts by clusters
// in a terminal that does not.
func TestCrookedScreensAreSeen(t *testing.T) {
	for _, w := range writings() {
		if w.name != "thai" && w.name != "hindi" && w.name != "emoji" {
			continue
		}
		s := begin(t, seasonIn(t, w), 120, 40)
		s.give(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
		if len(crooked(s.m, 120, 40, ansi.WcWidth)) == 0 {
			t.Errorf("%s: nothing seems crooked", w.name)
		}
	}
}
