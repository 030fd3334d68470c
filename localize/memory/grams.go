package memory

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
)

// gramIndex finds similar texts among many: each text's trigrams of units, with two
// marks for its start and end around it, are listed by trigram. Texts that
// share fewer of them than a distance allows are never compared.
type gramIndex struct {
	masker masker
	// vocabulary numbers the units from 1; 0 is a unit that no text has.
	vocabulary map[string]uint32
	// units of text i are all[from[i]:from[i+1]].
	all  []uint32
	from []uint32
	// grams numbers the trigrams; texts with trigram g, once for each time,
	// are lists[starts[g]:starts[g+1]].
	grams  map[uint64]uint32
	starts []uint32
	lists  []uint32
	// work holds the working spaces, as many as there are processors: more
	// look-ups at once would only take memory.
	work chan *scratch
}

// longest is the most units of a text that is compared: a cue is far shorter,
// and what is longer is only found by being the same.
const longest = 1000

// gramSize is how many units a trigram has.
const gramSize = 3

// newGramIndex prepares n texts for similar. masked gives them in their order; it
// need not keep one beyond the next call.
func newGramIndex(k masker, n int, masked func(i int) masked) *gramIndex {
	x := &gramIndex{masker: k, vocabulary: map[string]uint32{edgeUnit: 1}, all: make([]uint32, 0, n*usualUnits),
		from: make([]uint32, 1, n+1), grams: make(map[uint64]uint32, n*usualUnits/4)}
	for i := range n {
		t := masked(i)
		if !t.blank() && len(t.units) <= longest {
			for _, u := range t.units {
				x.all = append(x.all, x.numbered(u))
			}
		}
		x.from = append(x.from, uint32(len(x.all)))
	}
	x.list()
	x.work = make(chan *scratch, runtime.GOMAXPROCS(0))
	for range cap(x.work) {
		x.work <- nil // made when first needed
	}
	return x
}

// usualUnits is about how many units a line of dialogue has; it only sizes
// what grows anyway.
const usualUnits = 8

// edgeUnit stands before and behind a text.
const edgeUnit = "\x00|"

func (x *gramIndex) numbered(u string) uint32 {
	n, ok := x.vocabulary[u]
	if !ok {
		n = uint32(len(x.vocabulary)) + 1
		x.vocabulary[strings.Clone(u)] = n // not to hold the whole text
	}
	return n
}

// list fills grams, starts and lists.
func (x *gramIndex) list() {
	ids := make([]uint32, 0, len(x.all)+(gramSize-1)*len(x.from))
	var sizes []uint32
	var of []uint64
	for i := range len(x.from) - 1 {
		of = grams(x.text(uint32(i)), of[:0])
		for _, g := range of {
			id, ok := x.grams[g]
			if !ok {
				id = uint32(len(sizes))
				x.grams[g] = id
				sizes = append(sizes, 0)
			}
			sizes[id]++
			ids = append(ids, id)
		}
	}
	x.starts = make([]uint32, len(sizes)+1)
	for g, n := range sizes {
		x.starts[g+1] = x.starts[g] + n
	}
	x.lists = make([]uint32, len(ids))
	next, at := slices.Clone(x.starts), 0
	for i := range len(x.from) - 1 {
		for range gramsIn(len(x.text(uint32(i)))) {
			id := ids[at]
			x.lists[next[id]] = uint32(i)
			next[id]++
			at++
		}
	}
}

func (x *gramIndex) text(i uint32) []uint32 { return x.all[x.from[i]:x.from[i+1]] }

// gramsIn is how many trigrams a text of n units has.
func gramsIn(n int) int {
	if n == 0 {
		return 0
	}
	return n + gramSize - 1
}

// grams appends the trigrams of units to out. The same trigram at its second
// place is another one, up to the sixteenth. Numbers of units beyond 20 bits may
// give two trigrams one number, as may the seventeenth: then texts share more,
// never fewer.
func grams(units []uint32, out []uint64) []uint64 {
	const bits, mask = 20, 1<<20 - 1
	n := gramsIn(len(units))
	begin := len(out)
	a, b := uint64(1), uint64(1) // the edge's number
	for i := range n {
		c := uint64(1)
		if i < len(units) {
			c = uint64(units[i]) & mask
		}
		out = append(out, a|b<<bits|c<<(2*bits))
		a, b = b, c
	}
	return occurring(out, begin)
}

// occurring numbers equal trigrams of out[begin:] in its top bits.
func occurring(out []uint64, begin int) []uint64 {
	const top, most = 60, 15
	if len(out)-begin > 64 {
		seen := map[uint64]uint64{}
		for i := begin; i < len(out); i++ {
			g := out[i]
			out[i] |= min(seen[g], most) << top
			seen[g]++
		}
		return out
	}
	for i := begin; i < len(out); i++ {
		n := uint64(0)
		for j := begin; j < i; j++ {
			if out[j]&(1<<top-1) == out[i] {
				n++
			}
		}
		out[i] |= min(n, most) << top
	}
	return out
}

// nearby is a text of the index and its distance from the one looked up.
type nearby struct {
	text     uint32
	distance int
	percent  int
}

// scratch is the working space of one look-up.
type scratch struct {
	pattern pattern
	units   []uint32
	grams   []uint64
	lists   [][]uint32
	counts  []uint32 // by text; all zero between two look-ups
	touched []uint32
}

// allowed is the greatest distance at which two texts, the longer of n units,
// are alike by percent.
func allowed(n, percent int) int { return n * (100 - percent) / 100 }

// likeness is how alike two texts are in percent, the longer of n units: 100
// less the share of units that differ, rounded down.
func likeness(n, distance int) int { return 100 * (n - distance) / n }

// shared is the fewest trigrams that two texts have in common, the longer of n
// units, if they are alike by percent: one edit touches three of them (Ukkonen
// 1992).
func shared(n, percent int) int { return gramsIn(n) - gramSize*allowed(n, percent) }

// similar returns every text that is alike by percent or more, in any order.
// percent is at least 67: below that trigrams tell nothing.
func (x *gramIndex) similar(t masked, percent int) []nearby {
	if t.blank() || len(t.units) > longest || len(x.all) == 0 {
		return nil
	}
	s := <-x.work
	if s == nil {
		s = &scratch{counts: make([]uint32, len(x.from)-1)}
	}
	defer func() { x.work <- s }()
	s.units = s.units[:0]
	for _, u := range t.units {
		s.units = append(s.units, x.vocabulary[u])
	}
	spare := x.postings(s, percent)
	s.pattern.set(s.units, len(x.vocabulary)+1)
	defer s.pattern.reset()
	var found []nearby
	for _, i := range s.touched {
		if n, ok := x.compared(s, i, spare, percent); ok {
			found = append(found, n)
		}
		s.counts[i] = 0
	}
	s.touched = s.touched[:0]
	return found
}

// postings counts the shared trigrams of every text that can be alike. Of the
// look-up's trigrams only the rarest are followed, as many as such a text must
// have one of; it returns how many are left out.
func (x *gramIndex) postings(s *scratch, percent int) (spare int) {
	s.grams, s.lists = grams(s.units, s.grams[:0]), s.lists[:0]
	for _, g := range s.grams {
		var list []uint32
		if id, ok := x.grams[g]; ok {
			list = x.lists[x.starts[id]:x.starts[id+1]]
		}
		s.lists = append(s.lists, list)
	}
	slices.SortFunc(s.lists, func(a, b []uint32) int { return cmp.Compare(len(a), len(b)) })
	least := len(s.grams)
	for n := len(s.units); n-len(s.units) <= allowed(n, percent); n++ {
		least = min(least, shared(n, percent))
	}
	follow := len(s.lists) - max(least, 1) + 1
	for follow < len(s.lists) && len(s.lists[follow]) <= len(x.from)/cheapShare {
		follow++
	}
	for _, list := range s.lists[:follow] {
		for _, i := range list {
			if s.counts[i] == 0 {
				s.touched = append(s.touched, i)
			}
			s.counts[i]++
		}
	}
	return len(s.lists) - follow
}

// cheapShare is the share of all texts, as its inverse, up to which a trigram's
// list is followed though it need not be: counting is cheaper than comparing.
const cheapShare = 200

// compared measures text i if its length and its trigrams allow it.
func (x *gramIndex) compared(s *scratch, i uint32, spare, percent int) (nearby, bool) {
	text := x.text(i)
	n := max(len(text), len(s.units))
	most := allowed(n, percent)
	if n-min(len(text), len(s.units)) > most || int(s.counts[i])+spare < shared(n, percent) {
		return nearby{}, false
	}
	d := s.pattern.distance(text, most)
	return nearby{i, d, likeness(n, d)}, d <= most
}
