package review

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dramaport/review/keymap"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/season/decide"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// compare is the split view of two texts for a line: the one that stands at the
// left, another at the right.
type compare struct {
	sheet  stage.Sheet
	row    stage.Row
	left   candidate
	others []candidate
	at     int
	top    int
	// acceptLeft, acceptRight and editRight do what their keys say, if that is
	// not what they do to the current line.
	acceptLeft  func(*Model) tea.Cmd
	acceptRight func(*Model) tea.Cmd
	editRight   func(*Model) tea.Cmd
}

func (c *compare) area() area { return whole }

func (c *compare) right() candidate { return c.others[c.at] }

// numbered is the place of the n-th match of the memory; 0 is the first
// candidate, -1 says that there is none.
func (c *compare) numbered(n int) int {
	if n == 0 {
		return 0
	}
	return slices.IndexFunc(c.others, func(o candidate) bool { return o.match == n })
}

func (c *compare) press(m *Model, msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch k := key.String(); k {
	case "esc", "q", "d", "ctrl+c":
		m.layers.close()
	case "l":
		m.layers.close()
		return c.keepLeft(m)
	case "r":
		return c.accept(m, false)
	case "a":
		return c.accept(m, true)
	case "e":
		return c.edit(m)
	case "n", "tab", "right":
		c.showCandidate(c.at + 1)
	case "p", "N", "shift+tab", "left":
		c.showCandidate(c.at - 1)
	case "j", "down":
		c.top++
	case "k", "up":
		c.top--
	default:
		if n, err := strconv.Atoi(k); err == nil && n >= 1 && n <= len(c.others) {
			c.showCandidate(n - 1)
		}
	}
	return nil
}

func (c *compare) showCandidate(to int) { c.at, c.top = (to+len(c.others))%len(c.others), 0 }

func (c *compare) keepLeft(m *Model) tea.Cmd {
	if c.acceptLeft != nil {
		return c.acceptLeft(m)
	}
	m.tell("%s stays as it is", c.row.Ref())
	return nil
}

// accept makes the right text the line's own, approved if that is asked for.
func (c *compare) accept(m *Model, approve bool) tea.Cmd {
	o := c.right()
	t, err := decide.Accept(m.o.By, c.row.Seen(), decide.Candidate{Text: o.text, Origin: o.origin, Engine: o.engine}, approve)
	switch {
	case errors.Is(err, decide.ErrNoText):
		m.tell("there is no text to take")
		return nil
	case c.acceptRight != nil:
		m.layers.close()
		return c.acceptRight(m)
	case errors.Is(err, decide.ErrUnchanged):
		m.layers.close()
		m.tell("%s stays as it is", c.row.Ref())
		return nil
	case err != nil:
		m.fail(err)
		return nil
	}
	m.layers.close()
	return m.act("take another text for "+c.row.Ref(), season.Change{Translations: []season.Translation{t}}, func(m *Model) tea.Cmd {
		held := ""
		if approve {
			held = heldBack(&o.row)
		}
		done := fmt.Sprintf("%s has %s now, %s%s; %s takes it back", c.row.Ref(), lowerFirst(o.title), wording.State(t.State), held, m.o.Keys.Name(keymap.ActionUndo))
		if approve {
			return m.nextOpen(done)
		}
		m.tell("%s", done)
		return nil
	})
}

// lowerFirst is a title inside a sentence; names of engines are left alone.
func lowerFirst(s string) string {
	for _, word := range []string{"Memory", "Version"} {
		if strings.HasPrefix(s, word) {
			return strings.ToLower(word) + s[len(word):]
		}
	}
	return s
}

func (c *compare) edit(m *Model) tea.Cmd {
	m.layers.close()
	if c.editRight != nil {
		return c.editRight(m)
	}
	m.layers.open(newEditor(c.sheet, c.row, c.right().text))
	return nil
}

// compare lays both sides of a conflict beside each other.
func (c *conflictView) compare(m *Model) tea.Cmd {
	s, i, ok := m.lines.OwnAt(c.conflict.Theirs.Place())
	if !ok {
		return nil
	}
	s.Rows[i].Translation = c.conflict.Theirs
	mine, theirs := c.conflict.Mine, c.conflict.Theirs
	return func() tea.Msg {
		view := &compare{sheet: s, row: s.Rows[i],
			left:   candidate{title: wording.Author(theirs) + "'s: " + wording.State(theirs.State), text: theirs.Text, row: s.Judged(i, theirs.Text)},
			others: []candidate{{title: "Yours: " + wording.State(mine.State), text: mine.Text, row: s.Judged(i, mine.Text)}},
		}
		view.acceptLeft = func(m *Model) tea.Cmd { return c.press(m, letter('t')) }
		view.acceptRight = func(m *Model) tea.Cmd { return c.press(m, letter('m')) }
		view.editRight = c.merge
		return apply(func(m *Model) tea.Cmd {
			if n := len(m.layers); n > 0 && m.layers[n-1] == layer(c) {
				m.layers.open(view)
			}
			return nil
		})
	}
}
