package review

import (
	"fmt"
	"strings"

	"dramaport/internal/terminal"
	"dramaport/review/keymap"
	"dramaport/review/paint"
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
	return paint.Cut(append(all, foot...), m.height), cursor
}

// body is what stands between head and foot: the list, with the detail or a
// layer beside it or in its place.
func (m *Model) body(h int) ([]string, *tea.Cursor) {
	top := m.layers.topmost(pane, whole)
	switch {
	case top != nil && (top.area() == whole || m.width < wide):
		lines, cursor := m.filled(top, m.width-1, h)
		return indented(lines, cursor)
	case m.width < wide && m.zoomed:
		return indented(paint.Fill(m.detail(m.width-1, h), m.width-1, h), nil)
	case m.width < wide:
		return m.list(m.width, h), nil
	}
	left := m.width * 11 / 24
	right := m.width - left - 2
	list := m.list(left, h)
	beside, cursor := paint.Fill(m.detail(right, h), right, h), (*tea.Cursor)(nil)
	if top != nil {
		beside, cursor = m.filled(top, right, h)
	}
	beside, cursor = indented(beside, cursor)
	if cursor != nil {
		cursor.X += left + 1
	}
	bar := m.paint.Line("│", 1, m.paint.Look.Faint)
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

// filled is a layer's lines filled up to a rectangle.
func (m *Model) filled(l layer, w, h int) ([]string, *tea.Cursor) {
	lines, cursor := l.draw(m, w, h)
	if l != m.layers.top() {
		cursor = nil
	}
	return paint.Fill(lines, w, h), cursor
}

// head is the first line: what is reviewed and how far it is.
func (m *Model) head() string {
	if !m.loading.opened {
		return m.paint.Line(" opening the season …", m.width, m.paint.Look.Bar)
	}
	shown, at := m.lines.Len(), 0
	if shown > 0 {
		at = m.lines.Index() + 1
	}
	text := fmt.Sprintf(" %s  %d of %s, %d open", m.season.Title, at, wording.Count(shown, "line"), m.lines.Open())
	if m.filter.String() != "" {
		text += "  filter: " + m.filter.String()
	}
	if m.loading.busy() {
		text += "  reading …"
	}
	if m.requests.running > 0 {
		text += "  asking …"
	}
	w := max(m.width-m.paint.Cells.Width(m.o.By)-1, 0)
	return m.paint.Line(text, w, m.paint.Look.Bar) + m.paint.Line(m.o.By, m.width-w, m.paint.Look.Bar)
}

// foot is the last lines: a layer that stands there, or what was told last.
func (m *Model) foot() ([]string, *tea.Cursor) {
	if l := m.layers.topmost(footer); l != nil && l == m.layers.top() {
		lines, cursor := l.draw(m, m.width, 3)
		if m.message.text != "" {
			told := m.messageLines()
			lines = append(told, lines...)
			if cursor != nil {
				cursor.Y += len(told)
			}
		}
		return lines, cursor
	}
	return m.messageLines(), nil
}

// messageLines are what was told last, else what goes on beside the screen, else
// the keys that matter.
func (m *Model) messageLines() []string {
	going := activity(m.playing, m.recording)
	foot := func(text string, s terminal.Style) []string { // at most a third of the screen
		return paint.Cut(m.paint.Wrap(text, m.width, s), max(m.height/3, 1))
	}
	switch {
	case m.message.bad:
		return foot(m.message.text, m.paint.Look.Bad)
	case m.message.text != "":
		return foot(m.message.text, m.paint.Look.Strong)
	case m.acting:
		return []string{m.paint.Line("keeping …", m.width, m.paint.Look.Faint)}
	case going != "":
		return foot(going, m.paint.Look.Note)
	case m.layers.topmost(whole) != nil: // which names its own keys
		return []string{m.paint.Line("", m.width, m.paint.Look.Plain)}
	}
	return []string{m.paint.Line(hint(m.o.Keys), m.width, m.paint.Look.Faint)}
}

// hint names the keys that matter most here.
func hint(keys keymap.Keys) string {
	var b strings.Builder
	for _, a := range []struct {
		keymap.Action
		words string
	}{{keymap.ActionApprove, "approve"}, {keymap.ActionNeedsWork, "needs work"}, {keymap.ActionEdit, "edit"}, {keymap.ActionUndo, "undo"},
		{keymap.ActionFilter, "filter"}, {keymap.ActionSearch, "search"}, {keymap.ActionHelp, "help"}, {keymap.ActionQuit, "quit"}} {
		fmt.Fprintf(&b, "%s %s  ", keys.Name(a.Action), a.words)
	}
	return strings.TrimSpace(b.String())
}

// page is how many lines of the list are seen.
func (m *Model) page() int { return max(m.height-2, 1) }
