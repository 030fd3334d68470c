package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wholeWords tells whether a wording is counted at word boundaries only.
func wholeWords(wording string) bool {
	return !strings.ContainsFunc(wording, func(r rune) bool { return ideographic(r) || unicode.In(r, unicode.Hangul, unicode.Hiragana) })
}

// counter counts a wording in a text; one without capitals also where a
// sentence gives it one.
func counter(wording string) func(text string) int {
	whole, lower := wholeWords(wording), strings.ToLower(wording) == wording && strings.ToUpper(wording) != wording
	return func(text string) int {
		if lower {
			text = strings.ToLower(text)
		}
		return occurrences(text, wording, whole)
	}
}

func occurrences(text, wording string, whole bool) int {
	n := 0
	for from := 0; ; {
		i := strings.Index(text[from:], wording)
		if i < 0 {
			return n
		}
		start, end := from+i, from+i+len(wording)
		if !whole || bounded(text, start, end) {
			n++
		}
		from = end
	}
}

func bounded(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !unicode.IsLetter(before) && !unicode.IsLetter(after)
}
