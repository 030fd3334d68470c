package subtitles

import (
	"bytes"
	_ "embed" // the table of break words
	"encoding/csv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

//go:embed breakwords.csv
var breakWordsCSV []byte

// breakWords are a language's small words: a line rather breaks before those
// of before, and does not end on one of either kind.
type breakWords struct{ before, bind map[string]bool }

// breakWordTable reads breakwords.csv once; it is part of the program.
var breakWordTable = sync.OnceValue(func() map[string]breakWords {
	rows, err := csv.NewReader(bytes.NewReader(breakWordsCSV)).ReadAll()
	if err != nil {
		panic("breakwords.csv: " + err.Error())
	}
	table := map[string]breakWords{}
	for _, row := range rows[1:] {
		words, ok := table[row[0]]
		if !ok {
			words = breakWords{before: map[string]bool{}, bind: map[string]bool{}}
			table[row[0]] = words
		}
		kind := words.before
		if row[1] == "bind" {
			kind = words.bind
		}
		for _, w := range strings.Fields(row[2]) {
			kind[strings.ToLower(w)] = true
		}
	}
	return table
})

func wordsFor(tag language.Tag) breakWords {
	base, _ := tag.Base()
	return breakWordTable()[base.String()]
}

// penalty is what it costs to end a line before bare[at].
func penalty(bare string, at int, words breakWords, lang string) float64 {
	head := strings.TrimRightFunc(bare[:at], unicode.IsSpace)
	word := lastWord(head)
	lower := strings.ToLower(word)
	if words.before[lower] || words.bind[lower] { // also "Mr.", before its point ends a sentence
		return costBound
	}
	last, _ := utf8.DecodeLastRuneInString(head)
	if c, ok := punctuationCost(last); ok {
		return c
	}
	first, _ := utf8.DecodeRuneInString(bare[at:])
	if len(head) == at { // no space: a hyphen, a dash, or a script without spaces
		return joinedCost(last, first, lang)
	}
	next := firstWord(bare[at:])
	switch {
	case words.before[strings.ToLower(next)]:
		return costBefore
	case dash(first):
		return costBound
	case lang != "de" && capital(word) && capital(next) && lastWord(strings.TrimSuffix(head, word)) != "":
		return costName
	}
	return costPlain
}

// punctuationCost is the cost after a punctuation mark, whatever the script.
func punctuationCost(last rune) (float64, bool) {
	const (
		sentence = ".!?…。！？؟।"
		clause   = ",;:，、；：،؛—–»”」』)）"
	)
	switch {
	case strings.ContainsRune(sentence, last):
		return costSentence, true
	case strings.ContainsRune(clause, last):
		return costClause, true
	}
	return 0, false
}

// joinedCost is the cost between two characters without a space. Japanese
// phrases start where kana turn into kanji or katakana.
func joinedCost(last, first rune, lang string) float64 {
	switch {
	case dash(last) || last == '/' || dash(first):
		return costHyphen
	case unicode.Is(unicode.Katakana, last) && unicode.Is(unicode.Katakana, first):
		return costBound
	case lang == "ja" && unicode.Is(unicode.Hiragana, last) && !unicode.Is(unicode.Hiragana, first):
		return costBefore
	case lang == "ja":
		return costHyphen
	}
	return costPlain
}

// longestWord is as many bytes as a word of the tables can have, and more.
const longestWord = 64

func lastWord(s string) string {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	if from := len(s) - longestWord; from > 0 {
		for from < len(s) && !utf8.RuneStart(s[from]) {
			from++
		}
		s = s[from:]
	}
	return strings.TrimLeft(s[strings.LastIndexFunc(s, unicode.IsSpace)+1:], `"'“‘«¿¡([-`)
}

func firstWord(s string) string {
	s = s[:min(len(s), longestWord)]
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		s = s[:i]
	}
	return strings.TrimRight(strings.TrimLeft(s, `"'“‘«¿¡([-`), `"'”’».,;:!?…)]`)
}

func capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}
