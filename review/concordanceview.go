package review

import (
	"fmt"

	"dramaport/internal/terminal"
	"dramaport/review/paint"
	"dramaport/review/wording"
	"dramaport/season"

	tea "charm.land/bubbletea/v2"
)

// concordanceView is the list of where words stand.
type concordanceView struct {
	text   string
	market season.MarketName
	// all are the lines of the season, as many as lines, then the memory's.
	all     []concordanceHit
	lines   int
	at, top int
}

func (c *concordanceView) area() area { return whole }

func (c *concordanceView) press(m *Model, msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch key.String() {
	case "esc", "q", "ctrl+c":
		m.layers.close()
	case "j", "down", "n":
		c.to(c.at + 1)
	case "k", "up", "N":
		c.to(c.at - 1)
	case "pgdown", "ctrl+f", "space":
		c.to(c.at + m.page()/2)
	case "pgup", "ctrl+b":
		c.to(c.at - m.page()/2)
	case "g", "home":
		c.to(0)
	case "G", "end":
		c.to(len(c.all) - 1)
	case "=", "/":
		m.layers.close()
		m.layers.open(newPrompt("Concordance: ", c.text, (*Model).concordance))
	case "enter":
		return c.jump(m)
	}
	return nil
}

func (c *concordanceView) to(i int) { c.at = max(0, min(i, len(c.all)-1)) }

// jump goes to the line, taking the filter away if it hides it.
func (c *concordanceView) jump(m *Model) tea.Cmd {
	one := c.all[c.at]
	if one.place == (season.Place{}) {
		m.tell("this is in a memory, not a line of the season")
		return nil
	}
	m.layers.close()
	if m.lines.GoTo(one.place) {
		return m.moved()
	}
	was := m.filter.String()
	cmd := m.setFilter("")
	m.lines.GoTo(one.place)
	m.tell("the filter %s was taken away: it did not keep this line", was)
	return tea.Batch(cmd, m.moved())
}

func (c *concordanceView) draw(m *Model, w, h int) ([]string, *tea.Cursor) {
	title := fmt.Sprintf("%q in %s: %s", c.text, c.market, wording.Count(c.lines, "line"))
	if n := len(c.all) - c.lines; n > 0 {
		title += fmt.Sprintf(", %d of the memory", n)
	}
	room := max(h-2, 1)
	drawn := append([]string{m.paint.Rule(title, w)}, c.visible(m, w, room)...)
	drawn = paint.Fill(drawn, w, max(h-1, 1))
	return append(drawn, m.paint.Line("j k move  Enter goes there  = other words  Esc closes", w, m.paint.Look.Faint)), nil
}

// visible are the entries around the chosen one that fit h lines.
func (c *concordanceView) visible(m *Model, w, h int) []string {
	c.top = min(c.top, c.at)
	first, used := c.at, len(c.entry(m, c.at, w))
	for first > c.top {
		n := len(c.entry(m, first-1, w))
		if used+n > h {
			break
		}
		first, used = first-1, used+n
	}
	c.top = first
	var drawn []string
	for i := c.top; i < len(c.all) && len(drawn) < h; i++ {
		drawn = append(drawn, c.entry(m, i, w)...)
	}
	return paint.Cut(drawn, h)
}

// entry is one place: its name, and both texts with the words marked.
func (c *concordanceView) entry(m *Model, i, w int) []string {
	one := c.all[i]
	name, style := one.title, m.paint.Look.Faint
	if _, r, ok := m.lines.Find(one.place); ok && name == "" {
		name = r.Ref() + "  " + wording.StateBy(*r)
		style = m.paint.Look.State(r.Translation.State, r.Stale)
	}
	if one.speaker != "" {
		name += "  " + one.speaker
	}
	sign := "  "
	if i == c.at {
		sign, style.Reverse = "> ", true
	}
	drawn := []string{m.paint.Line(sign+name, w, style)}
	texts := []string{one.source, one.pivot, one.target}
	if w >= sideBySide {
		return append(drawn, c.columns(m, one, w)...)
	}
	for _, text := range texts {
		if text != "" {
			drawn = append(drawn, m.paint.Indented(text, w, c.marks(m, text))...)
		}
	}
	return drawn
}

func (c *concordanceView) marks(m *Model, text string) []terminal.Mark {
	return paint.MarksOf(text, c.text, m.paint.Look.Hit)
}

// columns are source and translation beside each other.
func (c *concordanceView) columns(m *Model, one concordanceHit, w int) []string {
	half := w / 2
	left := m.paint.Indented(one.source, half, c.marks(m, one.source))
	if one.pivot != "" {
		left = append(left, m.paint.Indented(one.pivot, half, c.marks(m, one.pivot))...)
	}
	right := m.paint.Indented(one.target, w-half, c.marks(m, one.target))
	n := max(len(left), len(right))
	left, right = paint.Fill(left, half, n), paint.Fill(right, w-half, n)
	for i := range left {
		left[i] += right[i]
	}
	return left
}
