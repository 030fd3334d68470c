package review

import (
	"context"
	"errors"
	"fmt"

	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// act keeps a deed. Until it is in the store, keys wait; then is what follows
// once it is kept.
func (m *Model) act(label string, d season.Deed, then func(*Model) tea.Cmd) tea.Cmd {
	m.acting = true
	book, ctx, by := m.season.Book, m.ctx, m.o.By
	return func() tea.Msg {
		_, err := book.Act(ctx, by, label, d)
		return apply(func(m *Model) tea.Cmd {
			m.acting = false
			if err != nil {
				return m.refused(label, d, then, err)
			}
			m.kept(d)
			return tea.Batch(m.renew(placesOf(d)), then(m))
		})
	}
}

// refused shows both sides where another person was faster.
func (m *Model) refused(label string, d season.Deed, then func(*Model) tea.Cmd, err error) tea.Cmd {
	var c *season.Conflict
	if !errors.As(err, &c) {
		m.fail(err)
		return nil
	}
	m.open(&clash{conflict: *c, label: label, deed: d, then: then})
	return m.renew(placesOf(d))
}

// kept shows what was decided at once; its findings follow when it is read
// again.
func (m *Model) kept(d season.Deed) {
	now := m.o.Now()
	m.lines.open = -1
	for _, t := range d.Translations {
		if s, r, ok := m.lines.find(t.Place()); ok {
			m.lines.unfold(m.lines.where[idOf(*s)])
			t.Version++
			t.By, t.At = m.o.By, now
			r.Translation = t
			r.Stale = t.Stale(r.Basis)
		}
	}
}

// placesOf are the places that a deed changes.
func placesOf(d season.Deed) []season.Place {
	var places []season.Place
	for _, t := range d.Translations {
		places = append(places, t.Place())
	}
	for _, c := range d.Comments {
		places = append(places, c.Place)
	}
	for _, a := range d.Assignments {
		places = append(places, a.Place)
	}
	return places
}

// decided are translations of the i-th lines as a decision makes them; it
// returns false for a line that it leaves alone.
func (m *Model) decided(chosen []int, decision func(*stage.Sheet, *stage.Row) (season.Translation, bool)) season.Deed {
	var d season.Deed
	for _, i := range chosen {
		s, r := m.lines.at(i)
		if t, ok := decision(s, r); ok {
			t.By, t.Basis = m.o.By, r.Basis
			d.Translations = append(d.Translations, t)
		}
	}
	return d
}

// approved is a line's translation approved as it stands; false where there
// is nothing to approve, or nothing to change.
func approved(_ *stage.Sheet, r *stage.Row) (season.Translation, bool) {
	t := r.Translation
	if t.Text == "" || r.Settled() {
		return t, false
	}
	t.State, t.Note = season.Approved, ""
	return t, true
}

// approve approves the selection, or the line and goes to the next open one.
func (m *Model) approve() tea.Cmd {
	d := m.decided(m.lines.chosen(), approved)
	if len(d.Translations) == 0 {
		return m.nothingToApprove()
	}
	return m.act("approve "+count(len(d.Translations), "line"), d, func(m *Model) tea.Cmd {
		m.tell("approved %s", m.named(d))
		m.lines.anchor = -1
		return m.nextOpen()
	})
}

func (m *Model) nothingToApprove() tea.Cmd {
	_, r, ok := m.lines.current()
	switch {
	case !ok:
		m.tell("no line is shown")
	case r.Translation.Text == "":
		m.tell("%s has no text to approve; e writes one, r asks the translator", r.Ref())
	default:
		return m.nextOpen()
	}
	return nil
}

// nextOpen goes to the next line that a person has to decide.
func (m *Model) nextOpen() tea.Cmd {
	if !m.lines.seek(1, needsEye) {
		m.tell("all %s shown are approved", count(len(m.lines.shown), "line"))
	}
	return m.moved()
}

// approveAll approves every line shown that has a text and no error finding,
// after the reviewer has seen how many.
func (m *Model) approveAll() tea.Cmd {
	chosen := m.lines.every()
	if m.lines.anchor >= 0 {
		chosen = m.lines.chosen()
	}
	doubtful := 0
	d := m.decided(chosen, func(s *stage.Sheet, r *stage.Row) (season.Translation, bool) {
		t, ok := approved(s, r)
		if ok && r.Errors() > 0 {
			doubtful++
			return t, false
		}
		return t, ok
	})
	if len(d.Translations) == 0 {
		m.tell("nothing to approve here%s", withErrors(doubtful))
		return nil
	}
	m.open(&question{text: fmt.Sprintf("Approve %s of %d shown%s?", count(len(d.Translations), "line"), len(chosen), withErrors(doubtful)),
		yes: func(m *Model) tea.Cmd {
			return m.act("approve "+count(len(d.Translations), "line"), d, func(m *Model) tea.Cmd {
				m.tell("approved %s; u takes it back", m.named(d))
				m.lines.anchor = -1
				return m.moved()
			})
		}})
	return nil
}

func withErrors(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" (%s with error findings stay open)", count(n, "line"))
}

// sendBack asks why, then marks the selection, or the line, as needing work.
func (m *Model) sendBack(reason string) tea.Cmd {
	if len(m.lines.shown) == 0 {
		m.tell("no line is shown")
		return nil
	}
	if reason == "" {
		m.open(m.ask("Needs work, because: ", "", func(m *Model, reason string) tea.Cmd { return m.sendBack(reason) }))
		return nil
	}
	d := m.decided(m.lines.chosen(), func(_ *stage.Sheet, r *stage.Row) (season.Translation, bool) {
		t := r.Translation
		t.State, t.Note = season.NeedsWork, reason
		return t, true
	})
	return m.act("needs work: "+count(len(d.Translations), "line"), d, func(m *Model) tea.Cmd {
		m.tell("%s sent back: %s", m.named(d), reason)
		m.lines.anchor = -1
		return m.nextOpen()
	})
}

// undo takes the reviewer's last action back, redo does it again.
func (m *Model) undo() tea.Cmd { return m.turn(m.season.Book.Undo, "took back") }
func (m *Model) redo() tea.Cmd { return m.turn(m.season.Book.Redo, "did again") }

// turning is Undo or Redo of a Book.
type turning func(ctx context.Context, by string) (season.Action, []season.Place, error)

func (m *Model) turn(how turning, done string) tea.Cmd {
	m.acting = true
	ctx, by, desk := m.ctx, m.o.By, m.season.Desk
	return func() tea.Msg {
		action, places, err := how(ctx, by)
		var sheets []stage.Sheet
		if err == nil {
			sheets, err = desk.Refresh(ctx, places)
		}
		return apply(func(m *Model) tea.Cmd {
			m.acting = false
			if err != nil {
				m.fail(err)
				return nil
			}
			m.lines.put(m.ours(sheets), m.filter.Keeps)
			m.tell("%s: %s", done, action.Label)
			if len(places) > 0 {
				m.lines.goTo(places[0])
			}
			return m.moved()
		})
	}
}

// named are the lines of a deed, as the reviewer is told.
func (m *Model) named(d season.Deed) string {
	if len(d.Translations) != 1 {
		return count(len(d.Translations), "line")
	}
	if _, r, ok := m.lines.find(d.Translations[0].Place()); ok {
		return r.Ref()
	}
	return "1 line"
}

// count is "1 line", "2 lines".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
