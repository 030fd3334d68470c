package review

import (
	"time"

	"dramaport/internal/terminal"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// side is what is read of a line once the reviewer rests on it.
type side struct {
	// at and version are what it was read for.
	at      season.Place
	version int64
	history []season.Revision
	memory  memory
	// turn counts the lines rested on, so that only the last one is read.
	turn int
	// stale says that it is to be read again.
	stale bool
}

// rest is how long the reviewer stays on a line before more of it is read.
const rest = 60 * time.Millisecond

// readRested reads more of the current line, once the reviewer rests on it.
func (m *Model) readRested() tea.Cmd {
	_, r, ok := m.lines.current()
	if !ok || !m.side.stale && m.side.at == r.Translation.Place() && m.side.version == r.Translation.Version {
		return nil
	}
	m.side.turn++
	turn := m.side.turn
	return m.o.After(rest, func(time.Time) tea.Msg {
		return apply(func(m *Model) tea.Cmd {
			if turn != m.side.turn {
				return nil
			}
			return m.readAside()
		})
	})
}

// readAside reads the current line's history, and what can be heard of it.
func (m *Model) readAside() tea.Cmd {
	_, r, ok := m.lines.current()
	if !ok {
		return nil
	}
	m.side.stale = false
	place, version, past, ctx := r.Translation.Place(), r.Translation.Version, m.season.History, m.ctx
	return tea.Batch(m.recall(), m.listen(), func() tea.Msg {
		changes, err := past.History(ctx, place.Market, place.Episode, place.Key)
		return apply(func(m *Model) tea.Cmd {
			if err != nil {
				m.fail(err)
				return nil
			}
			m.side.at, m.side.version, m.side.history = place, version, changes
			return nil
		})
	})
}

// asideOf is what was read of the line beside: its last changes.
func (m *Model) asideOf(r *stage.Row, w int) []string {
	if m.side.at != r.Translation.Place() || len(m.side.history) == 0 {
		return nil
	}
	drawn := []string{m.rule("History", w)}
	for i := len(m.side.history) - 1; i >= max(0, len(m.side.history)-3); i-- {
		drawn = append(drawn, m.change(m.side.history[i], w)...)
	}
	return drawn
}

// change is one entry of the history with what it changed, word by word.
func (m *Model) change(c season.Revision, w int) []string {
	drawn := []string{m.paint(wording.ChangeHead(c, m.o.Now()), w, m.look.Faint)}
	if c.FromText == c.Text {
		return drawn
	}
	return append(drawn, m.compared(c.FromText, c.Text, w)...)
}

// compared is a text with what was added to another and taken from it marked.
func (m *Model) compared(old, text string, w int) []string {
	joined := ""
	var marks []terminal.Mark
	for _, s := range terminal.Diff(old, text) {
		from := len(joined)
		joined += m.signed(s)
		switch s.Kind {
		case terminal.Added:
			marks = append(marks, terminal.Mark{From: from, To: len(joined), Style: m.look.Added})
		case terminal.Removed:
			marks = append(marks, terminal.Mark{From: from, To: len(joined), Style: m.look.Removed})
		}
	}
	return m.text(joined, w, marks)
}

// signed is a part of a comparison as it is written: where no colour tells
// what was added and what was taken away, signs do, as in git's word diff.
func (m *Model) signed(s terminal.Span) string {
	if m.look.Added.Foreground != terminal.Default || s.Text == "" {
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
