package check

import (
	"math"
	"slices"

	"dramaport/glossaries"
	"dramaport/internal/lang"
)

// asked are the targets, ready to be asked for the terms of every source that
// may have moved to them.
func (e episode) asked() []glossaries.Text {
	texts := make([]glossaries.Text, len(e.pairs))
	hasTerms := func(p Pair) bool { return len(p.terms) > 0 }
	for i, p := range e.pairs {
		if slices.ContainsFunc(e.pairs[max(0, i-farthest):min(len(e.pairs), i+farthest+1)], hasTerms) {
			texts[i] = glossaries.PrepareText(p.target.text, p.targetTag)
		}
	}
	return texts
}

// scores are the scores of source i for the shifts -farthest to +farthest.
func (e episode) scores(i int, texts []glossaries.Text) (scores [states]float64) {
	for s := range scores {
		scores[s] = e.score(i, s-farthest, texts)
	}
	return scores
}

// score is the evidence that source i is translated by target i+d.
func (e episode) score(i, d int, texts []glossaries.Text) float64 {
	if i+d < 0 || i+d >= len(e.pairs) {
		return 0
	}
	p, t := e.pairs[i], e.pairs[i+d].target
	if p.source.length == 0 || t.length == 0 {
		return 0
	}
	return e.lengths(p.source, t) + e.marks(p.source, t) + anchors(p, t, texts[i+d]) + e.meant(p.source, t)
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
// translation in a source without it: estimates that leave room for a translator
// who drops one exclamation mark in four.
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
func anchors(p Pair, t side, text glossaries.Text) float64 {
	sum := 0.0
	for _, term := range p.terms {
		sum += weigh(slices.ContainsFunc(term, text.Uses), 2.5, -1.5)
	}
	if len(p.numbers) > 0 {
		sum += weigh(lang.MissingNumber(p.numbers, lang.NumbersIn(t.text, p.targetTag)) == nil, 2.5, -1)
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
