package review

import (
	"context"
	"errors"
	"fmt"

	"dramaport/review/linelist"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// act keeps a change. Until it is in the store, keys wait; then is what follows
// once it is kept.
func (m *Model) act(label string, d season.Change, then func(*Model) tea.Cmd) tea.Cmd {
	m.acting = true
	decisions, ctx, by := m.season.Decisions, m.ctx, m.o.By
	return func() tea.Msg {
		_, err := decisions.Act(ctx, by, label, d)
		return apply(func(m *Model) tea.Cmd {
			m.acting = false
			if err != nil {
				return m.actionRefused(label, d, then, err)
			}
			m.showChange(d)
			return tea.Batch(m.readAgain(placesOf(d)), then(m))
		})
	}
}

// actionRefused shows both sides where another person was faster. What was typed
// since does not answer it.
func (m *Model) actionRefused(label string, d season.Change, then func(*Model) tea.Cmd, err error) tea.Cmd {
	m.dropQueued()
	var c *season.Conflict
	if !errors.As(err, &c) {
		m.fail(err)
		return nil
	}
	if c.About != "" {
		m.fail(fmt.Errorf("the %s was changed by %s meanwhile: look at it, then decide again", c.About, c.Theirs.By))
		return m.readAgain(placesOf(d))
	}
	m.layers.open(&conflictView{conflict: *c, label: label, change: d, then: then})
	return m.readAgain(placesOf(d))
}

// showChange shows what was decided at once; its findings follow when it is read
// again.
func (m *Model) showChange(d season.Change) {
	now := m.o.Now()
	for _, t := range d.Translations {
		t.Version++
		t.By, t.At = m.o.By, now
		m.lines.SetTranslation(t)
	}
	for _, a := range d.Assignments {
		m.lines.SetAssigned(a)
	}
	m.lines.SetSpeakers(d.Speakers)
}

// placesOf are the places that a change changes.
func placesOf(d season.Change) []season.Place {
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

// decided are translations of the i-th lines as a decision makes them; those
// for which it returns an error are left alone.
func decided(lines *linelist.List, chosen []int, decision func(*stage.Row) (season.Translation, error)) season.Change {
	var d season.Change
	for _, i := range chosen {
		_, r := lines.At(i)
		if t, err := decision(r); err == nil {
			d.Translations = append(d.Translations, t)
		}
	}
	return d
}

// undo takes the reviewer's last action back, redo does it again.
func (m *Model) undo() tea.Cmd { return m.undoOrRedo(m.season.Decisions.Undo, tookBack) }
func (m *Model) redo() tea.Cmd { return m.undoOrRedo(m.season.Decisions.Redo, "did again") }

const tookBack = "took back"

// undoSkipper is Decisions that can give up undoing an action, so that those before it
// can be undone.
type undoSkipper interface {
	Keep(ctx context.Context, by string) (season.Action, error)
}

// undoRefused says why nothing was undone. Where somebody has changed the lines
// since, the reviewer may leave them and go on with what was done before.
func (m *Model) undoRefused(err error, done string) tea.Cmd {
	m.dropQueued()
	var c *season.Conflict
	decisions, ok := m.season.Decisions.(undoSkipper)
	if !errors.As(err, &c) || !ok || done != tookBack {
		m.fail(err)
		return nil
	}
	name := c.Mine.Place().String()
	if _, r, known := m.lines.Find(c.Mine.Place()); known {
		name = r.Ref()
	}
	m.layers.open(&question{text: fmt.Sprintf("%s has changed %s since. Leave your last action as it is, so that u takes back the one before?", c.Theirs.By, name),
		yes: func(m *Model) tea.Cmd { return m.skipUndo(decisions) }})
	return nil
}

// skipUndo gives up undoing the last action.
func (m *Model) skipUndo(decisions undoSkipper) tea.Cmd {
	m.acting = true
	ctx, by := m.ctx, m.o.By
	return func() tea.Msg {
		action, err := decisions.Keep(ctx, by)
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

// undoFunc is Undo or Redo of Decisions.
type undoFunc func(ctx context.Context, by string) (season.Action, []season.Place, error)

func (m *Model) undoOrRedo(how undoFunc, done string) tea.Cmd {
	m.acting = true
	ctx, by, reader := m.ctx, m.o.By, m.season.Sheets
	return func() tea.Msg {
		action, places, err := how(ctx, by)
		var sheets []stage.Sheet
		if err == nil {
			sheets, err = reader.Refresh(ctx, places)
		}
		return apply(func(m *Model) tea.Cmd {
			m.acting = false
			if err != nil {
				return m.undoRefused(err, done)
			}
			m.lines.Put(m.lines.Known(sheets), m.filter.Keeps)
			m.tell("%s: %s", done, action.Label)
			if len(places) > 0 {
				m.lines.GoTo(places[0])
			}
			m.details.stale = true
			return tea.Batch(m.moved(), m.readTakes(false))
		})
	}
}

// changedLines are the lines of a change, as the reviewer is told.
func changedLines(lines *linelist.List, d season.Change) string {
	if len(d.Translations) != 1 {
		return wording.Count(len(d.Translations), "line")
	}
	if _, r, ok := lines.Find(d.Translations[0].Place()); ok {
		return r.Ref()
	}
	return "1 line"
}
