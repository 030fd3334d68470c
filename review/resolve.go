package review

import (
	"fmt"
	"slices"
	"strconv"

	"dramaport/internal/terminal"
	"dramaport/review/keymap"
	"dramaport/review/paint"
	"dramaport/review/wording"
	"dramaport/season"

	tea "charm.land/bubbletea/v2"
)

// resolve settles the open comment of the current line, or opens the settled
// one again; where there are several to choose from it shows them. number is
// one of them, counted from the oldest.
func (m *Model) resolve(number string) tea.Cmd {
	_, r, ok := m.lines.Current()
	switch {
	case !ok:
		m.tell("no line is shown")
		return nil
	case len(r.Comments) == 0:
		m.tell("no comment on %s; %s writes one", r.Ref(), m.o.Keys.Name(keymap.ActionComment))
		return nil
	case number != "":
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 || n > len(r.Comments) {
			m.tell("%s has comments 1 to %d", r.Ref(), len(r.Comments))
			return nil
		}
		return m.settle(r.Ref(), r.Comments[n-1])
	}
	choice := slices.DeleteFunc(slices.Clone(r.Comments), func(c season.Comment) bool { return !c.Open() })
	if len(choice) == 0 {
		choice = slices.Clone(r.Comments)
	}
	if len(choice) == 1 {
		return m.settle(r.Ref(), choice[0])
	}
	m.layers.open(&commentMenu{ref: r.Ref(), all: r.Comments, at: slices.IndexFunc(r.Comments, func(c season.Comment) bool { return c.ID == choice[len(choice)-1].ID })})
	return nil
}

// settle resolves a comment, or opens it again.
func (m *Model) settle(ref string, c season.Comment) tea.Cmd {
	label, said := "resolve a comment on "+ref, "resolved: "
	if c.Open() {
		c.ResolvedBy = m.o.By
	} else {
		c.ResolvedBy = ""
		label, said = "reopen a comment on "+ref, "open again: "
	}
	return m.act(label, season.Change{Comments: []season.Comment{c}}, func(m *Model) tea.Cmd {
		m.tell("%s%s", said, wording.OneLine(c.Text))
		return nil
	})
}

// commentMenu is a line's comments to choose from, in the order of writing.
type commentMenu struct {
	ref string
	all []season.Comment
	at  int
}

func (c *commentMenu) area() area { return pane }

func (c *commentMenu) press(m *Model, msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch k := key.String(); k {
	case "j", "down":
		c.at = min(c.at+1, len(c.all)-1)
	case "k", "up":
		c.at = max(c.at-1, 0)
	case "enter", "space":
		m.layers.close()
		return m.settle(c.ref, c.all[c.at])
	case "esc", "q", "ctrl+c":
		m.layers.close()
	}
	return nil
}

func (c *commentMenu) draw(m *Model, w, h int) ([]string, *tea.Cursor) {
	drawn := []string{m.paint.Rule("Comments on "+c.ref, w)}
	from := max(0, min(c.at-(h-4)/2, len(c.all)-(h-3)))
	for i := from; i < len(c.all); i++ {
		one, style := c.all[i], terminal.Style{Reverse: i == c.at}
		sign := "open"
		if !one.Open() {
			sign = "resolved by " + one.ResolvedBy
		}
		drawn = append(drawn, m.paint.Line(fmt.Sprintf("%d  %s, %s, %s: %s", i+1, one.By, wording.Ago(m.o.Now(), one.At), sign, wording.OneLine(one.Text)), w, style))
	}
	drawn = paint.Cut(drawn, h-2)
	return append(drawn, m.paint.Rule("", w), m.paint.Line("Enter resolves or opens again  Esc leaves", w, m.paint.Look.Faint)), nil
}
