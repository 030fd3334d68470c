package review

import (
	"fmt"
	"slices"
	"strings"

	"dramaport/review/keymap"
	"dramaport/review/wording"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// textLayer is a layer that can be written and answered in words.
type textLayer interface {
	// inWords is what there is to tell, and what is asked; nothing is asked by
	// a layer that only tells.
	inWords(*Model) (told []string, asked string)
	// answer takes the answer, one line.
	answer(m *Model, line string) tea.Cmd
}

// tellLayers tells what lies over the lines, if anything does, and takes off
// what asks nothing.
func (t *plainSession) tellLayers() bool {
	for len(t.m.layers) > 0 {
		l := t.m.layers[len(t.m.layers)-1]
		told, asked := t.inWords(l)
		for _, line := range told {
			t.say(line)
		}
		if asked != "" {
			return true
		}
		t.m.layers.close()
	}
	return false
}

// question is what is asked now.
func (t *plainSession) question() string {
	if n := len(t.m.layers); n > 0 {
		_, asked := t.inWords(t.m.layers[n-1])
		return asked
	}
	return "Command:"
}

// inWords is a layer in words: its own, or else what it draws.
func (t *plainSession) inWords(l layer) ([]string, string) {
	if s, ok := l.(textLayer); ok {
		return s.inWords(t.m)
	}
	drawn, _ := l.draw(t.m, t.m.width, t.m.height)
	return plainLines(drawn), "Key, such as enter or esc, or text:"
}

// plainLines are drawn lines without what only a screen shows. Where the reviewer
// is, drawn in reverse, is said by a word.
func plainLines(drawn []string) []string {
	var all []string
	for _, line := range drawn {
		text := strings.Trim(ansi.Strip(line), " ─│")
		if text == "" {
			continue
		}
		if inReverse(line) {
			text = "Here: " + text
		}
		all = append(all, text)
	}
	return all
}

// inReverse reports whether a line begins in reverse. In words nothing else is
// styled but by a layer's own hand.
func inReverse(line string) bool {
	style, _, _ := strings.Cut(line, "m")
	codes, ok := strings.CutPrefix(style, "\x1b[")
	return ok && slices.Contains(strings.Split(codes, ";"), "7")
}

// answer gives a layer a line: in words if it takes them, else as the key of
// that name, or as text that is typed.
func (t *plainSession) answer(l layer, line string) tea.Cmd {
	if s, ok := l.(textLayer); ok {
		return s.answer(t.m, line)
	}
	if line == "" {
		line = "enter"
	}
	if key, err := keymap.Press(line); err == nil {
		return l.press(t.m, key)
	}
	return l.press(t.m, tea.PasteMsg{Content: line})
}

func (p *prompt) inWords(*Model) ([]string, string) {
	if begun := p.input.Value(); begun != "" {
		return []string{"Now: " + begun}, p.label
	}
	return nil, p.label
}

// answer takes what is typed; an empty line leaves all as it is.
func (p *prompt) answer(m *Model, line string) tea.Cmd {
	if strings.TrimSpace(line) == "" {
		m.tell("nothing is changed")
		return p.abandon(m)
	}
	if p.changed != nil {
		p.changed(m, line)
	}
	m.layers.close()
	return p.done(m, line)
}

func (q *question) inWords(*Model) ([]string, string) { return nil, q.text + " Yes or no:" }

func (q *question) answer(m *Model, line string) tea.Cmd {
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "y", "yes":
		m.layers.close()
		return q.yes(m)
	case "n", "no", "":
		m.layers.close()
		m.tell("nothing is changed")
	default:
		m.fail(fmt.Errorf("%q is neither yes nor no", line))
	}
	return nil
}

func (e *editor) inWords(*Model) ([]string, string) {
	text := e.text()
	if text == "" {
		return nil, "New text, or an empty line to leave:"
	}
	return []string{"Text: " + wording.OneLine(text)}, "New text, an empty line to keep this one, or a dot to leave:"
}

// answer takes the new text; \n in it begins a new line of the text.
func (e *editor) answer(m *Model, line string) tea.Cmd {
	line = strings.TrimSpace(line)
	switch {
	case line == ".", line == "" && e.text() == "":
		m.layers.close()
		m.tell("nothing is changed")
		return nil
	case line != "":
		e.input.SetValue(strings.ReplaceAll(line, `\n`, "\n"))
	}
	return e.keep(m, false)
}

func (c *conflictView) inWords(m *Model) ([]string, string) {
	mine, theirs := c.conflict.Mine, c.conflict.Theirs
	name := string(theirs.Episode)
	if _, r, ok := m.lines.Find(theirs.Place()); ok {
		name = r.Ref()
	}
	return []string{
		"Conflict on " + name + ": " + wording.Author(theirs) + " was faster",
		"Theirs, " + wording.State(theirs.State) + ": " + wording.OneLine(theirs.Text),
		"Yours, " + wording.State(mine.State) + ": " + wording.OneLine(mine.Text),
	}, "mine, theirs, or edit:"
}

func (c *conflictView) answer(m *Model, line string) tea.Cmd {
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "mine", "m":
		return c.press(m, letter('m'))
	case "theirs", "t", "":
		return c.press(m, letter('t'))
	case "edit", "e":
		return c.press(m, letter('e'))
	}
	m.fail(fmt.Errorf("%q is neither mine, theirs nor edit", line))
	return nil
}

// letter is the key of a letter as a terminal sends it.
func letter(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Text: string(r)} }

func (f *filterMenu) inWords(*Model) ([]string, string) {
	told := []string{"Show only:"}
	for _, c := range f.choices {
		told = append(told, c.filter+": "+c.help)
	}
	return told, "Filter, or an empty line to leave:"
}

func (f *filterMenu) answer(m *Model, line string) tea.Cmd {
	m.layers.close()
	if strings.TrimSpace(line) == "" {
		return nil
	}
	return m.setFilter(line)
}

func (r *textView) inWords(m *Model) ([]string, string) {
	return append([]string{r.title + ":"}, plainLines(r.lines(m, m.width, r.sought))...), ""
}

func (r *textView) answer(m *Model, _ string) tea.Cmd {
	m.layers.close()
	return nil
}
