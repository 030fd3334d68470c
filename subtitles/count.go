package subtitles

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dramaport/internal/placeholder"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// counting is how a language's guides count characters.
type counting int

const (
	countOnes   counting = iota // every character is one
	countCJK                    // zh, ja: half-width characters are a half, ambiguous ones full
	countHangul                 // ko: all but Hangul, Han and full-width forms is a half
)

// Count is the length of text in characters, as the rules for reading speed
// and line length count them (Netflix's guides, by language): placeholders,
// line breaks and invisible marks are nothing; in Chinese and Japanese
// half-width characters are a half, in Korean also spaces and punctuation;
// tone and vowel marks above and below are nothing in Thai, Lao, Arabic and
// Hebrew, and one in Indic scripts. Text need not be NFC.
func Count(text string, tag language.Tag) float64 {
	how := countingOf(tag)
	var sum float64
	for _, r := range nfc(stripPlaceholders(text)) {
		sum += how.weight(r)
	}
	return sum
}

// nfc is the normal form of s, which a text below the first combining
// character is in.
func nfc(s string) string {
	const firstMark = 0x300
	if strings.IndexFunc(s, func(r rune) bool { return r >= firstMark }) < 0 {
		return s
	}
	return norm.NFC.String(s)
}

func countingOf(tag language.Tag) counting {
	base, _ := tag.Base()
	switch base.String() {
	case "zh", "ja", "yue":
		return countCJK
	case "ko":
		return countHangul
	}
	return countOnes
}

func (how counting) weight(r rune) float64 {
	switch {
	case r == '\n' || r == '\r' || silent(r):
		return 0
	case how == countOnes || wide(r, how):
		return 1
	}
	return 0.5
}

// silent tells whether a character takes no room of its own: controls, format
// characters, and marks, except where marks are letters (Indic scripts, Khmer,
// Burmese: the guides are silent, their code points are counted).
func silent(r rune) bool {
	if r < 0x300 {
		return r < ' ' && r != '\t' || r == 0xAD || r >= 0x7F && r < 0xA0
	}
	if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) {
		return true
	}
	return unicode.In(r, unicode.Mn, unicode.Me) &&
		unicode.In(r, unicode.Inherited, unicode.Thai, unicode.Lao, unicode.Arabic, unicode.Hebrew)
}

func wide(r rune, how counting) bool {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return true
	case width.EastAsianAmbiguous:
		return how == countCJK
	}
	return false
}

// stripPlaceholders is text without its ⟦n⟧.
func stripPlaceholders(text string) string {
	spans := placeholderSpans(text)
	if len(spans) == 0 {
		return text
	}
	out, from := make([]byte, 0, len(text)), 0
	for _, s := range spans {
		out = append(out, text[from:s[0]]...)
		from = s[1]
	}
	return string(append(out, text[from:]...))
}

// placeholderSpans are the byte ranges of the ⟦n⟧ in text.
func placeholderSpans(text string) [][2]int {
	var spans [][2]int
	for i := 0; i < len(text); {
		if _, n := placeholder.At(text[i:]); n > 0 {
			spans = append(spans, [2]int{i, i + n})
			i += n
			continue
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		i += n
	}
	return spans
}
