package review

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/unicode/norm"
)

// prompt is a line to be typed at the foot of the screen.
type prompt struct {
	label string
	input textinput.Model
	done  func(*Model, string) tea.Cmd
	// changed hears of every change, abandoned of Esc; complete offers what
	// the line may become. All may be nil.
	changed   func(*Model, string)
	abandoned func(*Model)
	complete  func(*Model, string) []string
	offered   []string
	offer     int
}

// newPrompt is a prompt that begins with text.
func newPrompt(label, text string, done func(*Model, string) tea.Cmd) *prompt {
	in := textinput.New()
	in.SetVirtualCursor(false)
	in.SetValue(text)
	in.CursorEnd()
	in.Focus()
	return &prompt{label: label, input: in, done: done}
}

func (p *prompt) area() area { return footer }

func (p *prompt) press(m *Model, msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "enter":
			m.layers.close()
			return p.done(m, p.text())
		case "esc", "ctrl+c":
			return p.abandon(m)
		case "tab", "shift+tab":
			p.next(m, key.String() == "tab")
			return nil
		}
	}
	before := p.input.Value()
	if before == "" && isKey(msg, "backspace") {
		return p.abandon(m)
	}
	var cmd tea.Cmd
	p.input, cmd = p.input.Update(cleaned(msg))
	if p.input.Value() != before {
		p.offered = nil
		if p.changed != nil {
			p.changed(m, p.text())
		}
	}
	return cmd
}

// text is what was typed, in NFC.
func (p *prompt) text() string { return norm.NFC.String(p.input.Value()) }

func (p *prompt) abandon(m *Model) tea.Cmd {
	m.layers.close()
	if p.abandoned != nil {
		p.abandoned(m)
	}
	return nil
}

// next completes the line with the next of what is offered.
func (p *prompt) next(m *Model, forward bool) {
	if p.complete == nil {
		return
	}
	if p.offered == nil {
		p.offered, p.offer = p.complete(m, p.text()), -1
	}
	if len(p.offered) == 0 {
		return
	}
	if forward {
		p.offer++
	} else {
		p.offer += len(p.offered) - 1
	}
	p.offer = (p.offer + len(p.offered)) % len(p.offered)
	p.input.SetValue(p.offered[p.offer])
	p.input.CursorEnd()
}

func (p *prompt) draw(m *Model, w, h int) ([]string, *tea.Cursor) {
	var drawn []string
	if len(p.offered) > 1 && h > 1 {
		drawn = append(drawn, m.paint.Line(strings.Join(p.offered, "  "), w, m.paint.Look.Faint))
	}
	line, x := m.paint.Typed(p.label, p.input.Value(), p.input.Position(), w)
	return append(drawn, line), tea.NewCursor(x, len(drawn))
}

// cleaned is a paste on one line, without what a terminal obeys.
func cleaned(msg tea.Msg) tea.Msg {
	if p, ok := msg.(tea.PasteMsg); ok {
		return tea.PasteMsg{Content: strings.Join(strings.Fields(pasted(p.Content)), " ")}
	}
	return msg
}

// pasted is a pasted text with its line ends as LF, in NFC.
func pasted(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return norm.NFC.String(strings.ReplaceAll(s, "\r", "\n"))
}

func isKey(msg tea.Msg, name string) bool {
	key, ok := msg.(tea.KeyPressMsg)
	return ok && key.String() == name
}

// question is answered by y or n.
type question struct {
	text string
	yes  func(*Model) tea.Cmd
	// leaving says that it asks whether to leave, to which Ctrl-C is a yes.
	leaving bool
}

func (q *question) area() area { return footer }

func (q *question) press(m *Model, msg tea.Msg) tea.Cmd {
	switch {
	case isKey(msg, "y"), isKey(msg, "enter"), q.leaving && isKey(msg, "ctrl+c"):
		m.layers.close()
		return q.yes(m)
	case isKey(msg, "n"), isKey(msg, "esc"), isKey(msg, "q"), isKey(msg, "ctrl+c"):
		m.layers.close()
	}
	return nil
}

func (q *question) draw(m *Model, w, _ int) ([]string, *tea.Cursor) {
	return []string{m.paint.Line(q.text+" [y/n]", w, m.paint.Look.Strong)}, nil
}
