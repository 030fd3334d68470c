package review

import (
	"fmt"
	"strings"

	"dramaport/internal/terminal"
	"dramaport/review/keymap"
	"dramaport/review/wording"

	tea "charm.land/bubbletea/v2"
)

// wide is from how many columns on the detail stands beside the list.
const wide = 110

// View draws the screen.
func (m *Model) View() tea.View {
	lines, cursor := m.screen()
	v := tea.NewView(strings.Join(lines, "\n"))
	v.AltScreen = true
	v.WindowTitle = terminal.Visible("dramaport review: " + m.season.Title)
	v.Cursor = cursor
	return v
}

// screen is the screen's lines, each exactly as wide as the terminal.
func (m *Model) screen() ([]string, *tea.Cursor) {
	foot, cursor := m.foot()
	h := max(m.height-1-len(foot), 1)
	if cursor != nil {
		cursor.Y += 1 + h
	}
	body, inBody := m.body(h)
	if inBody != nil {
		inBody.Y++
		cursor = inBody
	}
	all := append([]string{m.head()}, body...)
	return cutTo(append(all, foot...), m.height), cursor
}

// body is what stands between head and foot: the list, with the detail or a
// layer beside it or in its place.
func (m *Model) body(h int) ([]string, *tea.Cursor) {
	top := m.topmost(pane, whole)
	switch {
	case top != nil && (top.spread() == whole || m.width < wide):
		lines, cursor := m.filled(top, m.width-1, h)
		return indented(lines, cursor)
	case m.width < wide && m.zoomed:
		return indented(m.full(m.detail(m.width-1, h), m.width-1, h), nil)
	case m.width < wide:
		return m.list(m.width, h), nil
	}
	left := m.width * 11 / 24
	right := m.width - left - 2
	list := m.list(left, h)
	beside, cursor := m.full(m.detail(right, h), right, h), (*tea.Cursor)(nil)
	if top != nil {
		beside, cursor = m.filled(top, right, h)
	}
	beside, cursor = indented(beside, cursor)
	if cursor != nil {
		cursor.X += left + 1
	}
	bar := m.paint("│", 1, m.look.Faint)
	for i := range list {
		list[i] += bar + beside[i]
	}
	return list, cursor
}

// indented leaves the first column empty, since a direction isolate needs a
// cell before it: Bubble Tea would put it at the end of the line above, or onto
// the border, which terminals then draw crookedly.
func indented(lines []string, cursor *tea.Cursor) ([]string, *tea.Cursor) {
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	if cursor != nil {
		cursor.X++
	}
	return lines, cursor
}

// topmost is the uppermost layer of a spread, nil if there is none.
func (m *Model) topmost(spreads ...spread) layer {
	for i := len(m.layers) - 1; i >= 0; i-- {
		for _, s := range spreads {
			if m.layers[i].spread() == s {
				return m.layers[i]
			}
		}
	}
	return nil
}

// filled is a layer's lines filled up to a rectangle.
func (m *Model) filled(l layer, w, h int) ([]string, *tea.Cursor) {
	lines, cursor := l.draw(m, w, h)
	if l != m.layers[len(m.layers)-1] {
		cursor = nil
	}
	return m.full(lines, w, h), cursor
}

// full fills lines up to h, and cuts what is more.
func (m *Model) full(lines []string, w, h int) []string {
	blank := strings.Repeat(" ", w)
	for len(lines) < h {
		lines = append(lines, blank)
	}
	return lines[:h]
}

// head is the first line: what is reviewed and how far it is.
func (m *Model) head() string {
	if !m.loading.opened {
		return m.paint(" opening the season …", m.width, m.look.Bar)
	}
	shown, at := len(m.lines.shown), 0
	if shown > 0 {
		at = m.lines.cur + 1
	}
	text := fmt.Sprintf(" %s  %d of %s, %d open", m.season.Title, at, wording.Count(shown, "line"), m.lines.openShown())
	if m.filter.text != "" {
		text += "  filter: " + m.filter.text
	}
	if m.busy() {
		text += "  reading …"
	}
	if m.asks.underWay > 0 {
		text += "  asking …"
	}
	w := max(m.width-m.cells.Width(m.o.By)-1, 0)
	return m.paint(text, w, m.look.Bar) + m.paint(m.o.By, m.width-w, m.look.Bar)
}

// foot is the last lines: a layer that stands there, or what was told last.
func (m *Model) foot() ([]string, *tea.Cursor) {
	if l := m.topmost(footer); l != nil && l == m.layers[len(m.layers)-1] {
		lines, cursor := l.draw(m, m.width, 3)
		if m.told.text != "" {
			told := m.toldLines()
			lines = append(told, lines...)
			if cursor != nil {
				cursor.Y += len(told)
			}
		}
		return lines, cursor
	}
	return m.toldLines(), nil
}

// toldLines are what was told last, else what goes on beside the screen, else
// the keys that matter.
func (m *Model) toldLines() []string {
	going := m.underway()
	switch {
	case m.told.bad:
		return m.wrapped(m.told.text, m.look.Bad)
	case m.told.text != "":
		return m.wrapped(m.told.text, m.look.Strong)
	case m.acting:
		return []string{m.paint("keeping …", m.width, m.look.Faint)}
	case going != "":
		return m.wrapped(going, m.look.Note)
	case m.topmost(whole) != nil: // which names its own keys
		return []string{m.paint("", m.width, m.look.Plain)}
	}
	return []string{m.paint(m.hint(), m.width, m.look.Faint)}
}

// wrapped is a text at the foot on as many lines as it needs, at most a third
// of the screen.
func (m *Model) wrapped(text string, s terminal.Style) []string {
	var lines []string
	for _, line := range cutTo(m.cells.Wrap(text, m.width), max(m.height/3, 1)) {
		lines = append(lines, m.paint(line, m.width, s))
	}
	return lines
}

// hint names the keys that matter most here.
func (m *Model) hint() string {
	var b strings.Builder
	for _, a := range []struct {
		keymap.Action
		words string
	}{{keymap.ActionApprove, "approve"}, {keymap.ActionNeedsWork, "needs work"}, {keymap.ActionEdit, "edit"}, {keymap.ActionUndo, "undo"},
		{keymap.ActionFilter, "filter"}, {keymap.ActionSearch, "search"}, {keymap.ActionHelp, "help"}, {keymap.ActionQuit, "quit"}} {
		fmt.Fprintf(&b, "%s %s  ", m.o.Keys.Name(a.Action), a.words)
	}
	return strings.TrimSpace(b.String())
}

// page is how many lines of the list are seen.
func (m *Model) page() int { return max(m.height-2, 1) }

// paint draws a text on exactly w cells.
func (m *Model) paint(text string, w int, s terminal.Style) string {
	return m.cells.Paint(text, w, s, nil)
}

// rule is a heading with a line after it.
func (m *Model) rule(title string, w int) string {
	if title != "" {
		title += " "
	}
	return m.paint(title+strings.Repeat("─", max(w-m.cells.Width(title), 0)), w, m.look.Faint)
}
