package glossaries

import (
	_ "embed" // words that look like terms
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/language"
)

//go:embed homographs.csv
var homographsCSV []byte

//go:embed everyday.csv
var everydayCSV []byte

// lexicon is what a language has beside a glossary's terms: words in whose
// letters a term may stand without being meant.
type lexicon struct {
	everyday map[string]bool
	longest  int // of everyday, in bytes
	contexts map[string][]context
}

// context is where a word stands when it is not the name that is written alike.
type context struct{ before, after []string }

// lexicons reads the tables once; they are part of the program.
var lexicons = sync.OnceValue(func() map[string]*lexicon {
	table := map[string]*lexicon{}
	of := func(lang string) *lexicon {
		if table[lang] == nil {
			table[lang] = &lexicon{everyday: map[string]bool{}, contexts: map[string][]context{}}
		}
		return table[lang]
	}
	for _, row := range rowsOf("everyday.csv", everydayCSV) {
		l := of(row[0])
		for _, w := range strings.Fields(row[1]) {
			l.everyday[w], l.longest = true, max(l.longest, len(w))
		}
	}
	for _, row := range rowsOf("homographs.csv", homographsCSV) {
		for _, w := range strings.Fields(row[1]) {
			of(row[0]).contexts[w] = append(of(row[0]).contexts[w], context{items(row[2]), items(row[3])})
		}
	}
	return table
})

func items(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

func lexiconOf(tag language.Tag) *lexicon {
	if wide, err := language.Macro.Canonicalize(tag); err == nil {
		tag = wide
	}
	base, _ := tag.Base()
	return lexicons()[base.String()]
}

// otherWord tells whether the letters of a term at text[s.start:s.end] are
// another word's. name says that the term is a person, a place or the like.
func (l *lexicon) otherWord(text string, s span, name bool) bool {
	if l == nil {
		return false
	}
	if len(l.everyday) > 0 && (l.within(text, s, name) || l.across(text, s)) {
		return true
	}
	for _, c := range l.contexts[text[s.start:s.end]] {
		if c.holds(text, s) {
			return true
		}
	}
	return false
}

// within tells whether an everyday word holds the whole term: 安然 in 安然无恙.
// A word that ends with the term mostly is a kind of it (副总裁), unless the
// term is a name.
func (l *lexicon) within(text string, s span, name bool) bool {
	for start := max(0, s.end-l.longest); start <= s.start; start++ {
		if !utf8.RuneStart(text[start]) {
			continue
		}
		for end := s.end; end <= min(len(text), start+l.longest); end++ {
			longer := end-start > s.end-s.start
			if longer && (end == len(text) || utf8.RuneStart(text[end])) && (name || end > s.end) && l.everyday[text[start:end]] {
				return true
			}
		}
	}
	return false
}

// across tells whether two everyday words meet inside the term: 陆总 in
// 大陆|总是.
func (l *lexicon) across(text string, s span) bool {
	for at := s.start + 1; at < s.end; at++ {
		if utf8.RuneStart(text[at]) && l.endsAt(text, at, s.start) && l.beginsAt(text, at, s.end) {
			return true
		}
	}
	return false
}

// endsAt tells whether an everyday word that begins before limit ends at a place.
func (l *lexicon) endsAt(text string, at, limit int) bool {
	for start := max(0, at-l.longest); start < limit; start++ {
		if l.everyday[text[start:at]] {
			return true
		}
	}
	return false
}

// beginsAt tells whether an everyday word that begins at a place ends behind limit.
func (l *lexicon) beginsAt(text string, at, limit int) bool {
	for end := limit + 1; end <= min(len(text), at+l.longest); end++ {
		if l.everyday[text[at:end]] {
			return true
		}
	}
	return false
}

// holds tells whether a word stands in this context. What follows counts only
// at the start of a sentence in scripts with capitals: inside one the capital
// tells the name.
func (c context) holds(text string, s span) bool {
	before, after := text[:s.start], text[s.end:]
	first, _ := utf8.DecodeRuneInString(text[s.start:])
	if classOf(first) == joined {
		return slices.ContainsFunc(c.before, func(w string) bool { return strings.HasSuffix(before, w) })
	}
	if word := lastWord(before); word != "" && slices.Contains(c.before, word) {
		return true
	}
	next, ok := strings.CutPrefix(after, " ")
	if !ok {
		return false
	}
	return slices.ContainsFunc(c.after, func(w string) bool {
		if w == "#" {
			return next != "" && next[0] >= '0' && next[0] <= '9'
		}
		return opensSentence(before) && beginsWith(next, w)
	})
}

// lastWord is the word that a text ends with before a single blank, "" if
// there is none.
func lastWord(text string) string {
	text, ok := strings.CutSuffix(text, " ")
	if !ok {
		return ""
	}
	return text[wordStart(text, len(text), spaced):]
}

func opensSentence(before string) bool {
	before = strings.TrimRight(before, " \"'([-–—♪")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".!?:") || strings.HasSuffix(before, "…")
}

func beginsWith(text, words string) bool {
	rest, ok := strings.CutPrefix(text, words)
	r, _ := utf8.DecodeRuneInString(rest)
	return ok && (rest == "" || classOf(r) == other)
}
