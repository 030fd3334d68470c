package glossaries

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// class is how words are told apart in a character's script.
type class int

const (
	other  class = iota // no part of a word
	spaced              // letters and digits of scripts with spaces between words
	hangul              // Korean: spaces, but particles are written to the word
	joined              // Han, Kana, Thai, Lao, Khmer, Burmese: no spaces
)

func classOf(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return spaced
		}
		return other
	case unicode.Is(unicode.Hangul, r):
		return hangul
	case unspaced(r):
		return joined
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
		return spaced
	}
	return other
}

// unspaced tells whether r's script puts no spaces between words.
func unspaced(r rune) bool {
	switch {
	case r < 0xE00:
		return false
	case r == '々' || r == '〇' || r == 'ー' || r >= 0x4E00 && r <= 0x9FFF || r >= 0x3041 && r <= 0x30FA:
		return true
	case r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF65: // punctuation; full-width letters are folded
		return strings.ContainsRune("、。「」『』！，？：；（）", r)
	}
	return unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// atBoundaries tells whether text[start:end] does not cut a word: in scripts
// with spaces a word starts and ends there, clitics before it and particles
// after it aside.
func (a affixes) atBoundaries(text string, start, end int) bool {
	if !a.startsWord(text, start) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text[:end])
	next, _ := utf8.DecodeRuneInString(text[end:])
	if c := classOf(last); end < len(text) && c != joined && c != other && c == classOf(next) {
		return c == hangul && a.particlesOnly(text[end:wordEnd(text, end, c)])
	}
	return true
}

// wordStart is the start of the run of a class that ends at i.
func wordStart(text string, i int, c class) int {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		if classOf(r) != c {
			break
		}
		i -= n
	}
	return i
}

// wordEnd is the end of the run of a class that starts at i.
func wordEnd(text string, i int, c class) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if classOf(r) != c {
			break
		}
		i += n
	}
	return i
}

// startsWord tells whether a place does not cut a word, clitics before it aside.
func (a affixes) startsWord(text string, start int) bool {
	first, _ := utf8.DecodeRuneInString(text[start:])
	prev, _ := utf8.DecodeLastRuneInString(text[:start])
	if c := classOf(first); start > 0 && c != joined && c != other && c == classOf(prev) {
		return len(a.clitics) > 0 && a.cliticsOnly(text[wordStart(text, start, c):start])
	}
	return true
}
