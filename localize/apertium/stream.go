package apertium

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dramaport/localize"
)

// reserved are the characters with a meaning in Apertium's stream format.
const reserved = `\^$/<>{}[]@`

// endMark follows every line: a blank that keeps the full stop off the last
// word ("no" and "." would be read as the abbreviation "no."), the full stop
// that ends the sentence for the tagger, and a blank.
const endMark = "[].[]"

// placeholder is the mark that stands for formatting in an Item's text.
var placeholder = regexp.MustCompile(`^⟦[0-9]+⟧`)

// masks are the pieces of a line that the engine must not touch, in the order
// of the line: placeholders, and terms already in their target wording.
type masks []string

// encode writes a line in the stream format. What must not be touched becomes
// a numbered blank: [0], [1] …
func encode(text string, terms []localize.Wording) (string, masks) {
	terms = slices.Clone(terms)
	slices.SortStableFunc(terms, func(a, b localize.Wording) int { return len(b.Source) - len(a.Source) })
	var b strings.Builder
	var m masks
	for i := 0; i < len(text); {
		if length, target, ok := untouched(text, i, terms); ok {
			b.WriteString("[" + strconv.Itoa(len(m)) + "]")
			m = append(m, target)
			i += length
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		writeEscaped(&b, r)
		i += size
	}
	return b.String() + endMark, m
}

func writeEscaped(b *strings.Builder, r rune) {
	switch {
	case unicode.IsControl(r) || r == utf8.RuneError:
		b.WriteByte(' ')
	case strings.ContainsRune(reserved, r):
		b.WriteByte('\\')
		b.WriteRune(r)
	default:
		b.WriteRune(r)
	}
}

// untouched is the placeholder or the longest term that begins at text[i:].
func untouched(text string, i int, terms []localize.Wording) (length int, target string, ok bool) {
	if p := placeholder.FindString(text[i:]); p != "" {
		return len(p), p, true
	}
	for _, t := range terms {
		if t.Source != "" && strings.HasPrefix(text[i:], t.Source) && wholeWord(text, i, i+len(t.Source)) {
			return len(t.Source), t.Target, true
		}
	}
	return 0, "", false
}

// wholeWord reports that text[from:to] is not part of a longer word.
func wholeWord(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	first, _ := utf8.DecodeRuneInString(text[from:])
	last, _ := utf8.DecodeLastRuneInString(text[:to])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return !(inWord(before) && inWord(first)) && !(inWord(last) && inWord(after))
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// decode reads a line that came back. It is not ok if a mask was lost or
// doubled, or if the stream format is broken.
func decode(out string, m masks) (text string, ok bool) {
	out = strings.TrimSuffix(out, "[]")
	out = strings.TrimSuffix(strings.TrimSuffix(out, "."), "[]")
	var b strings.Builder
	seen := make([]int, len(m))
	for i := 0; i < len(out); i++ {
		switch c := out[i]; c {
		case '\\':
			if i++; i < len(out) {
				b.WriteByte(out[i])
			}
		case '[':
			end := strings.IndexByte(out[i:], ']')
			if end < 0 {
				return "", false
			}
			if blank := out[i+1 : i+end]; blank != "" {
				n, err := strconv.Atoi(blank)
				if err != nil || n < 0 || n >= len(m) {
					return "", false
				}
				seen[n]++
				b.WriteString(m[n])
			}
			i += end
		default:
			b.WriteByte(c)
		}
	}
	for _, n := range seen {
		if n != 1 {
			return "", false
		}
	}
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' }), " "), true
}
