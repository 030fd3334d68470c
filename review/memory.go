package review

import (
	"fmt"
	"strconv"

	"dramaport/review/paint"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// memory is what the market's memory has for the line rested on.
type memory struct {
	// at is the line it was asked for.
	at      season.Place
	matches []stage.Match
	// answered says that the memory has been read; broken that it cannot be,
	// which is told once.
	answered, broken bool
}

// mostMatches is how many entries of the memory are shown. Source:
// docs/sources.md E (Trados and OmegaT show 5).
const mostMatches = 5

// idleOn reports that the reviewer is on a line with nothing laid over it, so
// that something may be opened without taking keys meant for something else.
func (m *Model) idleOn(p season.Place) bool {
	here, ok := m.lines.Place()
	return ok && here == p && len(m.layers) == 0 && !m.acting
}

// readMemory asks the memory for the current line.
func (m *Model) readMemory() tea.Cmd {
	s, i, ok := m.lines.Own()
	if !ok || m.season.Memory == nil || m.details.memory.broken {
		return nil
	}
	place, memory, ctx := s.Rows[i].Translation.Place(), m.season.Memory, m.ctx
	return func() tea.Msg {
		matches, err := memory.Matches(ctx, s, i, mostMatches)
		return apply(func(m *Model) tea.Cmd {
			if err != nil {
				m.details.memory.broken = true
				m.fail(err)
				return nil
			}
			m.details.memory.answered = true
			if here, ok := m.lines.Place(); ok && here == place {
				m.details.memory.at, m.details.memory.matches = place, matches
			}
			return nil
		})
	}
}

// draw are the memory's matches for the current line: how alike, where
// from, what differs in the source, and the text.
func (k memory) draw(p paint.Painter, compare string, r *stage.Row, w int) []string {
	switch {
	case k.broken:
		return nil
	case !k.answered:
		return []string{p.Rule("Memory", w), p.Line("being read …", w, p.Look.Faint)}
	case len(k.of(r)) == 0:
		return nil
	}
	drawn := []string{p.Rule("Memory ("+compare+" compares)", w)}
	for n, h := range k.matches {
		drawn = append(drawn, p.Cells.PaintLines(fmt.Sprintf("%d  %d %%  %s", n+1, h.Percent, wording.MatchOrigin(h)), w, p.Look.Faint, nil)...)
		if h.Source != r.From {
			drawn = append(drawn, p.Compared(h.Source, r.From, w)...)
		}
		drawn = append(drawn, p.Text(h.Text, w, p.Hits(h.Text))...)
	}
	return drawn
}

// of are the matches that were read for a line; none if they were not.
func (k memory) of(r *stage.Row) []stage.Match {
	if k.at != r.Translation.Place() {
		return nil
	}
	return k.matches
}

// match compares the line with a match of the memory.
func (m *Model) match(arg string) tea.Cmd {
	n := 1
	if arg != "" {
		var err error
		if n, err = strconv.Atoi(arg); err != nil || n < 1 {
			m.tell("match takes a number, as the detail shows them")
			return nil
		}
	}
	if m.season.Memory == nil {
		m.tell("this review has no memory")
		return nil
	}
	return m.compareWith(n)
}
