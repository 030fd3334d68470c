package review

import (
	"fmt"
	"strings"

	"dramaport/internal/terminal"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// sideBySide is from how many columns on two texts stand beside each other.
const sideBySide = 100

func (c *compare) draw(m *Model, w, h int) ([]string, *tea.Cursor) {
	head := []string{m.rule(fmt.Sprintf("Compare %s %s  %d of %d", c.row.Ref(), c.sheet.Market.Name, c.at+1, len(c.others)), w)}
	head = append(head, m.sourceOf(&c.sheet, &c.row, w)...)
	body := c.sides(m, w)
	foot := m.cells.Wrap(c.keys(), w)
	room := max(h-len(head)-len(foot)-1, 1)
	c.top = max(0, min(c.top, len(body)-room))
	drawn := append(head, body[c.top:min(c.top+room, len(body))]...)
	drawn = m.full(drawn, w, max(h-len(foot), 1))
	for _, line := range foot {
		drawn = append(drawn, m.paint(line, w, m.look.Faint))
	}
	return drawn, nil
}

func (c *compare) keys() string {
	keys := "l leaves the left  r takes the right  a takes and approves  e edits it  Esc leaves"
	if c.takeLeft != nil {
		keys = "l keeps theirs  r keeps yours  e edits yours further  Esc back"
	}
	if len(c.others) > 1 {
		keys = "n next candidate  " + keys
	}
	return keys
}

// sides are both texts, beside each other where there is room.
func (c *compare) sides(m *Model, w int) []string {
	right := c.right()
	old, new := marksBetween(m, &c.sheet, c.left.row, right.row)
	if w < sideBySide {
		return append(c.one(m, c.left, old, w), c.one(m, right, new, w)...)
	}
	half := (w - 1) / 2
	a, b := c.one(m, c.left, old, half), c.one(m, right, new, w-1-half)
	n := max(len(a), len(b))
	a, b = m.full(a, half, n), m.full(b, w-1-half, n)
	bar := m.paint("│", 1, m.look.Faint)
	for i := range a {
		a[i] += bar + b[i]
	}
	return a
}

// one is a candidate: where it is from, its text as it will break on the phone
// with what differs marked, its figures, findings and terms.
func (c *compare) one(m *Model, o candidate, marks [][]terminal.Mark, w int) []string {
	r := o.row
	style := m.look.Strong
	if o.refused {
		style = m.look.Bad
	}
	drawn := []string{m.rule("", w), m.paint(o.title, w, style)}
	for _, d := range o.findings {
		if o.refused {
			for _, line := range m.cells.Wrap(string(d.Rule)+": "+d.Message, w) {
				drawn = append(drawn, m.paint(line, w, m.look.Bad))
			}
		}
	}
	if strings.TrimSpace(o.text) == "" {
		return append(drawn, m.paint("(no text)", w, m.look.Faint))
	}
	for i, line := range c.sheet.Break(r) {
		drawn = append(drawn, m.text(line, w, append(m.doubted(&c.sheet, &r, line), marks[i]...))...)
	}
	drawn = append(drawn, m.figures(&c.sheet, &r, w)...)
	drawn = append(drawn, m.findingsOf(&r, w)...)
	return append(drawn, m.termsOf(&c.sheet, &r, w)...)
}

// marksBetween marks, by the lines in which two texts will break, the words in
// which they differ.
func marksBetween(m *Model, s *stage.Sheet, old, new stage.Row) (removed, added [][]terminal.Mark) {
	a, b := s.Break(old), s.Break(new)
	from, to := 0, 0
	var gone, come []terminal.Mark
	for _, span := range terminal.Diff(strings.Join(a, " "), strings.Join(b, " ")) {
		n := len(span.Text)
		blank := strings.TrimSpace(span.Text) == ""
		if span.Kind == terminal.Removed && !blank {
			gone = append(gone, terminal.Mark{From: from, To: from + n, Style: m.look.Removed})
		}
		if span.Kind == terminal.Added && !blank {
			come = append(come, terminal.Mark{From: to, To: to + n, Style: m.look.Added})
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
