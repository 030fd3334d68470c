package glossaries

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// index finds the wordings of all terms in one pass over a text.
type index map[rune][]pattern // by first letter, longest first

// pattern is a wording by which a term is found.
type pattern struct {
	text     string // folded
	capitals []int  // bytes of text that must be capitals
	entry    int
}

// newIndex makes the index of entries. Where two terms share a wording, a
// term's own comes before another's alias.
func newIndex(entries []entry, m matcher) index {
	x, seen := index{}, map[string]bool{}
	for i, e := range entries {
		x.add(m.fold(e.Source), i, seen)
	}
	for i, e := range entries {
		for _, alias := range e.Aliases {
			x.add(m.fold(alias), i, seen)
		}
	}
	for i, e := range entries {
		for _, form := range m.plurals(e.Source) {
			x.add(m.fold(form), i, seen)
		}
	}
	for _, patterns := range x {
		slices.SortStableFunc(patterns, func(a, b pattern) int { return cmp.Compare(len(b.text), len(a.text)) })
	}
	return x
}

func (x index) add(f folded, entry int, seen map[string]bool) {
	p := pattern{text: strings.TrimSuffix(f.text, " "), entry: entry}
	key := p.text
	for i := range p.text {
		if f.upper[i] {
			p.capitals = append(p.capitals, i)
			key += string(rune(i)) // "Rose" and "rose" are two wordings
		}
	}
	if p.text == "" || seen[key] {
		return
	}
	seen[key] = true
	first, _ := utf8.DecodeRuneInString(p.text)
	x[first] = append(x[first], p)
}

// hit is an occurrence of a pattern in a folded text.
type hit struct {
	span
	entry int
}

// Find finds the terms in a source text, in its order. Of occurrences that
// overlap the longest stands; of two as long, the first. Letters of a term that
// are another word's are none: 陆总 in 大陆总是, Will in "Will you …".
func (g Glossary) Find(source string) []Match {
	f := g.source.fold(source)
	hits := g.hits(f)
	matches := make([]Match, len(hits))
	for i, h := range hits {
		matches[i] = Match{Term: g.entries[h.entry].Term, Start: f.start[h.start], End: f.end[h.end-1]}
	}
	return matches
}

func (g Glossary) hits(f folded) []hit {
	var all []hit
	for i, r := range f.text {
		for _, p := range g.index[r] {
			end := i + len(p.text)
			if !strings.HasPrefix(f.text[i:], p.text) || !f.capitals(i, p) {
				continue
			}
			s := span{i, end}
			if (g.source.atBoundaries(f.text, i, end) || g.source.endsPlural(f.text, s, len(p.capitals) > 0)) && !g.lexicon.otherWord(f.text, s, g.entries[p.entry].name) {
				all = append(all, hit{s, p.entry})
			}
		}
	}
	if len(all) < 2 {
		return all
	}
	slices.SortStableFunc(all, func(a, b hit) int { return cmp.Compare(b.end-b.start, a.end-a.start) })
	var kept []hit
	taken := make([]bool, len(f.text))
	for _, h := range all {
		if taken[h.start] || taken[h.end-1] { // what is taken is no shorter, so it covers an end
			continue
		}
		kept = append(kept, h)
		for i := h.start; i < h.end; i++ {
			taken[i] = true
		}
	}
	slices.SortFunc(kept, func(a, b hit) int { return cmp.Compare(a.start, b.start) })
	return kept
}

// capitals tells whether the text has capitals where the pattern has them.
func (f folded) capitals(at int, p pattern) bool {
	for _, i := range p.capitals {
		if !f.upper[at+i] {
			return false
		}
	}
	return true
}
