package lang

import (
	_ "embed"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
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
	for _, row := range Table(stopwordsCSV) {
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

// LanguageName is what a language is called in English.
func LanguageName(code string) string { return display.English.Languages().Name(language.Make(code)) }

// KnownLanguage is the language of tag as the table has it, "" if it has not.
func KnownLanguage(tag language.Tag) string {
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

// CountLanguages counts the words of text that are target's alone, those that are
// another language's alone, by language, and all words.
func CountLanguages(text, target string) (own int, others map[string]int, all int) {
	v := stopwords()
	others = map[string]int{}
	if l := v.letters["¿"]; strings.ContainsAny(text, "¿¡") { // they belong to no word
		others[l]++
	}
	for _, w := range Words(StraightQuotes(Lower(text))) {
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

// CountForeignWords counts the words of text that are the target's, and those that
// only other languages of the tables have, though it may not be sure which. A
// target that the dictionary lacks has too few words to tell.
func CountForeignWords(text string, tag language.Tag) (own, foreign int) {
	target := KnownLanguage(tag)
	if target == "" || dictionaries()[target] == nil {
		return 0, 0
	}
	for _, w := range Words(StraightQuotes(Lower(text))) {
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

// ShowsLanguage reports a text that shows by a word of its own that it is in the
// language of tag.
func ShowsLanguage(text string, tag language.Tag) bool {
	target := KnownLanguage(tag)
	own, _, _ := CountLanguages(text, target)
	return target == "" || own > 0
}

// commonCSV is language,words,source: everyday words of dialogue that neighbouring
// languages do not spell alike.
//
//go:embed data/common.csv
var commonCSV string

var common = sync.OnceValue(func() map[string]map[string]bool {
	return wordSets(commonCSV, func(row []string) (string, string) { return row[0], row[1] })
})

// cognatesCSV is from,to,words,source: words that both languages write and mean
// alike.
//
//go:embed data/cognates.csv
var cognatesCSV string

var cognates = sync.OnceValue(func() map[string]map[string]bool {
	return wordSets(cognatesCSV, func(row []string) (string, string) { return row[0] + " " + row[1], row[2] })
})

// wordSets are the words of a table by a key of its rows.
func wordSets(table string, parts func(row []string) (key, words string)) map[string]map[string]bool {
	sets := map[string]map[string]bool{}
	for _, row := range Table(table) {
		key, words := parts(row)
		if sets[key] == nil {
			sets[key] = map[string]bool{}
		}
		for _, w := range strings.Fields(words) {
			sets[key][w] = true
		}
	}
	return sets
}

// Knows reports a word that the tables have as one of tag's language; known is
// false for a language of which they have too few to tell.
func Knows(word string, tag language.Tag) (is, known bool) {
	base, _ := tag.Base()
	code := base.String()
	d := DictionaryOf(tag)
	w := StraightQuotes(Lower(word))
	for _, part := range append(strings.Split(w, "'"), w, Unlengthened(w)) { // mother's, nooo
		is = is || common()[code][part] || stopwords().words[part] == code || d != nil && d.spaced && len(d.whole[part]) > 0
	}
	return is, common()[code] != nil
}

// Cognate reports a word that two languages write and mean alike.
func Cognate(word string, from, to language.Tag) bool {
	f, _ := from.Base()
	t, _ := to.Base()
	return cognates()[f.String()+" "+t.String()][word]
}
