package localize

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"

	"dramaport/season"
)

// interjectionsCSV is language,words,source: words that many languages share.
//
//go:embed data/interjections.csv
var interjectionsCSV string

var interjections = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, row := range table(interjectionsCSV) {
		for _, w := range strings.Fields(row[1]) {
			all[w] = true
		}
	}
	return all
})

// sameAsSource finds a text that was copied. Numbers, marks, interjections and
// names may be the same in two languages, and anything in two varieties of one.
func sameAsSource(s Subject) []season.Finding {
	from, _ := s.SourceTag.Base()
	to, _ := s.Target.Base()
	same := letters(s.Text)
	if from == to || same == "" || same != letters(s.Source) || mayStay(s) {
		return nil
	}
	return []season.Finding{s.finding(season.RuleSameAsSource, "the text is the source, not a translation")}
}

// mayStay reports that nothing of the text needs a translation.
func mayStay(s Subject) bool {
	rest := lowered(plain(s.Text))
	for _, name := range s.wordings() {
		rest = strings.ReplaceAll(rest, lowered(name), " ")
	}
	for _, w := range words(rest) {
		if !interjections()[unlengthened(w)] {
			return false
		}
	}
	return true
}

// wordings are the names, and the wordings that the glossary gives for what is
// in the source; longest first.
func (s Subject) wordings() []string {
	all := append([]string{s.Line.Speaker}, s.Names...)
	for _, m := range s.found() {
		all = append(append(all, targetOf(m.Term)), m.Term.Forms...)
	}
	all = slices.DeleteFunc(all, func(w string) bool { return strings.TrimSpace(w) == "" })
	slices.SortStableFunc(all, func(a, b string) int { return len(b) - len(a) })
	return all
}

func lowered(text string) string { return strings.Map(unicode.ToLower, text) }

// unlengthened takes drawn-out letters out: "nooo" is "no".
func unlengthened(w string) string {
	runes := []rune(w)
	for len(runes) > 2 && runes[len(runes)-1] == runes[len(runes)-2] {
		runes = runes[:len(runes)-1]
	}
	return string(runes)
}

// NamesIn collects the names of an episode: its speakers, and, where tag is
// written with capital letters, words that the lines write with one inside a
// sentence. A line that is nothing but such a name may stay as it is.
func NamesIn(lines []season.Line, tag language.Tag) []string {
	seen := map[string]bool{}
	base, _ := tag.Base()
	for _, l := range lines {
		if l.Speaker != "" {
			seen[l.Speaker] = true
		}
		if base.String() == "de" { // every noun has a capital letter
			continue
		}
		for _, w := range innerCapitals(l.Text) {
			seen[w] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// innerCapitals are the capitalised words that do not begin a sentence. "I" and
// words in capitals only do not count.
func innerCapitals(text string) []string {
	var found []string
	begins := true
	for _, w := range strings.Fields(plain(text)) {
		for _, part := range words(w) {
			r := []rune(part)
			if !begins && len(r) > 1 && unicode.IsUpper(r[0]) && !unicode.IsUpper(r[1]) && !strings.HasPrefix(part, "I'") && !strings.HasPrefix(part, "I’") {
				found = append(found, part)
			}
			begins = false
		}
		if strings.ContainsAny(w, ".!?…:;\"“”«»—-") {
			begins = true
		}
	}
	return found
}
