package review

import (
	"fmt"

	tea "charm.land/bubbletea/v2"
)

// A layer lies over the list and has the keys until it is closed.
type layer interface {
	// press takes a tea.KeyPressMsg or a tea.PasteMsg.
	press(*Model, tea.Msg) tea.Cmd
	// draw is the layer's lines, each exactly w cells wide, at most h of them,
	// and where the terminal's cursor stands in them, nil if nowhere.
	draw(m *Model, w, h int) ([]string, *tea.Cursor)
	// spread says how much of the screen the layer takes.
	spread() spread
}

// A listener is a layer that wants other messages as well.
type listener interface {
	hear(*Model, tea.Msg) tea.Cmd
}

// spread is how much of the screen a layer takes.
type spread int

const (
	// footer is the lines at the bottom that the layer needs.
	footer spread = iota
	// pane is the place of the detail, or the whole of a narrow screen.
	pane
	// whole is all but the header.
	whole
)

// open lays a layer over what is there.
func (m *Model) open(l layer) { m.layers = append(m.layers, l) }

// close takes the topmost layer off.
func (m *Model) close() {
	if n := len(m.layers); n > 0 {
		m.layers = m.layers[:n-1]
	}
}

// tell says something at the foot of the screen.
func (m *Model) tell(format string, args ...any) { m.told = told{text: fmt.Sprintf(format, args...)} }

// fail says what went wrong.
func (m *Model) fail(err error) { m.told = told{text: err.Error(), bad: true} }
