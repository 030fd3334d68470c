package check

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/internal/lang"
	"dramaport/subtitles"
)

// Pair is a line's source and the text that stands for it, as the comparison
// of a whole episode sees them. A pair without a text has no evidence.
type Pair struct {
	source, target side
	terms          []agreed
	numbers        []lang.Number
	targetTag      language.Tag
}

// agreed are the wordings of which one must stand for a term.
type agreed []glossaries.Wording

func agreedFor(t glossaries.Term, tag language.Tag) agreed {
	var a agreed
	for _, w := range append([]string{t.Translation()}, t.Forms...) {
		if w != "" {
			a = append(a, glossaries.PrepareWording(w, tag))
		}
	}
	return a
}

// side is one text's length and marks.
type side struct {
	text          string
	length        float64
	asks, exclaim bool
	words         map[string]bool // capitalised words, as written
	about         lang.Meanings   // if the dictionary has both languages
}

// NewPair measures a source and its text; terms are the agreed words that occur
// in the source.
func NewPair(source, target string, from, to language.Tag, terms []glossaries.Term) Pair {
	p := Pair{
		source: newSide(source), target: newSide(target),
		numbers: lang.CertainNumbers(lang.NumbersIn(subtitles.Plain(source), from)), targetTag: to,
	}
	for _, t := range terms {
		if a := agreedFor(t, to); len(a) > 0 {
			p.terms = append(p.terms, a)
		}
	}
	if s, t := lang.DictionaryOf(from), lang.DictionaryOf(to); s != nil && t != nil && s != t {
		p.source.about, p.target.about = s.About(p.source.text), t.About(p.target.text)
	}
	return p
}

func newSide(text string) side {
	text = subtitles.Plain(text)
	s := side{text: text, asks: strings.ContainsAny(text, "?？؟"), exclaim: strings.ContainsAny(text, "!！"), words: map[string]bool{}}
	capitals := false
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			s.length++
		}
		capitals = capitals || unicode.IsUpper(r)
	}
	if !capitals {
		return s
	}
	for _, w := range lang.Words(text) {
		if first, _ := utf8.DecodeRuneInString(w); len(w) > 2 && unicode.IsUpper(first) {
			s.words[w] = true
		}
	}
	return s
}

// The measure is a log-likelihood ratio: how much likelier a target is for this
// source than for any line of the episode. Gale and Church (1993) compare
// lengths alone; the anchors added here are those of docs/sources.md
// C6, and what the lines are about (meanings). The spread is twice what testdata/episode.csv shows (TestShiftFigures),
// because that translation is a faithful one; the other figures are chosen so
// that TestShiftRates calls no good text shifted, with margin.
const (
	lengthSpread = 0.42 // standard deviation of log(target/(ratio*source))
	lengthSlack  = 3    // added to both lengths: short lines vary more
	moveCost     = 3.0  // for every change of the shift between two lines
	leastGain    = 6.0  // by which a shift must beat no shift
	leastRun     = 3    // lines that must have moved together
	farthest     = 2    // lines that a text can have moved
	states       = 2*farthest + 1
)

// shiftedRun is the indexes of the pairs whose text is found one line earlier
// or two earlier or later, nil if none is. It is the best path through the five
// states from "two up" over "in place" to "two down", compared with staying in
// place throughout.
//
// How much of what has moved it finds, by the length of a reply, is printed by
// TestSlipRates; of good replies it calls none shifted. Where the dictionary
// (data/meanings.csv) lacks a language it sees a shorter reply less well.
func shiftedRun(pairs []Pair) []int { return shiftedBy(pairs, leastGain, leastRun) }

// shiftedBy is shiftedRun for a shift of at least so many lines that gains
// least over no shift.
func shiftedBy(pairs []Pair, least float64, lines int) []int {
	e := measure(pairs)
	if e.texts < lines+1 {
		return nil
	}
	path, best, stay := e.bestPath()
	if best-stay < least {
		return nil
	}
	var run []int
	for i, d := range path {
		if d != 0 && e.pairs[i].source.length > 0 {
			run = append(run, i)
		}
	}
	if len(run) < lines {
		return nil
	}
	return run
}

// episode is the statistics of the pairs that have both texts.
type episode struct {
	pairs                    []Pair
	texts                    int
	ratio                    float64                    // of target to source length
	mean, spread             float64                    // of log target lengths
	asks, exclaims           float64                    // shares of the targets
	sourceAsks, sourceExclam bool                       // the source writes these marks at all
	about                    [lang.MostMeanings]float64 // shares of the targets
}

func measure(pairs []Pair) episode {
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
		p.target.about.Each(func(n int) { e.about[n]++ })
	}
	e.texts = len(logs)
	if e.texts == 0 {
		return e
	}
	e.ratio = target / source
	n := float64(e.texts)
	e.asks, e.exclaims = (e.asks+1)/(n+4), (e.exclaims+1)/(n+4)
	for i := range e.about {
		e.about[i] = (e.about[i] + 1) / (n + 8)
	}
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

// bestPath is Viterbi's algorithm over the shifts -farthest to +farthest; stay
// is what no shift at all scores.
func (e episode) bestPath() (path []int, best, stay float64) {
	n := len(e.pairs)
	from := make([][states]int, n)
	texts := e.asked()
	sum := e.scores(0, texts)
	stay = sum[farthest]
	for s := range sum {
		sum[s] -= moveCost * math.Abs(float64(s-farthest))
	}
	for i := 1; i < n; i++ {
		var next [states]float64
		scores := e.scores(i, texts)
		stay += scores[farthest]
		for s := range next {
			next[s] = math.Inf(-1)
			for r := range sum {
				if v := sum[r] - moveCost*math.Abs(float64(s-r)); v > next[s] {
					next[s], from[i][s] = v, r
				}
			}
			next[s] += scores[s]
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
		path[i] = state - farthest
		state = from[i][state]
	}
	return path, best, stay
}
