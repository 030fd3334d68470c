package review

import (
	"dramaport/review/keymap"

	tea "charm.land/bubbletea/v2"
)

// detail draws all that is known of the current line.
func (m *Model) detail(w, h int) []string {
	s, r, ok := m.lines.Current()
	if !ok {
		return nil
	}
	drawn := m.paint.Head(s, r, w)
	drawn = append(drawn, m.paint.Source(s, r, w)...)
	drawn = append(drawn, m.paint.Target(s, r, w)...)
	drawn = append(drawn, m.paint.Findings(r, w)...)
	drawn = append(drawn, m.lineSound.draw(m.paint, r, w)...)
	drawn = append(drawn, m.paint.Terms(s, r, w)...)
	if m.season.Memory != nil {
		drawn = append(drawn, m.details.memory.draw(m.paint, m.o.Keys.Name(keymap.ActionMatch), r, w)...)
	}
	drawn = append(drawn, m.paint.Comments(r, w)...)
	drawn = append(drawn, m.details.draw(m.paint, r, w)...)
	m.offset = max(0, min(m.offset, len(drawn)-h))
	drawn = drawn[m.offset:]
	if len(drawn) > h && h > 1 {
		drawn[h-1] = m.paint.Rule("More: "+m.o.Keys.Name(keymap.ActionScrollDown), w)
	}
	return drawn
}

// scroll shows more of the current line, half a screen further down or up.
func (m *Model) scroll(step int) tea.Cmd {
	if m.width < wide && !m.zoomed {
		m.tell("%s shows the line alone, which %s and %s scroll", m.o.Keys.Name(keymap.ActionZoom), m.o.Keys.Name(keymap.ActionScrollDown), m.o.Keys.Name(keymap.ActionScrollUp))
		return nil
	}
	m.offset += step * max(m.page()/2, 1)
	return nil
}
