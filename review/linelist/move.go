package linelist

import (
	"dramaport/season"
	"dramaport/stage"
)

// Move goes n lines on, as far as there are lines.
func (l *List) Move(n int) { l.To(l.cur + n) }

// To goes to the i-th shown line, or the nearest there is.
func (l *List) To(i int) { l.cur = max(0, min(i, len(l.shown)-1)) }

// Seek goes to the next line (step 1) or the one before (step -1) that holds,
// once around, and tells whether there is one.
func (l *List) Seek(step int, holds func(*stage.Sheet, *stage.Row) bool) bool {
	i := l.cur
	for range l.shown {
		i = l.beside(i, step)
		if s, r := l.At(i); holds(s, r) {
			l.cur = i
			return true
		}
	}
	return false
}

// GoTo goes to the line at a place, if it is shown.
func (l *List) GoTo(p season.Place) bool {
	for i := range l.shown {
		if s, r := l.At(i); r.Key == p.Key && s.Episode == p.Episode && s.Market.Name == p.Market {
			l.cur = i
			return true
		}
	}
	return false
}

// Scroll moves the window of height lines so that the current one is in it,
// with two around it where there are.
func (l *List) Scroll(height int) {
	margin := min(2, (height-1)/2)
	l.top = min(l.top, l.cur-margin)
	l.top = max(l.top, l.cur-height+1+margin)
	l.top = max(0, min(l.top, len(l.shown)-height))
}

// NextSheet goes to the first line of the next sheet (step 1), or of the one
// before (step -1).
func (l *List) NextSheet(step int) {
	s, _, ok := l.Current()
	if !ok {
		return
	}
	from := idOf(*s)
	l.Seek(step, func(s *stage.Sheet, _ *stage.Row) bool { return idOf(*s) != from })
	s, _, _ = l.Current()
	for l.cur > 0 {
		if before, _ := l.At(l.cur - 1); idOf(*before) != idOf(*s) {
			return
		}
		l.cur--
	}
}

// beside is the line step (1 or -1) on from the i-th, around the ends.
func (l *List) beside(i, step int) int {
	switch i += step; {
	case i < 0:
		return len(l.shown) - 1
	case i >= len(l.shown):
		return 0
	}
	return i
}

// First goes to the first line shown that holds.
func (l *List) First(holds func(*stage.Sheet, *stage.Row) bool) bool {
	for i := range l.shown {
		if holds(l.At(i)) {
			l.To(i)
			return true
		}
	}
	return false
}
