package linelist

// Chosen are the lines of the selection, or the current one.
func (l *List) Chosen() []int {
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

// All are all lines that are shown.
func (l *List) All() []int {
	all := make([]int, len(l.shown))
	for i := range all {
		all[i] = i
	}
	return all
}

// Select begins a selection at the current line.
func (l *List) Select() { l.anchor = l.cur }

// Deselect ends the selection.
func (l *List) Deselect() { l.anchor = -1 }

// Selecting reports whether there is a selection.
func (l *List) Selecting() bool { return l.anchor >= 0 }

// ChosenOrAll are the lines of the selection, or all that are shown if there is
// none.
func (l *List) ChosenOrAll() []int {
	if l.Selecting() {
		return l.Chosen()
	}
	return l.All()
}

// Selection is from which shown line to which the selection goes; without one
// it is the current line.
func (l *List) Selection() (from, to int) {
	if !l.Selecting() {
		return l.cur, l.cur
	}
	return min(l.anchor, l.cur), max(l.anchor, l.cur)
}
