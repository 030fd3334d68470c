package paint

import (
	"strings"

	"dramaport/internal/terminal"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/stage"
)

// Compared is a text with what was added to another and taken from it marked.
func (p Painter) Compared(old, text string, w int) []string {
	joined := ""
	var marks []terminal.Mark
	for _, s := range terminal.Diff(old, text) {
		from := len(joined)
		joined += p.signed(s)
		switch s.Kind {
		case terminal.Added:
			marks = append(marks, terminal.Mark{From: from, To: len(joined), Style: p.Look.Added})
		case terminal.Removed:
			marks = append(marks, terminal.Mark{From: from, To: len(joined), Style: p.Look.Removed})
		}
	}
	return p.Text(joined, w, marks)
}

// signed is a part of a comparison as it is written: where no colour tells
// what was added and what was taken away, signs do, as in git's word diff.
func (p Painter) signed(s terminal.Span) string {
	if p.Look.Added.Foreground != terminal.Default || s.Text == "" {
		return s.Text
	}
	switch s.Kind {
	case terminal.Added:
		return "{+" + s.Text + "+}"
	case terminal.Removed:
		return "[-" + s.Text + "-]"
	}
	return s.Text
}

// Change is one entry of the history with what it changed, word by word.
func (p Painter) Change(c season.Revision, w int) []string {
	drawn := []string{p.Line(wording.ChangeHead(c, p.Now()), w, p.Look.Faint)}
	if c.FromText == c.Text {
		return drawn
	}
	return append(drawn, p.Compared(c.FromText, c.Text, w)...)
}

// Side is one of two compared texts, with what only it has marked.
type Side struct {
	Sign, Text string
	Marks      []terminal.Mark
}

// Sides are an old and a new text with the words marked that differ; a text
// that is not there is left out.
func (p Painter) Sides(old, text string) []Side {
	removed, added := Side{Sign: "-", Text: old}, Side{Sign: "+", Text: text}
	was, is := 0, 0
	for _, s := range terminal.Diff(old, text) {
		n := len(s.Text)
		switch s.Kind {
		case terminal.Removed:
			removed.Marks = append(removed.Marks, terminal.Mark{From: was, To: was + n, Style: p.Look.Removed})
			was += n
		case terminal.Added:
			added.Marks = append(added.Marks, terminal.Mark{From: is, To: is + n, Style: p.Look.Added})
			is += n
		default:
			was, is = was+n, is+n
		}
	}
	if old == "" {
		return []Side{added}
	}
	return []Side{removed, added}
}

// MarksBetween marks, by the lines in which two texts will break, the words in
// which they differ.
func (p Painter) MarksBetween(s *stage.Sheet, old, new stage.Row) (removed, added [][]terminal.Mark) {
	a, b := s.Break(old), s.Break(new)
	from, to := 0, 0
	var gone, come []terminal.Mark
	for _, span := range terminal.Diff(strings.Join(a, " "), strings.Join(b, " ")) {
		n := len(span.Text)
		blank := strings.TrimSpace(span.Text) == ""
		if span.Kind == terminal.Removed && !blank {
			gone = append(gone, terminal.Mark{From: from, To: from + n, Style: p.Look.Removed})
		}
		if span.Kind == terminal.Added && !blank {
			come = append(come, terminal.Mark{From: to, To: to + n, Style: p.Look.Added})
		}
		if span.Kind != terminal.Added {
			from += n
		}
		if span.Kind != terminal.Removed {
			to += n
		}
	}
	return perLine(a, gone), perLine(b, come)
}

// perLine gives each line its part of the marks over all of them, which are
// joined by one byte.
func perLine(lines []string, marks []terminal.Mark) [][]terminal.Mark {
	of := make([][]terminal.Mark, len(lines))
	at := 0
	for i, line := range lines {
		for _, k := range marks {
			k.From, k.To = max(k.From-at, 0), min(k.To-at, len(line))
			if k.From < k.To {
				of[i] = append(of[i], k)
			}
		}
		at += len(line) + 1
	}
	return of
}
