package review

import (
	"slices"
	"strings"

	"dramaport/season"
	"dramaport/stage"
)

// lines are the season's lines in their order, those of them that the filter
// shows, and where the reviewer is. The filter is a snapshot: a line that is
// decided stays where it is until the filter is set anew, so that nothing
// jumps under the reviewer's eyes.
type lines struct {
	sheets []stage.Sheet
	// all are the lines that need a translation, shown indices into it.
	all   []spot
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

// openShown is how many of the shown lines are not approved.
func (l *lines) openShown() int {
	if l.open < 0 {
		l.open = 0
		for i := range l.shown {
			if _, r := l.at(i); open(r) {
				l.open++
			}
		}
	}
	return l.open
}

// spot is where a row stands: in which sheet, and where in it.
type spot struct{ sheet, row int32 }

type sheetID struct {
	market  season.MarketName
	episode season.EpisodeName
}

func idOf(s stage.Sheet) sheetID { return sheetID{s.Market.Name, s.Episode} }

// put lays sheets down: new ones after the others, known ones in their place.
// A row that is known in a later version than the sheet's is kept. keep is
// the filter that new rows must pass.
func (l *lines) put(sheets []stage.Sheet, keep func(*stage.Sheet, *stage.Row) bool) {
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

func (l *lines) append(s stage.Sheet, keep func(*stage.Sheet, *stage.Row) bool) {
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
		l.all = append(l.all, spot{at, int32(i)})
	}
}

// replace puts a sheet that was read again into its place.
func (l *lines) replace(at int32, s stage.Sheet) {
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

// at is the i-th shown line.
func (l *lines) at(i int) (*stage.Sheet, *stage.Row) {
	p := l.all[l.shown[i]]
	s := &l.sheets[p.sheet]
	return s, &s.Rows[p.row]
}

// current is the line the reviewer is on; false if none is shown.
func (l *lines) current() (*stage.Sheet, *stage.Row, bool) {
	if len(l.shown) == 0 {
		return nil, nil, false
	}
	s, r := l.at(l.cur)
	return s, r, true
}

// find is the row at a place.
func (l *lines) find(p season.Place) (*stage.Sheet, *stage.Row, bool) {
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

// has reports whether lines of a market were read.
func (l *lines) has(m season.MarketName) bool {
	return slices.ContainsFunc(l.sheets, func(s stage.Sheet) bool { return s.Market.Name == m })
}

// show sets the filter and keeps the reviewer on the same line, or on the
// next one that is shown.
func (l *lines) show(keep func(*stage.Sheet, *stage.Row) bool) {
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

// move goes n lines on, as far as there are lines.
func (l *lines) move(n int) { l.to(l.cur + n) }

// to goes to the i-th shown line, or the nearest there is.
func (l *lines) to(i int) { l.cur = max(0, min(i, len(l.shown)-1)) }

// seek goes to the next line (step 1) or the one before (step -1) that holds,
// once around, and tells whether there is one.
func (l *lines) seek(step int, holds func(*stage.Sheet, *stage.Row) bool) bool {
	i := l.cur
	for range l.shown {
		i = l.beside(i, step)
		if s, r := l.at(i); holds(s, r) {
			l.cur = i
			return true
		}
	}
	return false
}

// goTo goes to the line at a place, if it is shown.
func (l *lines) goTo(p season.Place) bool {
	for i := range l.shown {
		if s, r := l.at(i); r.Key == p.Key && s.Episode == p.Episode && s.Market.Name == p.Market {
			l.cur = i
			return true
		}
	}
	return false
}

// scroll moves the window of height lines so that the current one is in it,
// with two around it where there are.
func (l *lines) scroll(height int) {
	margin := min(2, (height-1)/2)
	l.top = min(l.top, l.cur-margin)
	l.top = max(l.top, l.cur-height+1+margin)
	l.top = max(0, min(l.top, len(l.shown)-height))
}

// chosen are the lines of the selection, or the current one.
func (l *lines) chosen() []int {
	if len(l.shown) == 0 {
		return nil
	}
	from, to := l.cur, l.cur
	if l.anchor >= 0 {
		from, to = min(l.anchor, l.cur), max(l.anchor, l.cur)
	}
	var all []int
	for i := from; i <= min(to, len(l.shown)-1); i++ {
		all = append(all, i)
	}
	return all
}

// every are all lines that are shown.
func (l *lines) every() []int {
	all := make([]int, len(l.shown))
	for i := range all {
		all[i] = i
	}
	return all
}

// toFirst goes back to the first line that has the same group as the current
// one.
func (l *lines) toFirst(group func(*stage.Sheet) any) {
	if len(l.shown) == 0 {
		return
	}
	s, _ := l.at(l.cur)
	of := group(s)
	for l.cur > 0 {
		if s, _ := l.at(l.cur - 1); group(s) != of {
			return
		}
		l.cur--
	}
}

// text is a line's source and translation without capitals, as search looks
// through them: a copy of all lines costs 10 MB at 100,000 and makes a key of
// a search thirty times as quick.
func (l *lines) text(i int) string {
	if len(l.folded) < len(l.all) {
		l.folded = append(l.folded, make([]string, len(l.all)-len(l.folded))...)
	}
	at := l.shown[i]
	if l.folded[at] == "" {
		_, r := l.at(i)
		l.folded[at] = strings.ToLower(r.Text + "\x00" + r.Translation.Text)
	}
	return l.folded[at]
}

// unfold forgets what search knew of a sheet.
func (l *lines) unfold(sheet int32) {
	i, _ := slices.BinarySearchFunc(l.all, sheet, func(p spot, sheet int32) int { return int(p.sheet - sheet) })
	for ; i < len(l.folded) && l.all[i].sheet == sheet; i++ {
		l.folded[i] = ""
	}
}

// seekText goes to the next line (step 1) or the one before (step -1) that
// holds a text without capitals, once around.
func (l *lines) seekText(step int, lower string) bool {
	i := l.cur
	for range l.shown {
		i = l.beside(i, step)
		if strings.Contains(l.text(i), lower) {
			l.cur = i
			return true
		}
	}
	return false
}

// beside is the line step (1 or -1) on from the i-th, around the ends.
func (l *lines) beside(i, step int) int {
	switch i += step; {
	case i < 0:
		return len(l.shown) - 1
	case i >= len(l.shown):
		return 0
	}
	return i
}
