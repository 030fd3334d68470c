package review

import (
	"fmt"

	"dramaport/review/keymap"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// requests is what translators were asked again in this review.
type requests struct {
	running int
	// pending are the lines that an answer is to come for.
	pending map[season.Place]bool
	// answers are what came, the latest first.
	answers map[season.Place][]candidate
}

// askAgain asks the translator again for the current line, after a hint and what
// it would cost.
func (m *Model) askAgain(hint string) tea.Cmd {
	place, ok := m.lines.Place()
	switch {
	case !ok:
		m.tell("no line is shown")
	case m.season.Asker == nil:
		m.tell("this review has no translator to ask")
	case m.requests.pending[place]:
		m.tell("this line is being asked for already")
	case hint != "":
		return m.quote(hint)
	default:
		m.layers.open(newPrompt("Hint for the translator: ", "", (*Model).quote))
	}
	return nil
}

// quote says what asking would take and lets the reviewer decide.
func (m *Model) quote(hint string) tea.Cmd {
	s, i, ok := m.lines.Own()
	if !ok {
		return nil
	}
	m.tell("reckoning what it takes …")
	row, asker, ctx := s.Rows[i], m.season.Asker, m.ctx
	return func() tea.Msg {
		q, err := asker.Quote(ctx, s, i, hint)
		return apply(func(m *Model) tea.Cmd {
			switch {
			case err != nil:
				m.fail(err)
			case !m.idleOn(row.Translation.Place()):
				m.tell("%s was left before it was asked for: nothing was asked", row.Ref())
			default:
				m.message = message{}
				m.layers.open(&question{text: fmt.Sprintf("Ask %s about %s: %s?", q.Engine, row.Ref(), q.words()),
					yes: func(m *Model) tea.Cmd { return m.sendRequest(s, i, hint, q.Engine) }})
			}
			return nil
		})
	}
}

// words is a quote as the reviewer is told.
func (q Quote) words() string {
	text := fmt.Sprintf("~%d tokens in, %d out", q.InputTokens, q.OutputTokens)
	if q.ByCharacter {
		text = fmt.Sprintf("%d characters", q.Characters)
	}
	switch {
	case q.Unpriced:
		return text + ", no price is set"
	case q.Left >= 0:
		return fmt.Sprintf("%s, cost %.4f of %.4f left", text, q.Cost, q.Left)
	}
	return fmt.Sprintf("%s, cost %.4f", text, q.Cost)
}

// sendRequest asks beside the screen, and offers the answer.
func (m *Model) sendRequest(s stage.Sheet, i int, hint, engine string) tea.Cmd {
	row, asker, ctx := s.Rows[i], m.season.Asker, m.ctx
	place := row.Translation.Place()
	if m.requests.pending == nil {
		m.requests.pending, m.requests.answers = map[season.Place]bool{}, map[season.Place][]candidate{}
	}
	m.requests.pending[place] = true
	m.requests.running++
	m.tell("asking %s about %s …", engine, row.Ref())
	return func() tea.Msg {
		p, used, err := asker.Ask(ctx, s, i, hint)
		return apply(func(m *Model) tea.Cmd {
			m.requests.running--
			delete(m.requests.pending, place)
			if err != nil {
				m.fail(err)
			}
			if err != nil && p.Text == "" {
				return nil
			}
			return m.answerArrived(row, p, used)
		})
	}
}

// answerArrived keeps an answer as a candidate, and opens it where the reviewer is
// still on its line.
func (m *Model) answerArrived(r stage.Row, p stage.Proposal, used season.Usage) tea.Cmd {
	c := candidate{title: p.Engine + "'s answer", text: p.Text, origin: season.FromMachine, engine: p.Engine, findings: p.Findings}
	if !p.Accepted {
		c.title, c.refused = c.title+", not accepted", true
	}
	m.requests.answers[p.Place] = append([]candidate{c}, m.requests.answers[p.Place]...)
	if !m.message.bad {
		m.tell("%s answered for %s: %s", p.Engine, r.Ref(), wording.Spent(used))
	}
	if m.idleOn(p.Place) {
		return m.compareWith(0)
	}
	if !m.message.bad {
		m.tell("%s answered for %s: %s there compares", p.Engine, r.Ref(), m.o.Keys.Name(keymap.ActionCompare))
	}
	return nil
}

// quit leaves, after a question while an answer is still to come.
func (m *Model) quit() tea.Cmd {
	if m.requests.running == 0 {
		return tea.Quit
	}
	m.layers.open(&question{text: "An answer that may be paid for is still to come. Leave?", leaving: true,
		yes: func(*Model) tea.Cmd { return tea.Quit }})
	return nil
}
