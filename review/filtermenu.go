package review

import (
	"fmt"

	"dramaport/review/filter"
	"dramaport/review/paint"

	tea "charm.land/bubbletea/v2"
)

// filterMenu offers the filters that are used most, and a line to write one.
type filterMenu struct {
	choices []choice
	at      int
}

type choice struct{ key, filter, help string }

func newFilterMenu(m *Model) *filterMenu {
	f := &filterMenu{choices: []choice{
		{"o", "state:open", "not approved as it stands"},
		{"e", "finding:error", "with a finding that blocks delivery"},
		{"d", "finding:error,warning", "with any doubt"},
		{"x", "state:needs_work", "sent back"},
		{"s", "state:stale", "decided on what has changed since"},
		{"u", "state:untranslated", "without a text"},
		{"m", "state:machine", "as the machine proposed"},
		{"c", "comment:open", "with an open comment"},
		{"i", "mine", "decided by or assigned to me"},
		{"t", "since:1d", "changed within a day"},
	}}
	if s, r, ok := m.lines.Current(); ok {
		f.choices = append(f.choices, choice{"p", "episode:" + string(s.Episode), "this episode"})
		if r.Speaker != "" {
			f.choices = append(f.choices, choice{"w", "speaker:" + filter.Quoted(r.Speaker), "this speaker"})
		}
		for _, d := range r.Findings[:min(1, len(r.Findings))] {
			f.choices = append(f.choices, choice{"r", "finding:" + string(d.Rule), "this finding's rule"})
		}
	}
	return f
}

func (f *filterMenu) area() area { return pane }

func (f *filterMenu) press(m *Model, msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch k := key.String(); k {
	case "esc", "q", "ctrl+c":
		m.layers.close()
	case "down", "j":
		f.at = (f.at + 1) % len(f.choices)
	case "up", "k":
		f.at = (f.at + len(f.choices) - 1) % len(f.choices)
	case "enter":
		m.layers.close()
		return m.setFilter(f.choices[f.at].filter)
	case "f", "/", ":":
		m.layers.close()
		return m.writeFilter()
	case "F":
		m.layers.close()
		return m.setFilter("")
	default:
		for _, c := range f.choices {
			if c.key == k {
				m.layers.close()
				return m.setFilter(c.filter)
			}
		}
	}
	return nil
}

// writeFilter asks for a filter in words.
func (m *Model) writeFilter() tea.Cmd {
	p := newPrompt("Filter: ", m.filter.String(), func(m *Model, text string) tea.Cmd { return m.setFilter(text) })
	p.complete = func(m *Model, line string) []string {
		return filter.Complete(line, filter.Words(m.lines.Speakers(), m.season.Episodes, m.loading.markets))
	}
	m.layers.open(p)
	return nil
}

func (f *filterMenu) draw(m *Model, w, h int) ([]string, *tea.Cursor) {
	room := max(h-3, 1)
	top := max(0, min(f.at-room/2, len(f.choices)-room))
	drawn := []string{m.paint.Rule("Show only", w)}
	for i := top; i < min(top+room, len(f.choices)); i++ {
		c := f.choices[i]
		style := m.paint.Look.Plain
		if i == f.at {
			style.Reverse = true
		}
		drawn = append(drawn, m.paint.Line(fmt.Sprintf(" %s  %s %s", c.key, m.paint.Cells.Fit(c.filter, 24), c.help), w, style))
	}
	drawn = append(drawn, m.paint.Rule("", w), m.paint.Line("f writes a filter  F shows all  Esc leaves", w, m.paint.Look.Faint))
	return paint.Cut(drawn, h), nil
}
