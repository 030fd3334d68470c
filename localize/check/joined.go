package check

import (
	"strings"

	"dramaport/internal/lang"
	"dramaport/subtitles"
)

// JoinedLines is, by index, the pairs whose text seems to hold a neighbour's as
// well: the neighbour has none, and the text is too long by most of what it
// would have; or two neighbours of different sources have one long text.
func JoinedLines(pairs []Pair) map[int]bool {
	e := measure(pairs)
	suspects := map[int]bool{}
	for i, p := range pairs {
		for _, j := range []int{i - 1, i + 1} {
			if j < 0 || j >= len(pairs) || p.source.length == 0 || pairs[j].source.length == 0 {
				continue
			}
			if e.texts > leastRun && e.holds(p, pairs[j]) || doubled(p, pairs[j]) {
				suspects[i] = true
			}
		}
	}
	return suspects
}

// holds reports that p's text is long enough for the silent neighbour's, too.
func (e episode) holds(p, neighbour Pair) bool {
	want, more := e.ratio*p.source.length, e.ratio*neighbour.source.length
	return neighbour.target.length == 0 && p.target.length > want*1.5 && p.target.length-want > more*0.6
}

func doubled(a, b Pair) bool {
	if a.target.length != b.target.length || a.target.length < repeatCharacters || lang.Letters(subtitles.Plain(a.target.text)) != lang.Letters(subtitles.Plain(b.target.text)) {
		return false
	}
	long := !lang.SpacedWriting(a.targetTag) || len(lang.Words(a.target.text)) >= repeatWords
	return long && !alike(a.source.text, b.source.text)
}

// alike reports sources that may well have one translation: one holds the
// other.
func alike(a, b string) bool {
	a, b = lang.Letters(subtitles.Plain(a)), lang.Letters(subtitles.Plain(b))
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// The least length at which equal texts of two different lines are suspicious:
// "Let's go." may well be said twice.
const (
	repeatWords      = 4
	repeatCharacters = 6
)
