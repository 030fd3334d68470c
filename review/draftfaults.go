package review

import (
	"fmt"

	"dramaport/review/editfile"
	"dramaport/review/paint"

	tea "charm.land/bubbletea/v2"
)

// draftFaults is a draft of which something could not be taken: its file stays, and
// can be opened again.
type draftFaults struct {
	draft *draft
	// why says that nothing was taken, and text is what the file holds; or
	// else faults say what was not.
	why    string
	text   string
	faults []editfile.Fault
	top    int
}

func (s *draftFaults) area() area { return pane }

func (s *draftFaults) press(m *Model, msg tea.Msg) tea.Cmd {
	switch {
	case isKey(msg, "e"), isKey(msg, "E"), isKey(msg, "enter"):
		m.layers.close()
		return m.runEditor(s.draft)
	case isKey(msg, "t") && s.changed():
		m.layers.close()
		return m.applyDraft(s.draft, s.text)
	case isKey(msg, "j"), isKey(msg, "down"):
		s.top++
	case isKey(msg, "k"), isKey(msg, "up"):
		s.top--
	case isKey(msg, "esc"), isKey(msg, "q"), isKey(msg, "ctrl+c"):
		m.layers.close()
		m.tell("your file is %s", s.draft.path)
	}
	return nil
}

// changed reports whether the file holds something that could be taken all the
// same.
func (s *draftFaults) changed() bool { return s.why != "" && s.text != "" && s.text != s.draft.text }

func (s *draftFaults) draw(m *Model, w, h int) ([]string, *tea.Cursor) {
	drawn := []string{m.paint.Rule("Your editor's file", w)}
	wrapped := func(text string, bad bool) {
		style := m.paint.Look.Plain
		if bad {
			style = m.paint.Look.Bad
		}
		drawn = append(drawn, m.paint.Wrap(text, w, style)...)
	}
	if s.why != "" {
		wrapped("Nothing was taken: "+s.why, true)
	}
	for _, f := range s.faults {
		wrapped(fmt.Sprintf("line %d: %s", f.Line, f.Message), true)
	}
	if len(s.faults) > 0 {
		wrapped("These were not taken; all other changes are kept.", false)
	}
	wrapped("The file stays: "+s.draft.path, false)
	keys := "e opens it again  Esc leaves it"
	if s.changed() {
		keys = "e opens it again  t takes it as it is  Esc leaves it"
	}
	room := max(h-1, 1)
	s.top = max(0, min(s.top, len(drawn)-room))
	drawn = paint.Fill(drawn[s.top:], w, room)
	return append(drawn, m.paint.Line(keys, w, m.paint.Look.Faint)), nil
}
