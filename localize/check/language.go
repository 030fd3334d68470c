package check

import (
	"fmt"
	"strings"

	"dramaport/internal/lang"
	"dramaport/season"
	"dramaport/subtitles"
)

// What makes a line one of another language: this many of its words are that
// language's alone, this share of all, and none is the target's. Chosen so that
// TestGoodTextRates has no false alarm in Latin-script text; what that costs in
// detection is printed by TestWrongLanguageRates.
const (
	leastForeign      = 2
	leastForeignShare = 0.25
	leastWords        = 3
)

// wrongLanguage finds a text in the right script but in another language. It
// knows the languages of internal/lang/data/stopwords.csv; of a text in a language that is
// not there it says nothing. Varieties of one language are one.
func wrongLanguage(s Subject) []season.Finding {
	target := lang.KnownLanguage(s.Target)
	if target == "" {
		return nil
	}
	own, counts, all := lang.CountLanguages(s.ownWords(), target)
	for other, n := range s.quoted() {
		counts[other] -= n
	}
	if own > 0 || all < leastWords {
		return nil
	}
	for other, n := range counts {
		if n >= leastForeign && float64(n) >= leastForeignShare*float64(all) {
			return []season.Finding{s.finding(season.RuleWrongLanguage, fmt.Sprintf("the text reads as %s, not as %s", lang.LanguageName(other), lang.LanguageName(target)))}
		}
	}
	return nil
}

// quoted are the words of third languages, by language, that the source has,
// too: somebody says them in that language, and they stay.
func (s Subject) quoted() map[string]int {
	from := lang.KnownLanguage(s.SourceTag)
	said := map[string]bool{}
	for _, w := range lang.Words(lang.StraightQuotes(lang.Lower(subtitles.Plain(s.Source)))) {
		said[w] = true
	}
	var kept []string
	for _, w := range lang.Words(lang.StraightQuotes(lang.Lower(s.ownWords()))) {
		if said[w] {
			kept = append(kept, w)
		}
	}
	_, others, _ := lang.CountLanguages(strings.Join(kept, " "), from)
	if strings.ContainsAny(s.Source, "♪♫♬") {
		others[from] += len(kept)
	}
	return others
}

// What makes a whole reply one of another language: so many of its lines read
// as one (and one in so many), so that its short lines, which show nothing by
// themselves, are not to be trusted either; or so many of its words are known
// in other languages of the tables alone, and so many times as many as are the
// target's.
const (
	leastWrongLines  = 3
	wrongLinesShare  = 5
	leastForeignSure = 4
	foreignTimes     = 2
)

// LanguageCount is what the lines of a reply show of its language. The zero
// value has seen no line.
type LanguageCount struct{ lines, wrong, own, foreign int }

// Add looks at one more line.
func (c *LanguageCount) Add(s Subject) {
	c.lines++
	if len(wrongLanguage(s)) > 0 {
		c.wrong++
	}
	own, foreign := lang.CountForeignWords(s.ownWords(), s.Target)
	c.own, c.foreign = c.own+own, c.foreign+foreign
}

// Wrong reports a reply in another language.
func (c LanguageCount) Wrong() bool {
	return c.wrong >= leastWrongLines && c.wrong*wrongLinesShare >= c.lines ||
		c.foreign >= leastForeignSure && c.foreign > foreignTimes*c.own
}

// Leans reports a reply in which other languages have more words than its own:
// too little to tell by itself, enough after a reply that was Wrong.
func (c LanguageCount) Leans() bool { return c.foreign > c.own }
