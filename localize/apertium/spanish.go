package apertium

import (
	"strings"
	"unicode"
)

// abbreviations are the Spanish words whose full stop does not end a sentence.
// Source: RAE, Ortografía (2010), appendix 2: forms of address and titles.
const abbreviations = " sr sra srta sres dr dra d dña ud uds lic ing prof gral núm "

// openSpanish sets the opening marks of questions and exclamations, which the
// pairs into Spanish leave out. The mark stands at the head of the sentence or
// of the quotation, behind dashes and placeholders, and mirrors the closing
// marks: "Cómo?!" becomes "¡¿Cómo?!". A sentence that has one is left alone.
func openSpanish(text string) string {
	r := []rune(text)
	inserts := map[int]string{}
	start, outer := 0, []int(nil) // heads of this sentence and of those around the quotation
	for i := 0; i < len(r); i++ {
		switch {
		case opensQuote(r, i):
			outer, start = append(outer, start), i+1
		case closesQuote(r, i) && len(outer) > 0:
			start, outer = outer[len(outer)-1], outer[:len(outer)-1]
		case r[i] == '?' || r[i] == '!':
			end := i
			for end+1 < len(r) && (r[end+1] == '?' || r[end+1] == '!') {
				end++
			}
			if head := headOf(r, start, i); head < i && !strings.ContainsAny(string(r[start:i]), "¿¡") {
				inserts[head] = mirrored(r[i : end+1])
			}
			i, start = end, end+1
		case endsSentence(r, start, i):
			start = i + 1
		}
	}
	var b strings.Builder
	for i, c := range r {
		b.WriteString(inserts[i])
		b.WriteRune(c)
	}
	return b.String()
}

func opensQuote(r []rune, i int) bool {
	switch r[i] {
	case '“', '«':
		return true
	case '"':
		return i == 0 || unicode.IsSpace(r[i-1]) || strings.ContainsRune("(⟧-–—", r[i-1])
	}
	return false
}

func closesQuote(r []rune, i int) bool { return r[i] == '”' || r[i] == '»' || r[i] == '"' }

// endsSentence reports that the stop at r[i] ends the sentence begun at start.
func endsSentence(r []rune, start, i int) bool {
	if r[i] == '\n' {
		return true
	}
	if r[i] != '.' && r[i] != '…' || i+1 < len(r) && !unicode.IsSpace(r[i+1]) {
		return false
	}
	word := i
	for word > start && unicode.IsLetter(r[word-1]) {
		word--
	}
	return word == i || !strings.Contains(abbreviations, " "+strings.ToLower(string(r[word:i]))+" ")
}

// headOf is where the first word of r[start:end] begins, end if there is none.
func headOf(r []rune, start, end int) int {
	for i := start; i < end; i++ {
		if r[i] == '⟦' {
			for i < end && r[i] != '⟧' {
				i++
			}
			continue
		}
		if unicode.IsLetter(r[i]) || unicode.IsDigit(r[i]) {
			return i
		}
	}
	return end
}

func mirrored(closing []rune) string {
	var b strings.Builder
	for i := len(closing) - 1; i >= 0; i-- {
		if closing[i] == '?' {
			b.WriteRune('¿')
		} else {
			b.WriteRune('¡')
		}
	}
	return b.String()
}
