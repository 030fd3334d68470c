package apertium

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dramaport/internal/placeholder"
	"dramaport/localize"
)

// reserved are the characters with a meaning in Apertium's stream format.
const reserved = `\^$/<>{}[]@`

// endMark follows every line: a blank that keeps the full stop off the last
// word ("no" and "." would be read as the abbreviation "no."), the full stop
// that ends the sentence for the tagger, and a blank.
const endMark = "[].[]"

// masks are the pieces of a line that the engine must not touch, in the order
// of the line.
type masks []mask

// mask is a placeholder, or a term already in its target wording. opens says
// that it stands before a word without a space, as the mark of formatting that
// begins there does; the engine may put a space where it dropped a pronoun.
type mask struct {
	text  string
	opens bool
}

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
			i += length
			m = append(m, mask{target, strings.HasPrefix(target, placeholder.Open) && i < len(text) && text[i] != ' '})
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
	if _, n := placeholder.At(text[i:]); n > 0 {
		return n, text[i : i+n], true
	}
	for _, t := range terms {
		if t.Source != "" && t.Target != "" && strings.HasPrefix(text[i:], t.Source) && wholeWord(text, i, i+len(t.Source)) {
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
// doubled, or if the stream format is broken. Runs of spaces become one.
func decode(out string, m masks) (text string, ok bool) {
	body, whole := strings.CutSuffix(out, endMark)
	if !whole {
		body = strings.TrimSuffix(out, "[]")
	}
	var b strings.Builder
	seen := make([]int, len(m))
	for body != "" {
		piece, n, rest, ok := next(body, len(m))
		if !ok {
			return "", false
		}
		if n >= 0 {
			seen[n]++
			piece = m[n].text
			if m[n].opens && !wordAtEnd(b.String()) {
				rest = strings.TrimLeft(rest, " ")
			}
		}
		b.WriteString(piece)
		body = rest
	}
	if slices.ContainsFunc(seen, func(n int) bool { return n != 1 }) {
		return "", false
	}
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' }), " "), true
}

// next takes one piece off a stream: an escaped or plain byte, or a blank; n is
// the number of the blank's mask, -1 if it is none.
func next(body string, masks int) (piece string, n int, rest string, ok bool) {
	switch body[0] {
	case '\\':
		if len(body) == 1 {
			return "", -1, "", false
		}
		return body[1:2], -1, body[2:], true
	case '[':
		blank, rest, closed := strings.Cut(body[1:], "]")
		if !closed || blank == "" {
			return "", -1, rest, closed
		}
		n, err := strconv.Atoi(blank)
		return "", n, rest, err == nil && n >= 0 && n < masks
	}
	return body[:1], -1, body[1:], true
}

func wordAtEnd(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return inWord(last)
}
