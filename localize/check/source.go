package check

import (
	_ "embed"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"dramaport/internal/lang"
	"dramaport/season"
	"dramaport/subtitles"
)

// sameAsSource finds a text that was copied. Numbers, marks, interjections and
// names may be the same in two languages, and anything in two varieties of one.
func sameAsSource(s Subject) []season.Finding {
	from, _ := s.SourceTag.Base()
	to, _ := s.Target.Base()
	same := lang.Letters(subtitles.Plain(s.Text))
	if from == to || same == "" || same != lang.Letters(subtitles.Plain(s.Source)) || mayStay(s) {
		return nil
	}
	return []season.Finding{s.finding(season.RuleSameAsSource, "the text is the source, not a translation")}
}

// mayStay reports that nothing of the text needs a translation.
func mayStay(s Subject) bool {
	rest := lang.Lower(subtitles.Plain(s.Text))
	for _, name := range s.wordings() {
		rest = strings.ReplaceAll(rest, lang.Lower(name), " ")
	}
	for _, w := range lang.Words(rest) {
		if !lang.Interjections()[lang.Unlengthened(w)] {
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
		all = append(append(all, m.Term.Translation()), m.Term.Forms...)
	}
	all = slices.DeleteFunc(all, func(w string) bool { return strings.TrimSpace(w) == "" })
	slices.SortStableFunc(all, func(a, b string) int { return len(b) - len(a) })
	return all
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
		for _, w := range lang.InnerCapitals(subtitles.Plain(l.Text)) {
			seen[w] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}
