package memory

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"dramaport/internal/lang"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// Name is a name in the source language with its agreed wording in the target,
// "" where none is agreed.
type Name struct{ Source, Target string }

// Entry is one remembered translation.
type Entry struct {
	Source, Target string
	// Prev and Next are the source texts before and after; both "" if the
	// context is not known.
	Prev, Next string
	// Speaker is who spoke, "" if not known.
	Speaker string
	// Series is the title of the season that the entry is from, "" if not
	// known.
	Series string
	// Names are the names in the entry as both texts have them.
	Names []Name
	// By and At say who decided on the text last, and when; "" and zero if
	// not known.
	By string
	At time.Time
	// Origin says where the entry was read from, for people: a file's name,
	// or a line of this season ("e001:7").
	Origin string
}

// Hit is an entry that fits a line: Percent is 101 where text and neighbours
// are the same, 100 where the text is, and less where it is similar.
type Hit struct {
	Entry
	Percent int
	// Unresolved says that Target may hold a name of another series: it is
	// for people to read, never for an engine, and never applied.
	Unresolved bool
}

// The least length of a text that its wording alone may carry over to another
// place. Source: docs/sources.md E ("走" depends on its context, a
// sentence does not).
const (
	enoughCharacters = 6 // of Han, kana, Thai and other scripts without spaces
	enoughWords      = 4
)

// Options is what a memory knows about the season that asks it.
type Options struct {
	// Source and Target are the languages of the entries.
	Source, Target language.Tag
	// Series is the season's title: entries of another are foreign.
	Series string
	// Names are the season's names with their agreed wording in the target,
	// "" where none is agreed.
	Names []Name
}

// Memory finds what was translated before into one language. It is filled first
// and then only read; reading is safe for many goroutines at once.
type Memory struct {
	options Options
	masker  masker // of the source; its names have the market's wordings
	agreed  naming // of the target, to be taken out
	// indexes hold the entries; what is added here is on the last.
	indexes []*Index
}

// New returns an empty memory that knows of no names and no series.
func New() *Memory { return NewFor(Options{}) }

// NewFor returns a memory for a season and market: empty but for what is
// on indexes, which are filled, and from the source language of the season and
// market. Their names are names here, too, those without a wording in o as names
// without one.
func NewFor(o Options, indexes ...*Index) *Memory {
	var agreed []Name
	for _, w := range o.Names {
		agreed = append(agreed, Name{Source: w.Target})
	}
	o.Names = slices.Clone(o.Names)
	for _, s := range indexes {
		for _, n := range s.names {
			o.Names = append(o.Names, Name{Source: n.Source}) // of two with one source the first counts
		}
	}
	return &Memory{options: o, masker: newMasker(o.Source, o.Names), agreed: newNaming(agreed, lang.SpacedWriting(o.Target)),
		indexes: append(slices.Clone(indexes), NewIndex(o.Source, o.Names))}
}

// Add remembers e. Of entries with the same source, neighbours, speaker and
// series the newest counts, or, where one has no date, the one added last. Where
// the neighbours are not known, entries without dates that translate one text in
// several ways contradict each other: they are offered, and none applies itself.
// An entry without source or target is not kept.
func (m *Memory) Add(e Entry) { m.indexes[len(m.indexes)-1].Add(e, m.options.Target) }

// Len is how many entries the memory holds.
func (m *Memory) Len() int {
	n := 0
	for i, s := range m.indexes {
		for _, p := range s.places {
			if !m.later(i, p.key) {
				n += len(m.entries(p.key))
			}
		}
	}
	return n
}

// later reports that a index after the i-th has a source, too.
func (m *Memory) later(i int, key string) bool {
	return slices.ContainsFunc(m.indexes[i+1:], func(s *Index) bool { _, ok := s.byKey[key]; return ok })
}

// Match returns the translation that may stand for a line without being asked
// for again. 101 % is the same text between the same neighbours. 100 % is the
// same text that is long enough to mean the same elsewhere, or that the same
// known speaker says, provided that all such entries agree on the wording.
// Anything less is no match. Texts are compared in NFKC with runs of white
// space as one space; tag is the language of source.
//
// An entry of another series is asked only where the season has none. Its
// neighbours and speaker count for nothing, and its names must be ones for
// which the season has agreed wordings: these take the place of its own.
func (m *Memory) Match(source, prev, next, speaker string, tag language.Tag) (Hit, bool) {
	return m.match(Wanted{Source: source, Prev: prev, Next: next, Speaker: speaker}, tag)
}

func (m *Memory) match(w Wanted, tag language.Tag) (Hit, bool) {
	if m == nil {
		return Hit{}, false
	}
	own, foreign := m.known(w)
	if e, ok := inContext(own, w.Prev, w.Next, w.Speaker); ok {
		return Hit{Entry: e, Percent: 101}, true
	}
	if e, ok := unanimous(spokenBy(own, w.Speaker)); ok {
		return Hit{Entry: e, Percent: 100}, true
	}
	if e, ok := unanimous(own); ok && longEnough(w.Source, tag) {
		return Hit{Entry: e, Percent: 100}, true
	}
	if e, ok := unanimous(foreign); ok && len(own) == 0 && longEnough(w.Source, tag) {
		e, resolved := m.adapted(e, m.masker.names.in(w.Source))
		return Hit{Entry: e, Percent: 100}, resolved
	}
	return Hit{}, false
}

// known are the entries with the wanted source, those of the season (or of no
// series) and those of others. The wanted line itself is not among them.
func (m *Memory) known(w Wanted) (own, foreign []Entry) {
	for _, e := range m.entries(memoryKey(w.Source)) {
		switch {
		case w.is(e):
		case m.foreign(e):
			foreign = append(foreign, e)
		default:
			own = append(own, e)
		}
	}
	return current(own), current(foreign)
}

func (m *Memory) foreign(e Entry) bool { return e.Series != "" && e.Series != m.options.Series }

// inContext is the latest entry with these neighbours, of speaker if he has one.
func inContext(es []Entry, prev, next, speaker string) (Entry, bool) {
	var hit Entry
	ok := false
	for _, e := range es {
		if e.Prev == "" && e.Next == "" || !sameContext(e, prev, next) {
			continue
		}
		if !ok || e.Speaker == speaker || hit.Speaker != speaker {
			hit, ok = e, true
		}
	}
	return hit, ok
}

func sameContext(e Entry, prev, next string) bool {
	return memoryKey(e.Prev) == memoryKey(prev) && memoryKey(e.Next) == memoryKey(next)
}

func spokenBy(es []Entry, speaker string) []Entry {
	var of []Entry
	for _, e := range es {
		if speaker != "" && e.Speaker == speaker {
			of = append(of, e)
		}
	}
	return of
}

// unanimous is the last of es if all have the same target.
func unanimous(es []Entry) (Entry, bool) {
	for _, e := range es {
		if memoryKey(e.Target) != memoryKey(es[0].Target) {
			return Entry{}, false
		}
	}
	if len(es) == 0 {
		return Entry{}, false
	}
	return es[len(es)-1], true
}

// memoryKey is the form in which texts are compared.
func memoryKey(text string) string {
	if !norm.NFKC.IsNormalString(text) {
		text = norm.NFKC.String(text)
	}
	return strings.Join(strings.Fields(text), " ")
}

func longEnough(text string, tag language.Tag) bool {
	if lang.SpacedWriting(tag) {
		return lang.CountWords(text) >= enoughWords
	}
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n >= enoughCharacters
}
