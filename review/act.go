package review

import (
	"context"
	"errors"
	"fmt"
	"strings"

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
	if c.About != "" {
		m.fail(fmt.Errorf("the %s was changed by %s meanwhile: look at it, then decide again", c.About, c.Theirs.By))
		return m.renew(placesOf(d))
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
	for _, a := range d.Assignments {
		if _, r, ok := m.lines.find(a.Place); ok {
			r.Assigned = a.To
		}
	}
	m.lines.speak(d.Speakers)
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
	for _, p := range d.Picks {
		places = append(places, p.Place())
	}
	for _, s := range d.Speakers { // in every market
		places = append(places, season.Place{Episode: s.Episode, Key: s.Key})
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
	t.State, t.Note, t.Doubts = season.Approved, "", nil
	return t, true
}

// approve approves the selection, or the line and goes to the next open one.
// Lines with error findings are approved too: the reviewer has them before the
// eyes, and delivery refuses them as long as the findings stand; that is told.
func (m *Model) approve() tea.Cmd {
	blocked := blocked{}
	d := m.decided(m.lines.chosen(), func(s *stage.Sheet, r *stage.Row) (season.Translation, bool) {
		t, ok := approved(s, r)
		blocked.count(r, ok)
		return t, ok
	})
	if len(d.Translations) == 0 {
		return m.nothingToApprove(blocked)
	}
	return m.act("approve "+count(len(d.Translations), "line"), d, func(m *Model) tea.Cmd {
		m.lines.anchor = -1
		return m.nextOpen("approved " + m.named(d) + blocked.told(len(d.Translations)))
	})
}

// blocked are lines that a decision to approve does not yet let out.
type blocked struct {
	// errors have error findings, waits a pivot text that is not approved;
	// empty have no text, and are not approved.
	errors, waits, empty int
	// rule is the first error's.
	rule season.Rule
}

func (b *blocked) count(r *stage.Row, approved bool) {
	switch {
	case !approved && r.Translation.Text == "":
		b.empty++
	case !approved:
	case r.Errors() > 0:
		b.errors++
		for _, d := range r.Doubts {
			if d.Severity == season.Error && b.rule == "" {
				b.rule = d.Rule
			}
		}
	case r.Waits:
		b.waits++
	}
}

// told is what holds n approved lines back.
func (b blocked) told(n int) string {
	text := ""
	switch {
	case b.errors > 0 && n == 1:
		text = fmt.Sprintf(", but %s still keeps it from delivery", b.rule)
	case b.errors > 0:
		text = fmt.Sprintf(", but error findings still keep %d of them from delivery", b.errors)
	case b.waits > 0:
		text = ", but the pivot text is not approved yet"
	}
	if b.empty > 0 {
		text += "; " + count(b.empty, "line") + " without a text left open"
	}
	return text
}

func (m *Model) nothingToApprove(b blocked) tea.Cmd {
	_, r, ok := m.lines.current()
	switch {
	case !ok:
		m.tell("no line is shown")
	case b.empty > 1:
		m.tell("%s have no text to approve; %s writes one, %s asks the translator", count(b.empty, "line"), m.key(ActionEdit), m.key(ActionAsk))
	case r.Translation.Text == "":
		m.tell("%s has no text to approve; %s writes one, %s asks the translator", r.Ref(), m.key(ActionEdit), m.key(ActionAsk))
	default:
		m.lines.anchor = -1
		return m.nextOpen("")
	}
	return nil
}

// nextOpen goes to the next line that a person has to decide, and tells what
// was done.
func (m *Model) nextOpen(done string) tea.Cmd {
	if !m.lines.seek(1, needsEye) {
		if done != "" {
			done += "; "
		}
		done += fmt.Sprintf("all %s shown are approved", count(len(m.lines.shown), "line"))
	}
	if done != "" {
		m.tell("%s", done)
	}
	return m.moved()
}

// approveAll approves every line shown that has a text and no error finding,
// after the reviewer has seen how many. Stale lines, whose texts may have to
// change, are approved together only where the filter asks for them.
func (m *Model) approveAll() tea.Cmd {
	if m.busy() {
		m.tell("findings are still being looked for; approve the lines together once they are known")
		return nil
	}
	chosen := m.lines.every()
	if m.lines.anchor >= 0 {
		chosen = m.lines.chosen()
	}
	stale := m.filter.asks("state", "stale")
	left := leftOpen{}
	d := m.decided(chosen, func(s *stage.Sheet, r *stage.Row) (season.Translation, bool) {
		t, ok := approved(s, r)
		switch {
		case ok && r.Errors() > 0:
			left.errors++
			return t, false
		case ok && r.Stale && !stale:
			left.stale++
			return t, false
		}
		return t, ok
	})
	if len(d.Translations) == 0 {
		m.tell("nothing to approve here%s", left)
		return nil
	}
	m.open(&question{text: fmt.Sprintf("Approve %s of %d shown%s?", count(len(d.Translations), "line"), len(chosen), left),
		yes: func(m *Model) tea.Cmd {
			return m.act("approve "+count(len(d.Translations), "line"), d, func(m *Model) tea.Cmd {
				m.tell("approved %s; %s takes it back", m.named(d), m.key(ActionUndo))
				m.lines.anchor = -1
				return m.moved()
			})
		}})
	return nil
}

// leftOpen are lines that are not approved together with others.
type leftOpen struct{ errors, stale int }

// String is what the reviewer is told of them.
func (l leftOpen) String() string {
	var parts []string
	if l.errors > 0 {
		parts = append(parts, count(l.errors, "line")+" with error findings")
	}
	if l.stale > 0 {
		parts = append(parts, count(l.stale, "stale line"))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (left open: " + strings.Join(parts, ", ") + ")"
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
		m.lines.anchor = -1
		return m.nextOpen(m.named(d) + " sent back: " + reason)
	})
}

// undo takes the reviewer's last action back, redo does it again.
func (m *Model) undo() tea.Cmd { return m.turn(m.season.Book.Undo, tookBack) }
func (m *Model) redo() tea.Cmd { return m.turn(m.season.Book.Redo, "did again") }

const tookBack = "took back"

// keeper is a Book that can give up undoing an action, so that those before it
// can be undone.
type keeper interface {
	Keep(ctx context.Context, by string) (season.Action, error)
}

// notTurned says why nothing was undone. Where somebody has changed the lines
// since, the reviewer may leave them and go on with what was done before.
func (m *Model) notTurned(err error, done string) tea.Cmd {
	var c *season.Conflict
	book, ok := m.season.Book.(keeper)
	if !errors.As(err, &c) || !ok || done != tookBack {
		m.fail(err)
		return nil
	}
	name := c.Mine.Place().String()
	if _, r, known := m.lines.find(c.Mine.Place()); known {
		name = r.Ref()
	}
	m.open(&question{text: fmt.Sprintf("%s has changed %s since. Leave your last action as it is, so that u takes back the one before?", c.Theirs.By, name),
		yes: func(m *Model) tea.Cmd { return m.keep(book) }})
	return nil
}

// keep gives up undoing the last action.
func (m *Model) keep(book keeper) tea.Cmd {
	m.acting = true
	ctx, by := m.ctx, m.o.By
	return func() tea.Msg {
		action, err := book.Keep(ctx, by)
		return apply(func(m *Model) tea.Cmd {
			m.acting = false
			if err != nil {
				m.fail(err)
				return nil
			}
			m.tell("left as it is: %s", action.Label)
			return nil
		})
	}
}

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
				return m.notTurned(err, done)
			}
			m.lines.put(m.ours(sheets), m.filter.Keeps)
			m.tell("%s: %s", done, action.Label)
			if len(places) > 0 {
				m.lines.goTo(places[0])
			}
			m.side.stale = true
			return tea.Batch(m.moved(), m.readTakes(false))
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
