package review

import (
	"dramaport/review/keymap"
	"dramaport/review/paint"
)

// list draws the lines around the current one.
func (m *Model) list(w, h int) []string {
	m.lines.scroll(h)
	if len(m.lines.shown) == 0 {
		return paint.Fill([]string{m.paint.Line(m.empty(), w, m.paint.Look.Faint)}, w, h)
	}
	c := paint.NewColumns(w, len(m.markets()) > 1)
	from, to := m.lines.cur, m.lines.cur
	if m.lines.anchor >= 0 {
		from, to = min(m.lines.anchor, m.lines.cur), max(m.lines.anchor, m.lines.cur)
	}
	drawn := make([]string, 0, h)
	for i := m.lines.top; i < min(m.lines.top+h, len(m.lines.shown)); i++ {
		s, r := m.lines.at(i)
		drawn = append(drawn, m.paint.Row(c, s, r, i == m.lines.cur, i >= from && i <= to))
	}
	return paint.Fill(drawn, w, h)
}

// empty says why no line is shown.
func (m *Model) empty() string {
	switch {
	case m.busy():
		return "reading …"
	case m.filter.text != "":
		return "the filter keeps no line; " + m.o.Keys.Name(keymap.ActionClearFilter) + " shows all"
	}
	return "the season has no lines"
}
