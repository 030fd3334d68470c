package lang

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// StraightQuotes is text with straight quotes in the place of curly ones.
func StraightQuotes(text string) string {
	if !strings.Contains(text, curlyBytes) {
		return text
	}
	return straight.Replace(text)
}

// curlyBytes begins every curly quote in UTF-8; a text without it, as most are,
// is not copied.
const curlyBytes = "\xe2\x80"

var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)

// interjectionsCSV is language,words,source: words that many languages share.
//
//go:embed data/interjections.csv
var interjectionsCSV string

// Interjections are words that many languages share (data/interjections.csv), in
// lower case.
var Interjections = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, row := range Table(interjectionsCSV) {
		for _, w := range strings.Fields(row[1]) {
			all[w] = true
		}
	}
	return all
})

// Lower is text in lower case, letter by letter.
func Lower(text string) string { return strings.Map(unicode.ToLower, text) }

// Unlengthened takes drawn-out letters out: "nooo" is "no".
func Unlengthened(w string) string {
	runes := []rune(w)
	for len(runes) > 2 && runes[len(runes)-1] == runes[len(runes)-2] {
		runes = runes[:len(runes)-1]
	}
	return string(runes)
}

// IsLetterOrDigit reports a character that says something.
func IsLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// CountWords counts the runs of letters, marks, digits and apostrophes.
func CountWords(text string) int {
	return len(strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	}))
}

// IsWordRune reports a character of a word or number.
func IsWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// Compatible is text in NFKC.
func Compatible(text string) string {
	if norm.NFKC.IsNormalString(text) {
		return text
	}
	return norm.NFKC.String(text)
}

// Words are the runs of letters, marks and inner apostrophes of text.
func Words(text string) []string {
	fields := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	})
	kept := fields[:0]
	for _, f := range fields {
		if f = strings.Trim(f, "'’"); f != "" {
			kept = append(kept, f)
		}
	}
	return kept
}

// Letters is text folded to its letters and digits, for comparing wordings
// without punctuation, case and white space.
func Letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(text))
}
