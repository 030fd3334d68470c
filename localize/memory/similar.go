package memory

import (
	"cmp"
	"slices"
)

// leastLikeness is from which percent on a text is called similar. Source:
// docs/sources.md E (industry bands).
const leastLikeness = 75

// What is taken from a similar entry's percent, for each cause. Source: the
// penalties of Trados are 1 each; docs/sources.md E.
const (
	penaltyMarks    = 1 // the same words, other punctuation or capitals
	penaltyNames    = 1 // other names or numbers stood in it
	penaltyDisagree = 1 // other entries translate the same text otherwise
	penaltyForeign  = 1 // it is from another series
	penaltyUnsure   = 2 // a name of another series may be left in its target
)

// Wanted is a line to look up in a memory.
type Wanted struct {
	Source, Prev, Next, Speaker string
	// Self is the Origin of the entry that is the line itself, which is not
	// found; "" for none.
	Self string
}

func (w Wanted) is(e Entry) bool { return w.Self != "" && w.Self == e.Origin }

// Similar returns up to most entries for a line, the best first: one that may
// stand as it is (100 or 101, see Match), and those whose texts are alike by
// 75 to 99 %, every one of them counted.
//
// Texts are compared without punctuation and capitals, by words where spaces
// part them and else by characters, as 100 × (1 − edits ÷ units of the longer);
// names and numbers count as the same, whatever they are. In an entry with other
// names than the line the line's own stand instead, if the wordings of both are
// known and in the texts. One percent each is taken where marks differ, where
// names or numbers do, for an entry of another series, and where entries
// translate one text in several ways; two where a foreign name may be left.
// Texts of names and numbers alone, or of more than 1,000 units, are never
// similar.
func (m *Memory) Similar(w Wanted, most int) []Hit {
	if m == nil {
		return nil
	}
	hits := m.alike(w)
	if hit, ok := m.match(w, m.options.Source); ok {
		hits = append(hits, hit)
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Percent, a.Percent) })
	hits = distinct(hits)
	return hits[:min(most, len(hits))]
}

// alike are the similar entries, those of the last index first, and later ones
// of a index before earlier ones.
func (m *Memory) alike(w Wanted) []Hit {
	text := m.masker.mask(w.Source, nil)
	var hits []Hit
	for i, s := range slices.Backward(m.indexes) {
		if len(s.places) == 0 {
			continue
		}
		found := s.indexed().similar(text, leastLikeness)
		slices.SortFunc(found, func(a, b nearby) int { return cmp.Compare(b.text, a.text) })
		for _, n := range found {
			if key := s.places[n.text].key; !m.later(i, key) {
				hits = append(hits, m.hits(w, text, key, n.percent)...)
			}
		}
	}
	return slices.DeleteFunc(hits, func(h Hit) bool { return h.Percent < leastLikeness })
}

// distinct leaves out hits that say nothing new.
func distinct(hits []Hit) []Hit {
	type pair struct{ source, target string }
	seen := map[pair]bool{}
	return slices.DeleteFunc(hits, func(h Hit) bool {
		p := pair{memoryKey(h.Source), memoryKey(h.Target)}
		known := seen[p]
		seen[p] = true
		return known
	})
}

// hits are the entries of a similar text as hits for w.
func (m *Memory) hits(w Wanted, text masked, key string, percent int) []Hit {
	same := key == memoryKey(w.Source)
	var hits []Hit
	entries := slices.DeleteFunc(m.entries(key), w.is)
	_, agree := unanimous(entries)
	for _, e := range slices.Backward(entries) {
		h := m.hit(e, text, percent, same)
		if !agree {
			h.Percent -= penaltyDisagree
		}
		hits = append(hits, h)
	}
	return hits
}

// hit is e as a hit for the masked text of a line.
func (m *Memory) hit(e Entry, text masked, percent int, same bool) Hit {
	own := m.masker.mask(e.Source, e.Names)
	changed := !slices.Equal(own.names, text.names) || !slices.Equal(own.numbers, text.numbers)
	switch {
	case changed:
		percent -= penaltyNames
	case percent == 100:
		percent -= penaltyMarks // or the same text, which Match did not apply
	}
	if m.foreign(e) {
		percent -= penaltyForeign
	}
	var resolved bool
	if same {
		e, resolved = m.adapted(e, text.names)
	} else {
		e, resolved = m.refilled(e, own.names, text.names)
	}
	if !resolved {
		percent -= penaltyUnsure
	}
	return Hit{e, percent, !resolved}
}
