package review

import (
	"fmt"
	"strings"

	"dramaport/internal/terminal"
	"dramaport/review/paint"

	tea "charm.land/bubbletea/v2"
)

// sideBySide is from how many columns on two texts stand beside each other.
const sideBySide = 100

func (c *compare) draw(m *Model, w, h int) ([]string, *tea.Cursor) {
	head := []string{m.paint.Rule(fmt.Sprintf("Compare %s %s  %d of %d", c.row.Ref(), c.sheet.Market.Name, c.at+1, len(c.others)), w)}
	head = append(head, m.paint.Source(&c.sheet, &c.row, w)...)
	body := c.sides(m, w)
	foot := m.paint.Cells.Wrap(c.keys(), w)
	room := max(h-len(head)-len(foot)-1, 1)
	c.top = max(0, min(c.top, len(body)-room))
	drawn := append(head, body[c.top:min(c.top+room, len(body))]...)
	drawn = paint.Fill(drawn, w, max(h-len(foot), 1))
	for _, line := range foot {
		drawn = append(drawn, m.paint.Line(line, w, m.paint.Look.Faint))
	}
	return drawn, nil
}

func (c *compare) keys() string {
	keys := "l leaves the left  r takes the right  a takes and approves  e edits it  Esc leaves"
	if c.acceptLeft != nil {
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
	old, new := m.paint.MarksBetween(&c.sheet, c.left.row, right.row)
	if w < sideBySide {
		return append(c.one(m, c.left, old, w), c.one(m, right, new, w)...)
	}
	half := (w - 1) / 2
	a, b := c.one(m, c.left, old, half), c.one(m, right, new, w-1-half)
	n := max(len(a), len(b))
	a, b = paint.Fill(a, half, n), paint.Fill(b, w-1-half, n)
	bar := m.paint.Line("│", 1, m.paint.Look.Faint)
	for i := range a {
		a[i] += bar + b[i]
	}
	return a
}

// one is a candidate: where it is from, its text as it will break on the phone
// with what differs marked, its figures, findings and terms.
func (c *compare) one(m *Model, o candidate, marks [][]terminal.Mark, w int) []string {
	r := o.row
	style := m.paint.Look.Strong
	if o.refused {
		style = m.paint.Look.Bad
	}
	drawn := []string{m.paint.Rule("", w), m.paint.Line(o.title, w, style)}
	for _, d := range o.findings {
		if o.refused {
			drawn = append(drawn, m.paint.Wrap(string(d.Rule)+": "+d.Message, w, m.paint.Look.Bad)...)
		}
	}
	if strings.TrimSpace(o.text) == "" {
		return append(drawn, m.paint.Line("(no text)", w, m.paint.Look.Faint))
	}
	for i, line := range c.sheet.Break(r) {
		drawn = append(drawn, m.paint.Text(line, w, append(m.paint.Doubted(&c.sheet, &r, line), marks[i]...))...)
	}
	drawn = append(drawn, m.paint.Figures(&c.sheet, &r, w)...)
	drawn = append(drawn, m.paint.Findings(&r, w)...)
	return append(drawn, m.paint.Terms(&c.sheet, &r, w)...)
}
