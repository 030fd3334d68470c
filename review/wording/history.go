package wording

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"dramaport/internal/terminal"
	"dramaport/season"
)

// ChangeHead says who made a change, when, what state it left, and why.
func ChangeHead(c season.Revision, now time.Time) string {
	head := fmt.Sprintf("%s, %s: %s", cmp.Or(c.By, c.Engine, "a machine"), Ago(now, c.At), State(c.State))
	if strings.HasPrefix(c.Label, "undo: ") || strings.HasPrefix(c.Label, "redo: ") {
		head += " (" + c.Label + ")"
	}
	if c.Note != "" {
		head += ": " + c.Note
	}
	return head
}

// Change is an entry of a line's history with what was added and taken
// away, word by word.
func Change(c season.Revision, now time.Time) string {
	said := ChangeHead(c, now)
	switch added, removed := wordsChanged(c.FromText, c.Text); {
	case c.FromText == c.Text:
		return said + "; text unchanged: " + OneLine(c.Text)
	case c.FromText == "":
		return said + "; text: " + OneLine(c.Text)
	default:
		for _, what := range [][2]string{{"added", added}, {"taken away", removed}} {
			if what[1] != "" {
				said += "; " + what[0] + ": " + what[1]
			}
		}
		return said + "; text then: " + OneLine(c.Text)
	}
}

// wordsChanged are the words that a text has more than an older one, and those
// that it has no longer.
func wordsChanged(old, text string) (added, removed string) {
	var more, less []string
	for _, s := range terminal.Diff(old, text) {
		words := strings.TrimSpace(OneLine(s.Text))
		switch {
		case words == "":
		case s.Kind == terminal.Added:
			more = append(more, words)
		case s.Kind == terminal.Removed:
			less = append(less, words)
		}
	}
	return strings.Join(more, ", "), strings.Join(less, ", ")
}
