package subtitles

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// Break breaks a text into lines: as few as its length allows, about equally
// long, at the places that Unicode line breaking (UAX 14) allows, rather after
// punctuation and before conjunctions and prepositions, never inside a name of
// keep or a placeholder. Korean breaks at spaces only; Thai, Lao, Khmer and
// Burmese at spaces, and where that cannot meet the rules between syllable
// letters. Line breaks that already meet the rules are kept.
//
// Nothing but white space at a line's ends is ever dropped: where the text
// cannot meet the rules, there are more lines than Lines, or a line that
// cannot be broken is longer than CharsPerLine; Rules.Check names both. A
// blank text has no lines.
func Break(text string, r Rules, tag language.Tag, keep []string) []string {
	given := trimmedLines(text)
	if len(given) == 0 || r.CharsPerLine <= 0 {
		return given
	}
	joined, starts := joinLines(given)
	whole := newBreaker(joined, r, tag, keep)
	if whole.keepsGiven(given, starts) {
		return given
	}
	turns := speakerTurns(given)
	if len(turns) == 1 {
		return whole.best(tag)
	}
	var lines []string
	for _, turn := range turns {
		one, _ := joinLines(turn)
		lines = append(lines, newBreaker(one, r, tag, keep).best(tag)...)
	}
	return lines
}

// speakerTurns parts lines of two speakers, of which every turn starts with a
// dash: a line never holds the words of both.
func speakerTurns(lines []string) [][]string {
	var turns [][]string
	for i, line := range lines {
		first, _ := utf8.DecodeRuneInString(stripPlaceholders(line))
		if i == 0 && !dash(first) {
			return [][]string{lines}
		}
		if dash(first) {
			turns = append(turns, nil)
		}
		turns[len(turns)-1] = append(turns[len(turns)-1], line)
	}
	return turns
}

// trimmedLines are the lines of text that are not blank.
func trimmedLines(text string) []string {
	var lines []string
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// joinLines makes one line of several, with a space between them where their
// scripts have spaces, and gives the offsets at which the later ones start.
func joinLines(lines []string) (string, []int) {
	var b strings.Builder
	var starts []int
	for i, line := range lines {
		if i > 0 {
			last, _ := utf8.DecodeLastRuneInString(stripPlaceholders(lines[i-1]))
			first, _ := utf8.DecodeRuneInString(stripPlaceholders(line))
			if !ideographic(last) || !ideographic(first) {
				b.WriteByte(' ')
			}
			starts = append(starts, b.Len())
		}
		b.WriteString(line)
	}
	return b.String(), starts
}

// ideographic tells whether r is of a script written without spaces by width:
// Chinese and Japanese characters and their punctuation.
func ideographic(r rune) bool {
	return wide(r, countHangul) && !unicode.Is(unicode.Hangul, r)
}

// breaker holds one text while it is broken.
type breaker struct {
	text    string
	rules   Rules
	bare    string    // text without placeholders
	offsets []int     // of bare's bytes in text, see bareText
	places  []place   // where a line may end, the end of the text last
	inside  []bool    // whether a break before a byte would part a name; nil without names
	widths  []float64 // widths[i] is Count of text[:i]
	left    []int     // left[i] is the first character from i on that is no space
	right   []int     // right[i] is the end of the last character before i that is no space
}

// keepsGiven tells whether the lines as given meet the rules and part no name.
func (b *breaker) keepsGiven(given []string, starts []int) bool {
	if b.rules.Lines > 0 && len(given) > b.rules.Lines {
		return false
	}
	from := 0
	for i := range given {
		to := len(b.text)
		if i < len(starts) {
			to = starts[i]
			if b.kept(to) {
				return false
			}
		}
		if b.width(from, to) > b.rules.CharsPerLine {
			return false
		}
		from = to
	}
	return true
}

// never keeps the occurrences of names on one line.
func (b *breaker) never(names []string) {
	for _, name := range names {
		for from := 0; name != ""; {
			i := strings.Index(b.bare[from:], name)
			if i < 0 {
				break
			}
			b.join(b.offsets[from+i], b.offsets[from+i+len(name)])
			_, n := utf8.DecodeRuneInString(name)
			from += i + n
		}
	}
}

// join keeps text[from:to] on one line.
func (b *breaker) join(from, to int) {
	if b.inside == nil {
		b.inside = make([]bool, len(b.text)+1)
	}
	for i := from + 1; i < to; i++ {
		b.inside[i] = true
	}
}

// kept tells whether a break at an offset would part a name.
func (b *breaker) kept(at int) bool {
	return b.inside != nil && b.inside[at]
}

// width is the Count of text[from:to] without the spaces at its ends.
func (b *breaker) width(from, to int) float64 {
	from, to = b.trim(from, to)
	return b.widths[to] - b.widths[from]
}

// trim moves the ends of a line past the white space at them.
func (b *breaker) trim(from, to int) (int, int) {
	l, r := b.left[from], b.right[to]
	if l >= r {
		return from, from
	}
	return l, r
}

// best breaks the text where UAX 14 allows it, or else also in emergency.
func (b *breaker) best(tag language.Tag) []string {
	b.findPlaces(tag)
	lines, ok := b.lines(false)
	if !ok {
		lines, _ = b.lines(true)
	}
	return lines
}

// lines breaks the text; ok tells whether the rules are met. With emergency,
// also the places that are no line break at all are used, where nothing else
// serves.
func (b *breaker) lines(emergency bool) (lines []string, ok bool) {
	places := b.usable(emergency)
	ends, over := b.fewest(places)
	const mostLines, mostPlaces = 8, 500 // longer texts are far outside any rule
	if len(ends) <= mostLines && len(places) <= mostPlaces {
		ends = b.balanced(places, len(ends))
	}
	from := 0
	for _, e := range ends {
		l, r := b.trim(from, places[e].at)
		if l < r {
			lines = append(lines, b.text[l:r])
		}
		from = places[e].at
	}
	return lines, !over && (b.rules.Lines <= 0 || len(lines) <= b.rules.Lines)
}

// fewest gives the line ends (indexes into places) of the fewest lines, each
// filled as far as it goes, and whether one of them is too long all the same.
func (b *breaker) fewest(places []place) (ends []int, over bool) {
	from := 0
	for i := 0; i < len(places); {
		j := i
		for j+1 < len(places) && b.width(from, places[j+1].at) <= b.rules.CharsPerLine {
			j++
		}
		over = over || b.width(from, places[j].at) > b.rules.CharsPerLine
		ends = append(ends, j)
		from, i = places[j].at, j+1
	}
	return ends, over
}

// balanced gives the ends of exactly n lines at the least cost.
func (b *breaker) balanced(places []place, n int) []int {
	ideal := b.width(0, len(b.text)) / float64(n)
	m := len(places)
	cost := make([][]float64, n+1) // cost[k][i]: k lines, the last one ends at places[i]
	back := make([][]int, n+1)
	for k := 1; k <= n; k++ {
		cost[k], back[k] = make([]float64, m), make([]int, m)
		for i := range places {
			cost[k][i] = math.Inf(1)
			for j := i - 1; j >= -1; j-- {
				from, before := 0, 0.0
				if j >= 0 {
					from, before = places[j].at, math.Inf(1)
					if k > 1 {
						before = cost[k-1][j]
					}
				} else if k > 1 {
					break
				}
				w := b.width(from, places[i].at)
				if c := before + b.cost(w, ideal, places[i].penalty); c < cost[k][i] {
					cost[k][i], back[k][i] = c, j
				}
				if w > b.rules.CharsPerLine {
					break
				}
			}
		}
	}
	ends := make([]int, n)
	for k, i := n, m-1; k > 0; k-- {
		ends[k-1] = i
		i = back[k][i]
	}
	return ends
}

// cost is what a line of width w that ends at a place with a penalty costs:
// the square of its distance from the ideal in full lines, weighed, the
// penalty, and for what is too long more than all of these together.
func (b *breaker) cost(w, ideal, penalty float64) float64 {
	full := b.rules.CharsPerLine
	off := (w - ideal) / full
	c := costImbalance*off*off + penalty
	if w > full {
		c += 1e6 * (w - full) / full
	}
	return c
}
