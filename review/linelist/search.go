package linelist

import (
	"slices"
	"strings"
)

// text is a line's source and translation without capitals, as search looks
// through them: a copy of all lines costs 10 MB at 100,000 and makes a key of
// a search thirty times as quick.
func (l *List) text(i int) string {
	if len(l.folded) < len(l.all) {
		l.folded = append(l.folded, make([]string, len(l.all)-len(l.folded))...)
	}
	at := l.shown[i]
	if l.folded[at] == "" {
		_, r := l.At(i)
		l.folded[at] = strings.ToLower(r.Text + "\x00" + r.Translation.Text)
	}
	return l.folded[at]
}

// unfold forgets what search knew of a sheet.
func (l *List) unfold(sheet int32) {
	i, _ := slices.BinarySearchFunc(l.all, sheet, func(p position, sheet int32) int { return int(p.sheet - sheet) })
	for ; i < len(l.folded) && l.all[i].sheet == sheet; i++ {
		l.folded[i] = ""
	}
}

// SeekText goes to the next line (step 1) or the one before (step -1) that
// holds a text without capitals, once around.
func (l *List) SeekText(step int, lower string) bool {
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

// Holds reports whether the current line holds a text without capitals.
func (l *List) Holds(lower string) bool {
	return len(l.shown) > 0 && strings.Contains(l.text(l.cur), lower)
}
