package linelist

import (
	"slices"

	"dramaport/season"
	"dramaport/stage"
)

// Current is the line the reviewer is on; false if none is shown.
func (l *List) Current() (*stage.Sheet, *stage.Row, bool) {
	if len(l.shown) == 0 {
		return nil, nil, false
	}
	s, r := l.At(l.cur)
	return s, r, true
}

// Find is the row at a place.
func (l *List) Find(p season.Place) (*stage.Sheet, *stage.Row, bool) {
	at, ok := l.where[sheetID{p.Market, p.Episode}]
	if !ok {
		return nil, nil, false
	}
	s := &l.sheets[at]
	i := slices.IndexFunc(s.Rows, func(r stage.Row) bool { return r.Key == p.Key })
	if i < 0 {
		return nil, nil, false
	}
	return s, &s.Rows[i], true
}

// Has reports whether lines of a market were read.
func (l *List) Has(m season.MarketName) bool {
	return slices.ContainsFunc(l.sheets, func(s stage.Sheet) bool { return s.Market.Name == m })
}

// Place is the place of the current line; false if none is shown.
func (l *List) Place() (season.Place, bool) {
	_, r, ok := l.Current()
	if !ok {
		return season.Place{}, false
	}
	return r.Translation.Place(), true
}

// Own is the sheet of the current line, with rows of its own, and the line's
// place in it; false if none is shown. What runs beside the screen may read it.
func (l *List) Own() (stage.Sheet, int, bool) {
	if len(l.shown) == 0 {
		return stage.Sheet{}, 0, false
	}
	p := l.all[l.shown[l.cur]]
	return ownRows(l.sheets[p.sheet]), int(p.row), true
}

// OwnRow is Own with the line itself in the place of its index.
func (l *List) OwnRow() (stage.Sheet, stage.Row, bool) {
	s, i, ok := l.Own()
	if !ok {
		return stage.Sheet{}, stage.Row{}, false
	}
	return s, s.Rows[i], true
}

// OwnAt is Own for the line at a place; false if it is not there.
func (l *List) OwnAt(p season.Place) (stage.Sheet, int, bool) {
	s, _, ok := l.Find(p)
	if !ok {
		return stage.Sheet{}, 0, false
	}
	return ownRows(*s), slices.IndexFunc(s.Rows, func(r stage.Row) bool { return r.Key == p.Key }), true
}

func ownRows(s stage.Sheet) stage.Sheet {
	s.Rows = slices.Clone(s.Rows)
	return s
}

// Known are those of sheets that are in the list.
func (l *List) Known(sheets []stage.Sheet) []stage.Sheet {
	return slices.DeleteFunc(sheets, func(s stage.Sheet) bool {
		_, known := l.where[idOf(s)]
		return !known
	})
}

// Sheets are the sheets in the list; nothing may be changed in them.
func (l *List) Sheets() []stage.Sheet { return l.sheets }

// Len is how many lines are shown, Index which of them is the current one, Top
// which is the first one drawn.
func (l *List) Len() int { return len(l.shown) }

// Index is where the current line stands among those shown.
func (l *List) Index() int { return l.cur }

// Top is the index of the first line in the window.
func (l *List) Top() int { return l.top }

// NeedsDecision is a line that a person still has to decide.
func NeedsDecision(_ *stage.Sheet, r *stage.Row) bool { return !r.Settled() }
