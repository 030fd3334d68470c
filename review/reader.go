package review

import (
	"dramaport/review/paint"

	tea "charm.land/bubbletea/v2"
)

// textView shows a text to be read, and scrolled where it is longer than the
// screen. / narrows it to what holds some words, where the text can be.
type textView struct {
	title string
	// lines are the text for a width, of what holds the words sought.
	lines func(m *Model, w int, sought string) []string
	// searches says that lines heeds what is sought.
	searches bool
	sought   string
	top      int
	size     area
}

func (r *textView) area() area { return r.size }

func (r *textView) press(m *Model, msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch key.String() {
	case "j", "down":
		r.top++
	case "k", "up":
		r.top--
	case "space", "pgdown", "ctrl+d", "ctrl+f":
		r.top += m.page()
	case "pgup", "ctrl+u", "ctrl+b":
		r.top -= m.page()
	case "g", "home":
		r.top = 0
	case "/":
		if r.searches {
			m.layers.open(r.seek(m))
		}
	case "esc", "q", "enter", "?", "ctrl+c":
		m.layers.close()
	}
	return nil
}

// seek narrows the text as words are typed.
func (r *textView) seek(m *Model) *prompt {
	before := r.sought
	p := newPrompt("/", r.sought, func(*Model, string) tea.Cmd { return nil })
	p.changed = func(_ *Model, words string) { r.sought, r.top = words, 0 }
	p.abandoned = func(*Model) { r.sought = before }
	return p
}

func (r *textView) draw(m *Model, w, h int) ([]string, *tea.Cursor) {
	lines := r.lines(m, w, r.sought)
	room := max(h-2, 1)
	r.top = max(0, min(r.top, len(lines)-room))
	foot := "Esc closes"
	if len(lines) > room {
		foot = "j k scroll  " + foot
	}
	if r.searches {
		foot = "/ searches  " + foot
	}
	drawn := append([]string{m.paint.Rule(r.title, w)}, lines[r.top:min(r.top+room, len(lines))]...)
	drawn = paint.Fill(drawn, w, h-1)
	return append(drawn, m.paint.Line(foot, w, m.paint.Look.Faint)), nil
}

// help shows the keys, or those of them that mention some words.
func (m *Model) help(words string) tea.Cmd {
	m.layers.open(&textView{title: "Keys", size: whole, searches: true, sought: words, lines: func(m *Model, w int, sought string) []string {
		var drawn []string
		for _, line := range m.o.Keys.Help(w, sought) {
			drawn = append(drawn, m.paint.Line(line, w, m.paint.Look.Plain))
		}
		return drawn
	}})
	return nil
}
