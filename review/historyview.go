package review

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dramaport/internal/terminal"
	"dramaport/review/paint"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// historyView shows all that a line has been, the newest first. An older text
// can be taken from it: as a candidate, which is a decision of its own.
type historyView struct {
	sheet   stage.Sheet
	row     stage.Row
	changes []season.Revision
	at      int
}

// history reads the current line's history and shows it.
func (m *Model) history(string) tea.Cmd {
	s, r, ok := m.lines.Current()
	if !ok {
		m.tell("no line is shown")
		return nil
	}
	sheet, row, history, ctx := *s, *r, m.season.History, m.ctx
	return func() tea.Msg {
		changes, err := historyOf(ctx, history, row.Translation.Place())
		return apply(func(m *Model) tea.Cmd {
			switch {
			case err != nil:
				m.fail(err)
			case len(changes) == 0:
				m.tell("%s has no history yet", row.Ref())
			default:
				m.layers.open(&historyView{sheet: sheet, row: row, changes: changes})
			}
			return nil
		})
	}
}

// historyOf is a line's changes, the newest first.
func historyOf(ctx context.Context, history History, p season.Place) ([]season.Revision, error) {
	changes, err := history.History(ctx, p.Market, p.Episode, p.Key)
	changes = slices.Clone(changes)
	slices.Reverse(changes)
	return changes, err
}

func (c *historyView) area() area { return pane }

func (c *historyView) press(m *Model, msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch key.String() {
	case "j", "down":
		c.at = min(c.at+1, len(c.changes)-1)
	case "k", "up":
		c.at = max(c.at-1, 0)
	case "g", "home":
		c.at = 0
	case "G", "end":
		c.at = len(c.changes) - 1
	case "enter":
		return c.compareOlder(m, c.at)
	case "e":
		return c.edit(m, c.at)
	case "esc", "q", "h", "ctrl+c":
		m.layers.close()
	}
	return nil
}

// compareOlder lays an older text beside the one that stands, to be taken or edited.
func (c *historyView) compareOlder(m *Model, i int) tea.Cmd {
	text := c.changes[i].Text
	_, r, ok := m.lines.Find(c.row.Translation.Place())
	switch {
	case !ok:
		return nil
	case text == "":
		m.tell("there was no text then")
		return nil
	case text == r.Translation.Text:
		m.tell("%s has this text now", r.Ref())
		return nil
	}
	m.layers.close()
	m.lines.GoTo(r.Translation.Place())
	return m.compareText(text)
}

func (c *historyView) draw(m *Model, w, h int) ([]string, *tea.Cursor) {
	drawn := []string{m.paint.Rule(fmt.Sprintf("History of %s  %s", c.row.Ref(), c.sheet.Market.Name), w)}
	var all []string
	from, to := 0, 0
	for i, change := range c.changes {
		block := c.entry(m, change, i == c.at, w)
		if i == c.at {
			from, to = len(all), len(all)+len(block)
		}
		all = append(all, block...)
	}
	room := max(h-2, 1)
	top := max(0, min(from, to-room))
	drawn = paint.Fill(append(drawn, all[top:min(top+room, len(all))]...), w, h-1)
	return append(drawn, m.paint.Line("Enter compares it with what stands  e edits it  Esc closes", w, m.paint.Look.Faint)), nil
}

// entry is who changed the line and when, what of the text was changed, and
// the whole text where that is not seen from it.
func (c *historyView) entry(m *Model, change season.Revision, here bool, w int) []string {
	style, mark := m.paint.Look.Faint, "  "
	if here {
		style, mark = terminal.Style{Reverse: true}, "> "
	}
	var drawn []string
	drawn = append(drawn, m.paint.Wrap(mark+wording.ChangeHead(change, m.o.Now()), w, style)...)
	if change.FromText == change.Text {
		return append(drawn, m.paint.Text(change.Text, w, nil)...)
	}
	return append(drawn, m.paint.Compared(change.FromText, change.Text, w)...)
}

func (c *historyView) inWords(m *Model) ([]string, string) {
	told := []string{"History of " + c.row.Ref() + ", the newest first:"}
	for i, change := range c.changes {
		told = append(told, fmt.Sprintf("%d: %s", i+1, wording.Change(change, m.o.Now())))
	}
	return told, "Number of the text to take, or an empty line to leave:"
}

func (c *historyView) answer(m *Model, line string) tea.Cmd {
	if line = strings.TrimSpace(line); line == "" {
		m.layers.close()
		return nil
	}
	n, err := strconv.Atoi(line)
	if err != nil || n < 1 || n > len(c.changes) {
		m.fail(fmt.Errorf("%q is none of 1 to %d", line, len(c.changes)))
		return nil
	}
	return c.edit(m, n-1)
}

// edit opens an older text in the editor.
func (c *historyView) edit(m *Model, i int) tea.Cmd {
	text := c.changes[i].Text
	s, r, ok := m.lines.Find(c.row.Translation.Place())
	switch {
	case !ok:
		return nil
	case text == "":
		m.tell("there was no text then")
		return nil
	}
	m.layers.close()
	m.layers.open(newEditor(*s, *r, text))
	return nil
}
