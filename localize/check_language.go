package localize

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"dramaport/season"
)

// stopwordsCSV is language,words,letters,source for languages in Latin script:
// common words that no other language of the table has, and letters that it
// writes and the others, loanwords apart, do not.
//
//go:embed data/stopwords.csv
var stopwordsCSV string

type vocabulary struct {
	words, letters map[string]string
	languages      map[string]bool
}

var stopwords = sync.OnceValue(func() vocabulary {
	v := vocabulary{map[string]string{}, map[string]string{}, map[string]bool{}}
	for _, row := range table(stopwordsCSV) {
		for _, w := range strings.Fields(row[1]) {
			v.words[w] = row[0]
			v.languages[row[0]] = true
		}
		for _, r := range row[2] {
			v.letters[string(r)] = row[0]
		}
	}
	return v
})

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
// knows the languages of data/stopwords.csv; of a text in a language that is
// not there it says nothing. Varieties of one language are one.
func wrongLanguage(s Subject) []season.Finding {
	target := tableLanguage(s.Target)
	if target == "" {
		return nil
	}
	own, counts, all := languagesOf(s.ownWords(), target)
	if own > 0 || all < leastWords {
		return nil
	}
	for other, n := range counts {
		if n >= leastForeign && float64(n) >= leastForeignShare*float64(all) {
			return []season.Finding{s.finding(season.RuleWrongLanguage, fmt.Sprintf("the text reads as %s, not as %s", named2(other), named2(target)))}
		}
	}
	return nil
}

func named2(code string) string { return display.English.Languages().Name(language.Make(code)) }

// tableLanguage is the language of tag as the table has it, "" if it has not.
func tableLanguage(tag language.Tag) string {
	base, _ := tag.Base()
	code := base.String()
	if code == "ms" {
		code = "id"
	}
	if !stopwords().languages[code] {
		return ""
	}
	return code
}

// languagesOf counts the words of text that are target's alone, those that are
// another language's alone, by language, and all words.
func languagesOf(text, target string) (own int, others map[string]int, all int) {
	v := stopwords()
	others = map[string]int{}
	if l := v.letters["¿"]; strings.ContainsAny(text, "¿¡") { // they belong to no word
		others[l]++
	}
	for _, w := range words(straight.Replace(lowered(text))) {
		all++
		l := v.words[w]
		if l == "" {
			l = v.letterLanguage(w, target)
		}
		switch l {
		case "":
		case target:
			own++
		default:
			others[l]++
		}
	}
	own += others[target]
	delete(others, target)
	return own, others, all
}

// letterLanguage is the language whose own letters w has, target first.
func (v vocabulary) letterLanguage(w, target string) string {
	found := ""
	for _, r := range w {
		switch l := v.letters[string(r)]; l {
		case target:
			return l
		case "":
		default:
			found = l
		}
	}
	return found
}

// mostlyWrongLanguage reports a reply of which so many lines are in a wrong language
// that its short lines, which show nothing by themselves, are not to be trusted
// either. texts are the reply's, wrong those found to be in a wrong language.
func mostlyWrongLanguage(texts, wrong int) bool { return wrong >= 3 && wrong*5 >= texts }

// What makes a whole reply one of another language, whichever: so many of its
// words are known in other languages of the tables alone, and so many times as
// many as are the target's.
const (
	leastStrange = 4
	strangeTimes = 2
)

// strangeWords counts the words of text that are the target's, and those that
// only other languages of the tables have, though it may not be sure which. A
// target that the dictionary lacks has too few words to tell.
func strangeWords(text string, tag language.Tag) (own, foreign int) {
	target := tableLanguage(tag)
	if target == "" || dictionaries()[target] == nil {
		return 0, 0
	}
	for _, w := range words(straight.Replace(lowered(plain(text)))) {
		switch l := stopwords().words[w]; {
		case l == target || dictionaries()[target].knows(w):
			own++
		case l != "" || knownElsewhere(w):
			foreign++
		}
	}
	return own, foreign
}

func knownElsewhere(w string) bool {
	for _, d := range dictionaries() {
		if d.spaced && d.knows(w) {
			return true
		}
	}
	return false
}

// speaksOwn reports a text that shows by a word of its own that it is in the
// language of tag.
func speaksOwn(text string, tag language.Tag) bool {
	target := tableLanguage(tag)
	own, _, _ := languagesOf(plain(text), target)
	return target == "" || own > 0
}
