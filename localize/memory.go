package localize

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// Entry is one remembered translation.
type Entry struct {
	Source, Target string
	// Prev and Next are the source texts before and after; both "" if the
	// context is not known.
	Prev, Next string
	// Speaker is who spoke, "" if not known.
	Speaker string
	// Origin says where the entry was read from, for people: a file's name.
	Origin string
}

// Hit is an entry that fits a line: Percent is 101 where text and neighbours
// are the same, 100 where the text is.
type Hit struct {
	Entry
	Percent int
}

// The least length of a text that its wording alone may carry over to another
// place. Source: research/translation.md E ("走" depends on its context, a
// sentence does not).
const (
	enoughCharacters = 6 // of Han, kana, Thai and other scripts without spaces
	enoughWords      = 4
)

// Memory finds what was translated before. It is filled first and then only
// read; reading is safe for many goroutines at once.
type Memory struct {
	bySource map[string][]Entry
}

// NewMemory returns an empty memory.
func NewMemory() *Memory { return &Memory{bySource: map[string][]Entry{}} }

// Add remembers e. Of entries with the same source, neighbours and speaker the
// one added last counts. An entry without source or target is not kept.
func (m *Memory) Add(e Entry) {
	key := memoryKey(e.Source)
	if key == "" || strings.TrimSpace(e.Target) == "" {
		return
	}
	kept := m.bySource[key]
	for i, old := range kept {
		if sameContext(old, e.Prev, e.Next) && old.Speaker == e.Speaker {
			kept[i] = e
			return
		}
	}
	m.bySource[key] = append(kept, e)
}

// Len is how many entries the memory holds.
func (m *Memory) Len() int {
	n := 0
	for _, es := range m.bySource {
		n += len(es)
	}
	return n
}

// Match returns the translation that may stand for a line without being asked
// for again. 101 % is the same text between the same neighbours. 100 % is the
// same text that is long enough to mean the same elsewhere, or that the same
// known speaker says, provided that all such entries agree on the wording.
// Anything less is no match. Texts are compared in NFKC with runs of white
// space as one space; tag is the language of source.
func (m *Memory) Match(source, prev, next, speaker string, tag language.Tag) (Hit, bool) {
	if m == nil {
		return Hit{}, false
	}
	found := m.bySource[memoryKey(source)]
	if e, ok := inContext(found, prev, next, speaker); ok {
		return Hit{e, 101}, true
	}
	if e, ok := unanimous(spokenBy(found, speaker)); ok {
		return Hit{e, 100}, true
	}
	if e, ok := unanimous(found); ok && longEnough(source, tag) {
		return Hit{e, 100}, true
	}
	return Hit{}, false
}

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
	return strings.Join(strings.Fields(norm.NFKC.String(text)), " ")
}

func longEnough(text string, tag language.Tag) bool {
	if spacedWriting(tag) {
		return wordCount(text) >= enoughWords
	}
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n >= enoughCharacters
}

func wordCount(text string) int {
	return len(strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	}))
}
