package terminal_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"dramaport/internal/terminal"
)

// rows are what a list shows, one script each.
func rows() []string {
	return []string{
		"Hello, world", "替嫁千金：你好吗？我很好，谢谢你！", "น้ำตา ทำ คำ น้ำ", "ที่นี่ไม่มีใครรู้", "नमस्ते क्षत्रिय", "मैं तुमसे प्यार करता हूँ",
		"مرحبا يا صديقي!", "مَرْحَبًا", "می\u200cخواهم", "ه\u200d 1445", "👨\u200d👩\u200d👧 family", "👍🏽 🇨🇳 ❤️ ⚠️ 1️⃣", "ｶﾞｷﾞ ﾊﾟ", "か\u3099ぎ", "한국어 한글",
		"\u1112\u1161\u11ab\u1100\u1173\u11af", "Tie\u0302\u0301ng Vie\u0323\u0302t", "so\u00adft", "ze\u200bro", "\u0301mark", "क\u094d\u200dष", "CEO محمد 12",
		"\u200fשלום\u200e", "\x1b]0;evil\x07", "a\tb\rc\u202ed", "ＡＢ！\u3000", "ខ្ញុំស្រលាញ់អ្នក", "ကျွန်တော်", "தமிழ்", "ລາວ ນ້ຳ",
	}
}

// TestColumnsInTmux draws every row with a border after its text, then sets
// another border in the same column by number. Only where the text took
// exactly its cells does the second cover the first.
func TestColumnsInTmux(t *testing.T) {
	const n = 16
	mark := []terminal.Mark{{From: 3, To: 9, Style: terminal.Style{Reverse: true}}}
	for name, draw := range map[string]func(string) string{
		"Fit":      func(s string) string { return terminal.Cells{}.Fit(s, n) },
		"FitRight": func(s string) string { return terminal.Cells{}.FitRight(s, n) },
		"Line":     func(s string) string { return terminal.Cells{}.Line(s, n) },
		"right":    func(s string) string { return terminal.Cells{Align: terminal.ByScript}.Line(s, n) },
		"hidden":   func(s string) string { return terminal.Cells{Hidden: true}.Line(s, n) },
		"Paint":    func(s string) string { return terminal.Cells{}.Paint(s, n, terminal.Style{Bold: true}, mark) },
		"narrow":   func(s string) string { return terminal.Cells{}.Line(s, 5) + terminal.Cells{}.Fit(s, n-5) },
	} {
		t.Run(name, func(t *testing.T) {
			for i, row := range tmuxRows(t, n, draw) {
				if strings.Contains(row, "│") || !strings.Contains(row, "┃") {
					t.Errorf("the border is not in its column: %q as %q", rows()[i], row)
				}
			}
		})
	}
}

// TestColumnsInTmuxCanFail plants the fault: sara am counted by clusters, which
// tmux does not know.
func TestColumnsInTmuxCanFail(t *testing.T) {
	const n = 16
	shifted := 0
	for _, row := range tmuxRows(t, n, func(s string) string { return terminal.Cells{Method: ansi.GraphemeWidth}.Fit(s, n) }) {
		if strings.Contains(row, "│") {
			shifted++
		}
	}
	if shifted == 0 {
		t.Error("widths by clusters should shift the border in tmux, or the test sees nothing")
	}
}

// tmuxRows is what tmux shows of all rows.
func tmuxRows(t *testing.T, n int, draw func(string) string) []string {
	t.Helper()
	var b strings.Builder
	for _, s := range rows() {
		fmt.Fprintf(&b, "%s│\x1b[%dG┃\r\n", draw(s), n+1)
	}
	b.WriteString("(end)")
	dir := t.TempDir()
	file := filepath.Join(dir, "rows")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	// A socket's path may have 107 bytes; t.TempDir is longer on some systems.
	home, err := os.MkdirTemp("", "cells")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(home) })
	tmux := func(args ...string) string {
		cmd := exec.CommandContext(t.Context(), "tmux", append([]string{"-u", "-f", os.DevNull, "-S", filepath.Join(home, "s")}, args...)...)
		cmd.Env = append(os.Environ(), "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "TMUX=")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("tmux %s: %v: %s", args[0], err, out)
		}
		return string(out)
	}
	tmux("new-session", "-d", "-x", "60", "-y", "50", "cat '"+file+"'; sleep 60")
	defer tmux("kill-server")
	for t.Context().Err() == nil {
		if text, _, done := strings.Cut(tmux("capture-pane", "-p"), "(end)"); done {
			shown := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
			if len(shown) != len(rows()) {
				t.Fatalf("%d rows shown, want %d: %q", len(shown), len(rows()), shown)
			}
			return shown
		}
		time.Sleep(10 * time.Millisecond)
	}
	return nil
}
