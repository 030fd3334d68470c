package memory

import (
	"cmp"
	"slices"
	"strings"
)

// leastSearched is how alike a text must be to what a person looks for: less
// than to a line, because people read what they are shown.
const leastSearched = 60

// Search is the concordance: up to most entries for a text that a person looks
// for, the best first. Percent is 100 where the entry's source or target holds
// the text, capitals and white space aside, and else how alike the sources are,
// by 60 % or more. The same pair of texts is given once, as it was kept last.
// Names are not exchanged.
func (m *Memory) Search(text string, most int) []Hit {
	wanted := searched(text)
	if m == nil || wanted == "" {
		return nil
	}
	var hits []Hit
	for i, s := range slices.Backward(m.indexes) {
		alike := s.measured(m.masker.mask(text, nil))
		for n, p := range slices.Backward(s.places) {
			if !m.later(i, p.key) {
				hits = append(hits, m.holding(p.key, wanted, alike[n])...)
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Percent, a.Percent) })
	hits = distinct(hits)
	return hits[:min(most, len(hits))]
}

// holding are the entries with a source that hold the wanted text, and if
// the source is alike by percent, all of them.
func (m *Memory) holding(key, wanted string, percent int) []Hit {
	inSource := strings.Contains(searched(key), wanted)
	var hits []Hit
	for _, e := range slices.Backward(m.entries(key)) {
		h := Hit{Entry: e, Percent: percent}
		if inSource || strings.Contains(searched(e.Target), wanted) {
			h.Percent = 100
		}
		if h.Percent > 0 {
			hits = append(hits, h)
		}
	}
	return hits
}

// measured is how alike each source of the index is to a text, 0 below the
// least. Every one of them is compared.
func (s *Index) measured(wanted masked) []int {
	alike := make([]int, len(s.places))
	if wanted.blank() || len(wanted.units) > longest {
		return alike
	}
	x := s.indexed()
	var p pattern
	var units []uint32
	for _, u := range wanted.units {
		units = append(units, x.vocabulary[u])
	}
	p.set(units, len(x.vocabulary)+1)
	for i := range s.places {
		entry := x.text(uint32(i))
		n := max(len(entry), len(units))
		if d := p.distance(entry, allowed(n, leastSearched)); len(entry) > 0 && d <= allowed(n, leastSearched) {
			alike[i] = min(likeness(n, d), 99)
		}
	}
	return alike
}

// searched is the form in which a person's words are looked for.
func searched(text string) string { return strings.ToLower(memoryKey(text)) }
