package review

import (
	"dramaport/review/keymap"
	"dramaport/review/paint"
)

// list draws the lines around the current one.
func (m *Model) list(w, h int) []string {
	m.lines.Scroll(h)
	if m.lines.Len() == 0 {
		return paint.Fill([]string{m.paint.Line(m.empty(), w, m.paint.Look.Faint)}, w, h)
	}
	c := paint.NewColumns(w, len(m.loading.markets) > 1)
	from, to := m.lines.Selection()
	drawn := make([]string, 0, h)
	for i := m.lines.Top(); i < min(m.lines.Top()+h, m.lines.Len()); i++ {
		s, r := m.lines.At(i)
		drawn = append(drawn, m.paint.Row(c, s, r, i == m.lines.Index(), i >= from && i <= to))
	}
	return paint.Fill(drawn, w, h)
}

// empty says why no line is shown.
func (m *Model) empty() string {
	switch {
	case m.loading.busy():
		return "reading …"
	case m.filter.String() != "":
		return "the filter keeps no line; " + m.o.Keys.Name(keymap.ActionClearFilter) + " shows all"
	}
	return "the season has no lines"
}
