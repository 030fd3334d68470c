package linelist

import (
	"dramaport/season"
	"dramaport/stage"
)

// List is the season's lines in their order, those of them that the filter
// shows, and where the reviewer is. The filter is a snapshot: a line that is
// decided stays where it is until the filter is set anew, so that nothing
// jumps under the reviewer's eyes.
type List struct {
	sheets []stage.Sheet
	// all are the lines that need a translation, shown indices into it.
	all   []position
	shown []int32
	// cur is the line the reviewer is on and top the first one drawn, both
	// indices into shown; anchor is where a selection began, or -1.
	cur, top, anchor int
	// last is where the reviewer was, an index into all, while none is shown.
	last  int32
	where map[sheetID]int32
	// folded is what search looks through, made when it is first asked for;
	// "" has to be made again.
	folded []string
	// open is how many of the shown lines are not approved, -1 if that has to
	// be counted again.
	open int
}

// Open is how many of the shown lines are not approved.
func (l *List) Open() int {
	if l.open < 0 {
		l.open = 0
		for i := range l.shown {
			if _, r := l.At(i); !r.Settled() {
				l.open++
			}
		}
	}
	return l.open
}

// position is where a row stands: in which sheet, and where in it.
type position struct{ sheet, row int32 }

type sheetID struct {
	market  season.MarketName
	episode season.EpisodeName
}

func idOf(s stage.Sheet) sheetID { return sheetID{s.Market.Name, s.Episode} }

// Put lays sheets down: new ones after the others, known ones in their place.
// A row that is known in a later version than the sheet's is kept. keep is
// the filter that new rows must pass.
func (l *List) Put(sheets []stage.Sheet, keep func(*stage.Sheet, *stage.Row) bool) {
	if l.where == nil {
		l.where = map[sheetID]int32{}
		l.anchor = -1
	}
	l.open = -1
	for _, s := range sheets {
		if i, known := l.where[idOf(s)]; known {
			l.replace(i, s)
			continue
		}
		l.append(s, keep)
	}
}

func (l *List) append(s stage.Sheet, keep func(*stage.Sheet, *stage.Row) bool) {
	at := int32(len(l.sheets))
	l.where[idOf(s)] = at
	l.sheets = append(l.sheets, s)
	for i := range s.Rows {
		if !s.Rows[i].Speaks() {
			continue
		}
		if keep(&l.sheets[at], &s.Rows[i]) {
			l.shown = append(l.shown, int32(len(l.all)))
		}
		l.all = append(l.all, position{at, int32(i)})
	}
}

// replace puts a sheet that was read again into its place.
func (l *List) replace(at int32, s stage.Sheet) {
	old := l.sheets[at]
	l.unfold(at)
	if len(old.Rows) == len(s.Rows) {
		for i := range s.Rows {
			if old.Rows[i].Key == s.Rows[i].Key && old.Rows[i].Translation.Version > s.Rows[i].Translation.Version {
				s.Rows[i].Translation = old.Rows[i].Translation
				s.Rows[i].Stale = s.Rows[i].Translation.Stale(s.Rows[i].Basis)
			}
		}
		l.sheets[at] = s
	}
}

// At is the i-th shown line.
func (l *List) At(i int) (*stage.Sheet, *stage.Row) {
	p := l.all[l.shown[i]]
	s := &l.sheets[p.sheet]
	return s, &s.Rows[p.row]
}

// Show sets the filter and keeps the reviewer on the same line, or on the
// next one that is shown.
func (l *List) Show(keep func(*stage.Sheet, *stage.Row) bool) {
	if len(l.shown) > 0 {
		l.last = l.shown[l.cur]
	}
	on := l.last
	l.shown = l.shown[:0]
	l.cur, l.anchor, l.open = 0, -1, -1
	for i, p := range l.all {
		s := &l.sheets[p.sheet]
		if !keep(s, &s.Rows[p.row]) {
			continue
		}
		if int32(i) <= on {
			l.cur = len(l.shown)
		}
		l.shown = append(l.shown, int32(i))
	}
	if l.cur < len(l.shown)-1 && len(l.shown) > 0 && l.shown[l.cur] < on {
		l.cur++
	}
}
