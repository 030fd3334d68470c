package review

import (
	"fmt"

	"dramaport/review/keymap"
	"dramaport/review/wording"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// rerecord asks whether to record another take, with what it costs.
func (m *Model) rerecord() tea.Cmd {
	s, r, ok := m.lines.OwnRow()
	switch {
	case m.season.Recorder == nil:
		m.tell("nothing can be recorded here")
		return nil
	case !ok:
		m.tell("no line is shown")
		return nil
	case m.recording != "":
		m.tell("a take of %s is being recorded; wait for it", m.recording)
		return nil
	}
	// What is typed before the question is seen does not answer it.
	m.acting = true
	recorder := m.season.Recorder
	return func() tea.Msg {
		quote, err := recorder.Quote(s, r)
		return apply(func(m *Model) tea.Cmd {
			m.acting = false
			if err != nil {
				m.fail(err)
				return nil
			}
			m.dropQueued()
			m.layers.open(&question{text: fmt.Sprintf("Record take %d of %s [%s] by %s: %s, %s?", quote.Take, r.Ref(), s.Market.Name,
				quote.Voice, wording.Count(int(quote.Characters), "character"), quote.cost()),
				yes: func(m *Model) tea.Cmd { return m.record(s, r) }})
			return nil
		})
	}
}

// record records another take beside the screen.
func (m *Model) record(s stage.Sheet, r stage.Row) tea.Cmd {
	name := fmt.Sprintf("%s [%s]", r.Ref(), s.Market.Name)
	m.recording = name
	recorder, ctx := m.season.Recorder, m.ctx
	return func() tea.Msg {
		made, err := recorder.Record(ctx, s, r)
		return apply(func(m *Model) tea.Cmd {
			m.recording = ""
			if err != nil {
				m.fail(err)
				return nil
			}
			m.tell("recorded take %d of %s by %s, %s; %s plays and picks it", made.Take, name, made.Voice, made.cost(), m.o.Keys.Name(keymap.ActionTakes))
			return m.readTakes(false)
		})
	}
}

// cost is what a take costs, in words.
func (q Retake) cost() string {
	if q.Unpriced != "" {
		return "cost unknown (no price under " + q.Unpriced + ")"
	}
	return fmt.Sprintf("cost %.4f", q.Cost)
}
