package paint

import (
	"sort"
)

// Typed draws a label and a text with the cursor before its at-th rune,
// scrolled so that the cursor is seen, and tells the cursor's column.
func (p Painter) Typed(label, text string, at, w int) (string, int) {
	runes := []rune(text)
	before := min(p.Cells.Width(label), w)
	// Of a long text no more is looked at than can be seen.
	nearest := max(0, at-mostSeen*max(w, 1))
	from := nearest + sort.Search(at-nearest, func(i int) bool {
		return before+p.Cells.Width(string(runes[nearest+i:at])) < w
	})
	x := before + p.Cells.Width(string(runes[from:at]))
	seen := string(runes[from:min(len(runes), from+mostSeen*max(w, 1))])
	return p.Line(label, before, p.Look.Plain) + p.Line(seen, w-before, p.Look.Plain), min(x, w-1)
}

// mostSeen is how many characters a cell is thought to hold at most: a letter
// with its marks, a cluster with its joiners.
const mostSeen = 16
