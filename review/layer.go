package review

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"
)

// A layer lies over the list and has the keys until it is closed.
type layer interface {
	// press takes a tea.KeyPressMsg or a tea.PasteMsg.
	press(*Model, tea.Msg) tea.Cmd
	// draw is the layer's lines, each exactly w cells wide, at most h of them,
	// and where the terminal's cursor stands in them, nil if nowhere.
	draw(m *Model, w, h int) ([]string, *tea.Cursor)
	// area says how much of the screen the layer takes.
	area() area
}

// A messageLayer is a layer that wants other messages as well.
type messageLayer interface {
	update(*Model, tea.Msg) tea.Cmd
}

// area is how much of the screen a layer takes.
type area int

const (
	// footer is the lines at the bottom that the layer needs.
	footer area = iota
	// pane is the place of the detail, or the whole of a narrow screen.
	pane
	// whole is all but the header.
	whole
)

// layers lie over the list; the last one has the keys.
type layers []layer

// open lays a layer over what is there.
func (ls *layers) open(l layer) { *ls = append(*ls, l) }

// close takes the topmost layer off.
func (ls *layers) close() {
	if n := len(*ls); n > 0 {
		*ls = (*ls)[:n-1]
	}
}

// top is the topmost layer, nil if there is none.
func (ls layers) top() layer {
	if len(ls) == 0 {
		return nil
	}
	return ls[len(ls)-1]
}

// topmost is the uppermost layer of a spread, nil if there is none.
func (ls layers) topmost(spreads ...area) layer {
	for i := len(ls) - 1; i >= 0; i-- {
		if slices.Contains(spreads, ls[i].area()) {
			return ls[i]
		}
	}
	return nil
}

// takes is the list of takes that is open, nil if none is.
func (ls layers) takes() *takesList {
	for _, l := range ls {
		if t, ok := l.(*takesList); ok {
			return t
		}
	}
	return nil
}

// tell says something at the foot of the screen.
func (m *Model) tell(format string, args ...any) {
	m.message = message{text: fmt.Sprintf(format, args...)}
}

// fail says what went wrong.
func (m *Model) fail(err error) { m.message = message{text: err.Error(), bad: true} }
