package review

import (
	"time"

	"dramaport/review/paint"
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
	_, r, ok := m.lines.Current()
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
	_, r, ok := m.lines.Current()
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

// draw is what was read of the line beside: its last changes.
func (d side) draw(p paint.Painter, r *stage.Row, w int) []string {
	if d.at != r.Translation.Place() || len(d.history) == 0 {
		return nil
	}
	drawn := []string{p.Rule("History", w)}
	for i := len(d.history) - 1; i >= max(0, len(d.history)-3); i-- {
		drawn = append(drawn, p.Change(d.history[i], w)...)
	}
	return drawn
}
