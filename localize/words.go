package localize

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"dramaport/subtitles"
)

// plain is subtitles.Plain, for the many texts without any placeholder at once.
func plain(text string) string {
	if !strings.Contains(text, "⟦") {
		return text
	}
	return subtitles.Plain(text)
}

// words are the runs of letters, marks and inner apostrophes of text.
func words(text string) []string {
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

// letters is text folded to its letters and digits, for comparing wordings
// without punctuation, case and white space.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(subtitles.Plain(text)))
}
