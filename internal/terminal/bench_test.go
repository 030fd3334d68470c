package terminal_test

import (
	"strings"
	"testing"

	"dramaport/internal/terminal"
)

// cellTexts are the texts of a list's cells, about as wide as a pane of 120 columns.
func cellTexts() map[string]string {
	return map[string]string{
		"ASCII":      "Don't you dare walk away from me, I am your wife!",
		"Chinese":    "你以为离开我你就能过上好日子吗？做梦去吧！",
		"Thai":       "น้ำตาของเธอทำให้ฉันเจ็บปวดใจ",
		"Arabic":     "لا تجرؤ على الابتعاد عني، أنا زوجتك!",
		"Vietnamese": "Anh không được rời xa em, em là vợ của anh!",
		"hostile":    "\x1b]0;x\x07 and \u202e the rest of a line",
	}
}

func BenchmarkFit(b *testing.B) {
	for name, s := range cellTexts() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = terminal.Cells{}.Fit(s, 40)
			}
		})
	}
}

func BenchmarkLine(b *testing.B) {
	for name, s := range cellTexts() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = terminal.Cells{}.Line(s, 60)
			}
		})
	}
}

func BenchmarkPaint(b *testing.B) {
	marks := []terminal.Mark{{From: 6, To: 18, Style: terminal.Style{Reverse: true}}}
	for name, s := range cellTexts() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = terminal.Cells{}.Paint(s, 60, terminal.Style{Bold: true}, marks)
			}
		})
	}
}

func BenchmarkWrap(b *testing.B) {
	for name, s := range cellTexts() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = terminal.Cells{}.Wrap(s, 20)
			}
		})
	}
}

func BenchmarkDiff(b *testing.B) {
	old := cellTexts()["ASCII"]
	now := strings.ReplaceAll(old, "walk", "run")
	b.ReportAllocs()
	for b.Loop() {
		_ = terminal.Diff(old, now)
	}
}
