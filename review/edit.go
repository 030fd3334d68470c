package review

import (
	"errors"
	"fmt"
	"strings"

	"dramaport/review/keymap"
	"dramaport/review/paint"
	"dramaport/season"
	"dramaport/season/decide"
	"dramaport/stage"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
)

// editor writes the text of a line in its place. Enter keeps it; alt+a keeps
// and approves it; alt+enter begins a new line of the text.
type editor struct {
	input textarea.Model
	sheet stage.Sheet
	row   stage.Row
}

// edit opens the current line's text, or keeps the text that is given.
func (m *Model) edit(text string) tea.Cmd {
	s, r, ok := m.lines.Current()
	if !ok {
		m.tell("no line is shown")
		return nil
	}
	if text != "" {
		return m.keepText(*r, text, false)
	}
	m.layers.open(newEditor(*s, *r, r.Translation.Text))
	return nil
}

func newEditor(s stage.Sheet, r stage.Row, text string) *editor {
	a := textarea.New()
	a.SetVirtualCursor(false)
	a.CharLimit = 0
	a.MaxHeight = 0
	a.SetWidth(10_000)
	a.SetHeight(50)
	a.ShowLineNumbers = false
	a.SetValue(text)
	a.MoveToEnd()
	a.Focus()
	return &editor{input: a, sheet: s, row: r}
}

func (e *editor) area() area { return pane }

func (e *editor) press(m *Model, msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "enter", "ctrl+s":
			return e.keep(m, false)
		case "alt+a":
			return e.keep(m, true)
		case "esc", "ctrl+c":
			return e.leave(m)
		case "alt+enter", "ctrl+j":
			e.input.InsertString("\n")
			return nil
		}
	}
	if p, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: pasted(p.Content)}
	}
	var cmd tea.Cmd
	e.input, cmd = e.input.Update(msg)
	return cmd
}

// text is what stands in the editor.
func (e *editor) text() string { return decide.Clean(e.input.Value()) }

// keep stores the text, approved if that is asked for. One that cannot be kept
// stays in the editor.
func (e *editor) keep(m *Model, approve bool) tea.Cmd {
	if _, err := decide.Edit(m.o.By, e.row.Seen(), e.text(), approve); err == nil || errors.Is(err, decide.ErrUnchanged) {
		m.layers.close()
	}
	return m.keepText(e.row, e.text(), approve)
}

// keepText keeps a person's text for a row, if it says anything new.
func (m *Model) keepText(r stage.Row, text string, approve bool) tea.Cmd {
	t, err := decide.Edit(m.o.By, r.Seen(), text, approve)
	switch {
	case errors.Is(err, decide.ErrNoText):
		m.tell("a text cannot be empty; %s sends the line back", m.o.Keys.Name(keymap.ActionNeedsWork))
		return nil
	case errors.Is(err, decide.ErrUnchanged):
		m.tell("%s stays as it is", r.Ref())
		return nil
	case err != nil:
		m.fail(err)
		return nil
	}
	return m.write(r, t)
}

// write keeps a person's text for a row. A text that is approved at once leaves
// the reviewer's eyes: the message says what its checks say.
func (m *Model) write(r stage.Row, t season.Translation) tea.Cmd {
	if t.State != season.Approved {
		return m.keepChecked(r, t, "")
	}
	return m.checkedWith(t.Place(), t.Text, func(m *Model, as stage.Row) tea.Cmd {
		return m.keepChecked(r, t, heldBack(&as))
	})
}

// checkedWith finds beside the screen how a line would be with another text; keys
// wait until then is called with it.
func (m *Model) checkedWith(p season.Place, text string, then func(*Model, stage.Row) tea.Cmd) tea.Cmd {
	s, i, ok := m.lines.OwnAt(p)
	if !ok {
		return then(m, stage.Row{})
	}
	m.acting = true
	return func() tea.Msg {
		as := s.Judged(i, text)
		return apply(func(m *Model) tea.Cmd {
			m.acting = false
			return then(m, as)
		})
	}
}

// keepChecked keeps it; held is what holds it back from delivery.
func (m *Model) keepChecked(r stage.Row, t season.Translation, held string) tea.Cmd {
	return m.act("edit "+r.Ref(), season.Change{Translations: []season.Translation{t}}, func(m *Model) tea.Cmd {
		done := fmt.Sprintf("%s kept as %s", r.Ref(), t.State)
		if t.State == season.Approved {
			return m.nextOpen(done + held)
		}
		m.tell("%s", done)
		return nil
	})
}

// leave closes the editor; what was changed is not thrown away unasked.
func (e *editor) leave(m *Model) tea.Cmd {
	if e.text() == e.row.Translation.Text {
		m.layers.close()
		return nil
	}
	m.layers.open(&question{text: "Throw the change away?", yes: func(m *Model) tea.Cmd {
		m.layers.close()
		return nil
	}})
	return nil
}

func (e *editor) draw(m *Model, w, h int) ([]string, *tea.Cursor) {
	head := m.paint.Head(&e.sheet, &e.row, w)
	head = append(head, m.paint.Source(&e.sheet, &e.row, w)...)
	head = append(head, m.paint.Rule("Edit", w))
	written := strings.Split(e.input.Value(), "\n")
	y, at := e.input.Line(), e.input.Column()
	var drawn []string
	x := 0
	for i, line := range written {
		column := 0
		if i == y {
			column = at
		}
		text, cx := m.paint.Typed("", line, column, w)
		if i == y {
			x = cx
		}
		drawn = append(drawn, text)
	}
	live := e.row
	live.Translation.Text = e.input.Value()
	foot := append([]string{m.paint.Rule("", w)}, m.paint.Figures(&e.sheet, &live, w)...)
	foot = append(foot, m.paint.Translation(&e.sheet, &live, w)...)
	all := append(append(head, drawn...), foot...)
	room := max(h-1, 1)
	top := max(0, min(len(head)+y-room/2, len(all)-room))
	help := m.paint.Line("Enter keeps  alt+a approves  alt+Enter new line  Esc leaves", w, m.paint.Look.Faint)
	return append(paint.Cut(all[top:], room), help), tea.NewCursor(x, len(head)+y-top)
}
