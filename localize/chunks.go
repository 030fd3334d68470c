package localize

import (
	"math"
	"time"
)

// longPause is the pause at which a split costs no context: nobody is in the
// middle of speaking. Source: docs/sources.md C4 groups cues of one
// sentence that are less than 0.5 s apart.
const longPause = 500 * time.Millisecond

// chunks parts open, indexes of units in order, into requests of at most most
// lines; 0 is no limit. They are as few as can be, one more where the fewest
// would have to cut where speech goes on. Among those they are cut so that the
// shortest pause between two of them is as long as can be, and then evenly.
// A sentence that runs over several lines is cut only if nothing else is left.
func (b Batch) chunks(open []int, most int) [][]int {
	if len(open) == 0 {
		return nil
	}
	if most <= 0 || most >= len(open) {
		return [][]int{open}
	}
	if most == 1 {
		return singly(open)
	}
	pauses := b.pauses(open)
	n := (len(open) + most - 1) / most
	cuts, least := longestPauses(pauses, n, most)
	if least < longPause && n < len(open) {
		if more, gain := longestPauses(pauses, n+1, most); gain >= longPause {
			cuts = more
		}
	}
	parts := make([][]int, 0, n+1)
	from := 0
	for _, at := range append(cuts, len(open)) {
		parts = append(parts, open[from:at])
		from = at
	}
	return parts
}

func singly(open []int) [][]int {
	parts := make([][]int, len(open))
	for i := range open {
		parts[i] = open[i : i+1]
	}
	return parts
}

// pauses is, for each i from 1, the silence before open[i]: -1 within a
// sentence, and 0 at index 0, where nothing is cut.
func (b Batch) pauses(open []int) []time.Duration {
	ps := make([]time.Duration, len(open))
	runs := b.sentences()
	for i := 1; i < len(open); i++ {
		before, after := open[i-1], open[i]
		ps[i] = max(0, b.Units[after].Line.Start-b.Units[before].Line.End)
		if after == before+1 && runs[after] {
			ps[i] = -1
		}
	}
	return ps
}

// longestPauses cuts len(pauses) lines into n parts of 1 to most lines, so that
// least, the shortest pause at a cut, is as long as can be; of the ways to do
// that, the one with the most even parts. There must be at least n lines.
func longestPauses(pauses []time.Duration, n, most int) (cuts []int, least time.Duration) {
	least = bestLeast(pauses, n, most)
	lines := len(pauses)
	const none = math.MaxInt / 2
	cost, from := newTable(n+1, lines+1, none), newTable(n+1, lines+1, 0)
	cost[0][0] = 0
	for k := 1; k <= n; k++ {
		for end := k; end <= lines; end++ {
			if end < lines && pauses[end] < least {
				continue
			}
			for start := max(0, end-most); start < end; start++ {
				if c := cost[k-1][start] + (end-start)*(end-start); c < cost[k][end] {
					cost[k][end], from[k][end] = c, start
				}
			}
		}
	}
	cuts = make([]int, n-1)
	for k, end := n, lines; k > 1; k-- {
		end = from[k][end]
		cuts[k-2] = end
	}
	return cuts, least
}

// bestLeast is the largest pause such that cuts at pauses of at least that
// length alone can make n parts of at most most lines.
func bestLeast(pauses []time.Duration, n, most int) time.Duration {
	lines := len(pauses)
	// wide[k][end] is the best shortest pause of k parts that end before end.
	wide := newTable(n+1, lines+1, time.Duration(math.MinInt64))
	wide[0][0] = math.MaxInt64
	for k := 1; k <= n; k++ {
		for end := k; end <= lines; end++ {
			pause := time.Duration(math.MaxInt64)
			if end < lines {
				pause = pauses[end]
			}
			for start := max(0, end-most); start < end; start++ {
				wide[k][end] = max(wide[k][end], min(wide[k-1][start], pause))
			}
		}
	}
	return wide[n][lines]
}

func newTable[T any](rows, columns int, fill T) [][]T {
	t := make([][]T, rows)
	for i := range t {
		t[i] = make([]T, columns)
		for j := range t[i] {
			t[i][j] = fill
		}
	}
	return t
}
