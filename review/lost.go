package review

import (
	"cmp"
	"fmt"
	"slices"

	"dramaport/review/keymap"
	"dramaport/stage"
)

// lost is what was to choose the lines that are decided on next, and could not.
// A person sees where the review is; in a script nothing is decided until
// something else has chosen the lines.
type lost struct {
	// line is a place or a search that led nowhere, filter a filter that cannot
	// be read.
	line, filter string
}

// led is what led nowhere, "" if the review is where it was sent.
func (l lost) led() string { return cmp.Or(l.filter, l.line) }

// safe are the actions that a script may do while it is lost: they choose
// lines anew, or decide nothing.
func safe(a keymap.Action) bool {
	switch a {
	case keymap.ActionGo, keymap.ActionTop, keymap.ActionBottom, keymap.ActionSearch, keymap.ActionFilter, keymap.ActionClearFilter,
		keymap.ActionRefresh, keymap.ActionStatistics, keymap.ActionHelp, keymap.ActionQuit:
		return true
	}
	return false
}

// lostError says that a command would be done on other lines than were meant.
type lostError struct{ line, led string }

// Error says what mends it.
func (l lostError) Error() string {
	return fmt.Sprintf("%s would be for another line than was meant, as %q led to none; name the line first, such as go e012:7", l.line, l.led)
}

// sought notes whether a line that was sought is where the review is now.
func (l *lost) sought(what string, ok bool) {
	if ok {
		what = ""
	}
	l.line = what
}

// StartError says that the line a review was to begin with is not shown.
type StartError struct {
	Ref string
	// Filtered says that the season has it, but the filter leaves it out.
	Filtered bool
}

// Error says what mends it.
func (e *StartError) Error() string {
	if e.Filtered {
		return e.Ref + " is not among the lines shown: review it without the filter"
	}
	return e.Ref + " names no line with words: write EPISODE:LINE, such as e001:7; lines lists them"
}

// mustStart goes to the line to begin on, in whatever market it is shown.
func (m *Model) mustStart() error {
	is := func(_ *stage.Sheet, r *stage.Row) bool { return r.Ref() == m.o.Start }
	if s, r, ok := m.lines.Current(); m.o.Start == "" || ok && is(s, r) || m.lines.Seek(1, is) {
		return nil
	}
	e := &StartError{Ref: m.o.Start}
	for _, s := range m.lines.Sheets() {
		e.Filtered = e.Filtered || slices.ContainsFunc(s.Rows, func(r stage.Row) bool { return r.Speaks() && is(&s, &r) })
	}
	return e
}
