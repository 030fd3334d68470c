package localize

import (
	"math"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/subtitles"
)

// pair is a line's source and the text that stands for it, as the comparison
// of a whole episode sees them. A pair without a text has no evidence.
type pair struct {
	source, target side
	terms          []glossaries.Term
	numbers        []number
	targetTag      language.Tag
}

// side is one text's length and marks.
type side struct {
	text          string
	length        float64
	asks, exclaim bool
	words         map[string]bool // capitalised words, as written
}

func newPair(source, target string, from, to language.Tag, terms []glossaries.Term) pair {
	return pair{
		source: newSide(source), target: newSide(target), terms: terms,
		numbers: certain(numbersIn(subtitles.Plain(source), from)), targetTag: to,
	}
}

func newSide(text string) side {
	plain := subtitles.Plain(text)
	s := side{text: plain, asks: strings.ContainsAny(plain, "?？؟"), exclaim: strings.ContainsAny(plain, "!！"), words: map[string]bool{}}
	for _, r := range plain {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			s.length++
		}
	}
	for _, w := range words(plain) {
		if first := []rune(w)[0]; len(w) > 2 && unicode.IsUpper(first) {
			s.words[w] = true
		}
	}
	return s
}

// The measure is a log-likelihood ratio: how much likelier a target is for this
// source than for any line of the episode. Gale and Church (1993) compare
// lengths alone; the anchors added here are those of research/translation.md
// C6. The figures of the lengths are measured on testdata/episode.csv, which
// TestShiftFigures prints.
const (
	lengthSpread = 0.42 // standard deviation of log(target/(ratio*source))
	lengthSlack  = 3    // added to both lengths: short lines vary more
	moveCost     = 3.0  // for every change of the shift between two lines
	leastGain    = 6.0  // by which a shift must beat no shift
	leastRun     = 3    // lines that must have moved together
)

// shiftedRun is the indexes of the pairs whose text is found one line earlier
// or later, nil if none is. It is the best path through the states "moved up",
// "in place" and "moved down", compared with staying in place throughout.
func shiftedRun(pairs []pair) []int {
	e := measure(pairs)
	if e.texts < leastRun+1 {
		return nil
	}
	path, best := e.bestPath()
	stay := 0.0
	for i := range pairs {
		stay += e.score(i, 0)
	}
	if best-stay < leastGain {
		return nil
	}
	var run []int
	for i, d := range path {
		if d != 0 && e.pairs[i].source.length > 0 {
			run = append(run, i)
		}
	}
	if len(run) < leastRun {
		return nil
	}
	return run
}

// episode is the statistics of the pairs that have both texts.
type episode struct {
	pairs                    []pair
	texts                    int
	ratio                    float64 // of target to source length
	mean, spread             float64 // of log target lengths
	asks, exclaims           float64 // shares of the targets
	sourceAsks, sourceExclam bool    // the source writes these marks at all
}

func measure(pairs []pair) episode {
	e := episode{pairs: pairs, spread: 0.1}
	var source, target float64
	var logs []float64
	for _, p := range pairs {
		e.sourceAsks = e.sourceAsks || p.source.asks
		e.sourceExclam = e.sourceExclam || p.source.exclaim
		if p.source.length == 0 || p.target.length == 0 {
			continue
		}
		source, target = source+p.source.length, target+p.target.length
		logs = append(logs, math.Log(p.target.length+lengthSlack))
		e.asks += truth(p.target.asks)
		e.exclaims += truth(p.target.exclaim)
	}
	e.texts = len(logs)
	if e.texts == 0 {
		return e
	}
	e.ratio = target / source
	n := float64(e.texts)
	e.asks, e.exclaims = (e.asks+1)/(n+4), (e.exclaims+1)/(n+4)
	for _, l := range logs {
		e.mean += l / n
	}
	for _, l := range logs {
		e.spread += (l - e.mean) * (l - e.mean) / n
	}
	e.spread = math.Sqrt(e.spread)
	return e
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// score is the evidence that source i is translated by target i+d.
func (e episode) score(i, d int) float64 {
	if i+d < 0 || i+d >= len(e.pairs) {
		return 0
	}
	p, t := e.pairs[i], e.pairs[i+d].target
	if p.source.length == 0 || t.length == 0 {
		return 0
	}
	return e.lengths(p.source, t) + e.marks(p.source, t) + anchors(p, t)
}

func (e episode) lengths(s, t side) float64 {
	x := math.Log(t.length + lengthSlack)
	want := math.Log(e.ratio*s.length + lengthSlack)
	return limited3(normal(x, want, lengthSpread) - normal(x, e.mean, e.spread))
}

// normal is the logarithm of the normal density, without its constant.
func normal(x, mean, sd float64) float64 {
	z := (x - mean) / sd
	return -z*z/2 - math.Log(sd)
}

func limited3(x float64) float64 { return max(-3, min(3, x)) }

// How often a mark of the source is in its translation, and a mark of the
// translation in a source without it; measured like the lengths, and rounded
// towards doubt.
const (
	askKept, askAdded         = 0.93, 0.04
	exclaimKept, exclaimAdded = 0.75, 0.15
)

func (e episode) marks(s, t side) float64 {
	sum := 0.0
	if e.sourceAsks {
		sum += evidence(s.asks, t.asks, askKept, askAdded, e.asks)
	}
	if e.sourceExclam {
		sum += evidence(s.exclaim, t.exclaim, exclaimKept, exclaimAdded, e.exclaims)
	}
	return sum
}

func evidence(source, target bool, kept, added, share float64) float64 {
	p := added
	if source {
		p = kept
	}
	if !target {
		p, share = 1-p, 1-share
	}
	return math.Log(p / share)
}

// anchors weighs what must reappear: terms, numbers, names written alike.
func anchors(p pair, t side) float64 {
	sum := 0.0
	for _, term := range p.terms {
		sum += weigh(hasTerm(t.text, term, p.targetTag), 2.5, -1.5)
	}
	if len(p.numbers) > 0 {
		sum += weigh(missing(p.numbers, numbersIn(t.text, p.targetTag)) == nil, 2.5, -1)
	}
	for w := range p.source.words {
		sum += weigh(t.words[w], 2, -0.3)
	}
	return max(-4, min(6, sum))
}

func weigh(found bool, yes, no float64) float64 {
	if found {
		return yes
	}
	return no
}

func hasTerm(text string, t glossaries.Term, tag language.Tag) bool {
	for _, w := range append([]string{targetOf(t)}, t.Forms...) {
		if w != "" && glossaries.ContainsWording(text, w, tag) {
			return true
		}
	}
	return false
}

// joinedLines is, by index, the pairs whose text seems to hold a neighbour's as
// well: the neighbour has none, and the text is too long by most of what it
// would have; or two neighbours of different sources have one long text.
func joinedLines(pairs []pair) map[int]bool {
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
func (e episode) holds(p, neighbour pair) bool {
	want, more := e.ratio*p.source.length, e.ratio*neighbour.source.length
	return neighbour.target.length == 0 && p.target.length > want*1.5 && p.target.length-want > more*0.6
}

func doubled(a, b pair) bool {
	if !spacedWriting(a.targetTag) && a.target.length < repeatCharacters || spacedWriting(a.targetTag) && len(words(a.target.text)) < repeatWords {
		return false
	}
	return letters(a.target.text) == letters(b.target.text) && !alike(a.source.text, b.source.text)
}

// bestPath is Viterbi's algorithm over the shifts -1, 0 and +1.
func (e episode) bestPath() (path []int, best float64) {
	n := len(e.pairs)
	from := make([][3]int, n)
	var sum [3]float64
	for s := range sum {
		sum[s] = e.score(0, s-1) - moveCost*math.Abs(float64(s-1))
	}
	for i := 1; i < n; i++ {
		var next [3]float64
		for s := range next {
			next[s] = math.Inf(-1)
			for r := range sum {
				if v := sum[r] - moveCost*math.Abs(float64(s-r)); v > next[s] {
					next[s], from[i][s] = v, r
				}
			}
			next[s] += e.score(i, s-1)
		}
		sum = next
	}
	state := 0
	for s := range sum {
		if sum[s] > sum[state] {
			state = s
		}
	}
	best, path = sum[state], make([]int, n)
	for i := n - 1; i >= 0; i-- {
		path[i] = state - 1
		state = from[i][state]
	}
	return path, best
}
