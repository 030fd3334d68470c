package check

import (
	"maps"
	"slices"
	"strings"
	"unicode"

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
	if foreignHere(s) {
		return nil
	}
	d := s.finding(season.RuleSameAsSource, "the text is the source, not a translation")
	if mayBeBoth(s) {
		d = s.doubt(season.RuleSameAsSource, "the text is the source: right for a name, a title or a word that both languages have")
	}
	return []season.Finding{d}
}

// doubt is a finding that a person may well answer with "so it shall be": a
// warning, unless the market weighs the rule itself.
func (s Subject) doubt(r season.Rule, message string) season.Finding {
	d := s.finding(r, message)
	if _, set := s.Market.Severity[r]; !set {
		d.Severity = season.Warning
	}
	return d
}

// foreignHere reports a source that is itself in another writing than its
// language ("VIP？" in a Chinese line), or whose only words both languages have.
func foreignHere(s Subject) bool {
	text := subtitles.Plain(s.Source)
	if lang.IsLatin(text) && lang.IsAcronyms(text) && strings.ToUpper(text) == text && len(lang.Words(text)) == 1 && len(lang.Letters(text)) <= 4 && len(lang.Letters(text)) >= 2 {
		return !sayable(s, text)
	}
	w, known := lang.WritingOf(s.SourceTag)
	if words := lang.Words(text); len(words) == 1 && lang.Cognate(words[0], s.SourceTag, s.Target) {
		return true
	}
	return known && len(lang.Words(text)) <= mostKept && !strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, w.Ranges...) })
}

// sayable reports an everyday word in capitals ("RUN!"), which is no abbreviation.
func sayable(s Subject, text string) bool {
	is, known := lang.Knows(lang.Words(text)[0], s.SourceTag)
	return is || !known
}

// mostKept is how many words of a line may well stay as they are: "Mr.
// President!", "Adiós, amigo.", "Que sera, sera."
const mostKept = 3

// mayBeBoth reports a copied text that may be right: a few words of which the
// tables of the source's language know none, words of a third language, or the
// words of a song.
func mayBeBoth(s Subject) bool {
	text := subtitles.Plain(s.Text)
	words := lang.Words(text)
	if strings.ContainsAny(s.Source, "♪♫♬") || thirdLanguage(s) {
		return true
	}
	for _, w := range words {
		if lang.Cognate(lang.Lower(w), s.SourceTag, s.Target) {
			continue
		}
		is, known := lang.Knows(w, s.SourceTag)
		if is || !known || !lang.IsLatin(w) {
			return false
		}
	}
	return len(words) <= mostKept
}

// thirdLanguage reports a source whose own words are none of its language.
func thirdLanguage(s Subject) bool {
	from := lang.KnownLanguage(s.SourceTag)
	if from == "" {
		return false
	}
	own, others, _ := lang.CountLanguages(subtitles.Plain(s.Source), from)
	if own > 0 {
		return false
	}
	for _, n := range others {
		if n >= leastForeign {
			return true
		}
	}
	return false
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
