package memory

import (
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"
)

// Index holds entries from one source language into any number of targets, so
// that the memories of several markets share what is read once: the texts, each
// kept once, and the index of similar texts. It is filled first and then only
// read; reading is safe for many goroutines at once.
type Index struct {
	source language.Tag
	// names are what the index masks; their Target is not looked at.
	names   []Name
	texts   interner
	locales []language.Tag
	places  []place
	byKey   map[string]uint32 // memoryKey of the source, to places
	kept    []kept
	targets []target
	named   [][]Name // what kept.named counts, from 1
	// index is built when it is first asked for; mu guards that.
	mu    sync.Mutex
	grams *gramIndex
}

// place is one source text with the entries that have it: a chain through
// kept.next, numbered from 1.
type place struct {
	key         string
	first, last uint32
}

// kept is an entry without its targets; its texts are numbers in the interner.
type kept struct {
	source, prev, next, speaker, series, by, origin uint32

	named   uint32 // 0 for no names
	chain   uint32 // the next entry with the same source, 0 for none
	targets uint32 // its first in Index.targets; they end where the next entry's begin
	at      int64  // nanoseconds since 1970, never for not known
}

const never = -1 << 63

type target struct {
	locale uint32
	text   string
}

// NewIndex returns an empty index. names are those of the season, by which
// texts with other names are found similar.
func NewIndex(source language.Tag, names []Name) *Index {
	return &Index{source: source, names: names, byKey: map[string]uint32{}}
}

// Add keeps e, whose target is in the language to. An entry without source or
// target is not kept.
func (s *Index) Add(e Entry, to language.Tag) {
	key := memoryKey(e.Source)
	if key == "" || strings.TrimSpace(e.Target) == "" {
		return
	}
	s.grams = nil
	k := s.numbered(e)
	if n := len(s.kept); n == 0 || !s.joins(k, e.Names) {
		s.chain(key, k, e.Names)
	}
	s.targets = append(s.targets, target{s.locale(to), s.texts.copied(e.Target)})
}

// numbered is e with its texts put into the interner.
func (s *Index) numbered(e Entry) kept {
	number := s.texts.number
	k := kept{source: number(e.Source), prev: number(e.Prev), next: number(e.Next), speaker: number(e.Speaker),
		series: number(e.Series), by: number(e.By), origin: number(e.Origin), at: never}
	if !e.At.IsZero() {
		k.at = e.At.UnixNano()
	}
	return k
}

// joins reports that k differs from the entry added last in the target alone.
func (s *Index) joins(k kept, names []Name) bool {
	last := s.kept[len(s.kept)-1]
	same := slices.Equal(s.namesOf(last), names)
	last.named, last.chain, last.targets = 0, 0, 0
	return same && last == k
}

// chain adds k at the end of its source's chain.
func (s *Index) chain(key string, k kept, names []Name) {
	if len(names) > 0 {
		s.named = append(s.named, slices.Clone(names))
		k.named = uint32(len(s.named))
	}
	k.targets = uint32(len(s.targets))
	s.kept = append(s.kept, k)
	n := uint32(len(s.kept))
	at, known := s.byKey[key]
	if !known {
		if text := s.texts.at(k.source); text == key {
			key = text // held once
		}
		s.byKey[key] = uint32(len(s.places))
		s.places = append(s.places, place{key, n, n})
		return
	}
	p := &s.places[at]
	s.kept[p.last-1].chain, p.last = n, n
}

func (s *Index) locale(tag language.Tag) uint32 {
	i := slices.Index(s.locales, tag)
	if i < 0 {
		i = len(s.locales)
		s.locales = append(s.locales, tag)
	}
	return uint32(i)
}

func (s *Index) namesOf(k kept) []Name {
	if k.named == 0 {
		return nil
	}
	return s.named[k.named-1]
}

// entries appends the entries at place i in the language to, as they came.
func (s *Index) entries(es []Entry, i uint32, to language.Tag) []Entry {
	locale := slices.Index(s.locales, to)
	if locale < 0 {
		return es
	}
	for n := s.places[i].first; n > 0; n = s.kept[n-1].chain {
		end := len(s.targets)
		if int(n) < len(s.kept) {
			end = int(s.kept[n].targets)
		}
		for _, t := range s.targets[s.kept[n-1].targets:end] {
			if t.locale == uint32(locale) {
				es = append(es, s.entry(s.kept[n-1], t.text))
			}
		}
	}
	return es
}

func (s *Index) entry(k kept, target string) Entry {
	text := s.texts.at
	e := Entry{Source: text(k.source), Target: target, Prev: text(k.prev), Next: text(k.next), Speaker: text(k.speaker),
		Series: text(k.series), Names: s.namesOf(k), By: text(k.by), Origin: text(k.origin)}
	if k.at != never {
		e.At = time.Unix(0, k.at).UTC()
	}
	return e
}

// indexed is the index of the sources, built now if it is not there.
func (s *Index) indexed() *gramIndex {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.grams != nil {
		return s.grams
	}
	k := newMasker(s.source, s.names)
	var text masked
	var names []Name
	s.grams = newGramIndex(k, len(s.places), func(i int) masked {
		names = names[:0]
		for n := s.places[i].first; n > 0; n = s.kept[n-1].chain {
			names = append(names, s.namesOf(s.kept[n-1])...)
		}
		k.maskInto(&text, s.places[i].key, names)
		return text
	})
	return s.grams
}
