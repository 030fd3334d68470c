package review

import (
	"time"

	"dramaport/review/paint"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// lineDetails are what is read of a line once the reviewer rests on it.
type lineDetails struct {
	// at and version are what it was read for.
	at      season.Place
	version int64
	history []season.Revision
	memory  memory
	// generation counts the lines rested on, so that only the last one is read.
	generation int
	// stale says that it is to be read again.
	stale bool
}

// restTime is how long the reviewer stays on a line before more of it is read.
const restTime = 60 * time.Millisecond

// readDetailsLater reads more of the current line, once the reviewer rests on it.
func (m *Model) readDetailsLater() tea.Cmd {
	_, r, ok := m.lines.Current()
	if !ok || !m.details.stale && m.details.at == r.Translation.Place() && m.details.version == r.Translation.Version {
		return nil
	}
	m.details.generation++
	generation := m.details.generation
	return m.o.After(restTime, func(time.Time) tea.Msg {
		return apply(func(m *Model) tea.Cmd {
			if generation != m.details.generation {
				return nil
			}
			return m.readDetails()
		})
	})
}

// readDetails reads the current line's history, and what can be heard of it.
func (m *Model) readDetails() tea.Cmd {
	_, r, ok := m.lines.Current()
	if !ok {
		return nil
	}
	m.details.stale = false
	place, version, history, ctx := r.Translation.Place(), r.Translation.Version, m.season.History, m.ctx
	return tea.Batch(m.readMemory(), m.readSound(), func() tea.Msg {
		changes, err := history.History(ctx, place.Market, place.Episode, place.Key)
		return apply(func(m *Model) tea.Cmd {
			if err != nil {
				m.fail(err)
				return nil
			}
			m.details.at, m.details.version, m.details.history = place, version, changes
			return nil
		})
	})
}

// draw is what was read of the line beside: its last changes.
func (d lineDetails) draw(p paint.Painter, r *stage.Row, w int) []string {
	if d.at != r.Translation.Place() || len(d.history) == 0 {
		return nil
	}
	drawn := []string{p.Rule("History", w)}
	for i := len(d.history) - 1; i >= max(0, len(d.history)-3); i-- {
		drawn = append(drawn, p.Change(d.history[i], w)...)
	}
	return drawn
}
