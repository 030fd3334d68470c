package localize

import (
	"cmp"
	"slices"

	"dramaport/glossaries"
)

// MostTerms is how many terms the head of the prompt states. Source:
// docs/sources.md C: with more than about 150 the rows cost more
// attention than they bring; a term beyond them is stated by the requests in
// which it occurs.
const MostTerms = 150

// HeadTerms parts a market's terms into those that the head of every prompt
// states, at most most, and the others. Terms that a translation must have come
// first, then those that occur in more lines, then by their wording, so that
// the head of a season and market stays the same. lines counts the lines in
// which a term occurs, by its Source.
func HeadTerms(terms []glossaries.Term, lines map[string]int, most int) (head, others []glossaries.Term) {
	sorted := slices.Clone(terms)
	slices.SortFunc(sorted, func(a, b glossaries.Term) int {
		return cmp.Or(cmp.Compare(weight(a), weight(b)), cmp.Compare(lines[b.Source], lines[a.Source]), cmp.Compare(a.Source, b.Source))
	})
	n := min(most, len(sorted))
	return sorted[:n], sorted[n:]
}

func weight(t glossaries.Term) int {
	if t.Rule == glossaries.Must || t.Rule == glossaries.Keep {
		return 0
	}
	return 1
}

// withTerms is r as e is to be asked: its head without the glossary where the
// provider reads it anew each time, and in its context the terms of the
// request's lines that the head does not state.
func (b Batch) withTerms(e Engine, r Request, units []Unit, part []int) Request {
	fresh := b.uncached(e)
	if fresh {
		r.Prefix = b.PrefixWithoutTerms
	}
	for _, i := range part {
		for _, m := range units[i].Terms {
			if fresh || b.UnstatedTerms[m.Term.Source] {
				r.Context.Terms = append(r.Context.Terms, m.Term)
			}
		}
	}
	return r
}

// uncached tells whether e is asked with the head without terms.
func (b Batch) uncached(e Engine) bool { return e.Uncached && b.PrefixWithoutTerms != "" }
