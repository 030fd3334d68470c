package review

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// searchFor looks for a text as it is typed: the reviewer is taken to the
// first match, and back if the search is abandoned.
func (m *Model) searchFor(arg string) tea.Cmd {
	if arg != "" {
		m.paint.Search = arg
		m.nextMatch(1)
		return m.moved()
	}
	from, before := m.lines.Index(), m.paint.Search
	p := newPrompt("/", "", func(m *Model, text string) tea.Cmd {
		m.paint.Search = text
		return m.moved()
	})
	p.changed = func(m *Model, text string) {
		m.lines.To(from)
		m.paint.Search = text
		m.firstMatch()
	}
	p.abandoned = func(m *Model) {
		m.lines.To(from)
		m.paint.Search = before
	}
	m.layers.open(p)
	return nil
}

// firstMatch goes to the first match from the current line on.
func (m *Model) firstMatch() {
	if m.paint.Search == "" {
		return
	}
	if m.lines.Holds(strings.ToLower(m.paint.Search)) {
		m.lost.sought(m.paint.Search, true)
		return
	}
	m.nextMatch(1)
}

// nextMatch goes to the next match, or to the one before.
func (m *Model) nextMatch(step int) {
	if m.paint.Search == "" {
		m.tell("nothing is being searched for; / begins")
		return
	}
	ok := m.lines.SeekText(step, strings.ToLower(m.paint.Search))
	if m.lost.sought(m.paint.Search, ok); !ok {
		m.tell("%q is in none of the lines shown", m.paint.Search)
	}
}
