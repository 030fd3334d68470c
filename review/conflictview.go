package review

import (
	"slices"

	"dramaport/review/paint"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/season/decide"

	tea "charm.land/bubbletea/v2"
)

// conflictView shows both sides where another person was faster; the later one
// chooses.
type conflictView struct {
	conflict season.Conflict
	label    string
	change   season.Change
	then     func(*Model) tea.Cmd
}

func (c *conflictView) area() area { return pane }

func (c *conflictView) press(m *Model, msg tea.Msg) tea.Cmd {
	switch {
	case isKey(msg, "m"):
		m.layers.close()
		return m.act(c.label, c.overTheirs(), c.then)
	case isKey(msg, "t"):
		return c.acceptTheirs(m)
	case isKey(msg, "esc"), isKey(msg, "q"), isKey(msg, "ctrl+c"):
		m.layers.open(&question{text: "Keep " + wording.Author(c.conflict.Theirs) + "'s text and drop yours?", yes: c.acceptTheirs})
	case isKey(msg, "e"):
		return c.merge(m)
	case isKey(msg, "d"):
		return c.compare(m)
	}
	return nil
}

// overTheirs is the change again, upon what the other person has written.
func (c *conflictView) overTheirs() season.Change {
	d := c.change
	d.Translations = append([]season.Translation(nil), d.Translations...)
	for i, t := range d.Translations {
		if t.Place() == c.conflict.Theirs.Place() {
			d.Translations[i] = decide.Over(t, c.conflict.Theirs)
		}
	}
	return d
}

// acceptTheirs leaves the other's text, and does the rest of the change.
func (c *conflictView) acceptTheirs(m *Model) tea.Cmd {
	m.layers.close()
	d := c.rest()
	if len(d.Translations) == 0 {
		m.tell("%s's text stands", wording.Author(c.conflict.Theirs))
		return nil
	}
	return m.act(c.label, d, c.then)
}

// rest is the change without the line in conflict.
func (c *conflictView) rest() season.Change {
	d := c.change
	d.Translations = slices.DeleteFunc(slices.Clone(d.Translations), func(t season.Translation) bool { return t.Place() == c.conflict.Theirs.Place() })
	return d
}

// merge opens one's own text upon the other's version, once the rest of the
// change is done.
func (c *conflictView) merge(m *Model) tea.Cmd {
	m.layers.close()
	if d := c.rest(); len(d.Translations) > 0 {
		return m.act(c.label, d, func(m *Model) tea.Cmd {
			return tea.Batch(c.then(m), c.openMerge(m))
		})
	}
	return c.openMerge(m)
}

func (c *conflictView) openMerge(m *Model) tea.Cmd {
	s, r, ok := m.lines.Find(c.conflict.Theirs.Place())
	if !ok {
		return nil
	}
	row := *r
	row.Translation = c.conflict.Theirs
	m.layers.open(newEditor(*s, row, c.conflict.Mine.Text))
	return nil
}

func (c *conflictView) draw(m *Model, w, h int) ([]string, *tea.Cursor) {
	mine, theirs := c.conflict.Mine, c.conflict.Theirs
	name := string(theirs.Episode)
	if _, r, ok := m.lines.Find(theirs.Place()); ok {
		name = r.Ref()
	}
	drawn := []string{m.paint.Line(name+": "+wording.Author(theirs)+" was faster", w, m.paint.Look.Bad), m.paint.Rule("Theirs: "+string(theirs.State), w)}
	drawn = append(drawn, m.paint.Compared(mine.Text, theirs.Text, w)...)
	drawn = append(drawn, m.paint.Rule("Yours: "+string(mine.State), w))
	drawn = append(drawn, m.paint.Compared(theirs.Text, mine.Text, w)...)
	drawn = append(drawn, m.paint.Rule("", w), m.paint.Line("m keeps yours  t keeps theirs  e edits yours  d compares both", w, m.paint.Look.Strong))
	return paint.Cut(drawn, h), nil
}
