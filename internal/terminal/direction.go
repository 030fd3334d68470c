package terminal

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// Isolates, U+2066 to U+2069 of UAX 9.
const (
	leftToRightIsolate = "\u2066"
	rightToLeftIsolate = "\u2067"
	popIsolate         = "\u2069"
)

// direction is what a text asks of a terminal that reorders.
type direction struct {
	rightToLeft bool // its first strong character runs from right to left
	mixed       bool // some character does
}

// RightToLeft tells whether s is read from right to left, by its first strong
// character (UAX 9, rule P2).
func RightToLeft(s string) bool {
	return directionOf(s).rightToLeft
}

func directionOf(s string) direction {
	if !mayRunLeft(s) {
		return direction{}
	}
	strong := false
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		switch class(r) {
		case bidi.L:
			strong = true
		case bidi.R, bidi.AL:
			return direction{rightToLeft: !strong, mixed: true}
		}
	}
	return direction{}
}

// mayRunLeft is false for text, such as English, of which the bytes alone tell
// that nothing runs from right to left: U+0590 begins with the byte D6.
func mayRunLeft(s string) bool {
	for i := range len(s) {
		if s[i] >= 0xD6 {
			return true
		}
	}
	return false
}

// class is the bidi class of r, quickly for the commonest scripts: R and AL
// begin at U+0590 and are not among kana, Han and Hangul.
func class(r rune) bidi.Class {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r > 0x3040 && r < 0xD800:
		return bidi.L
	case r < utf8.RuneSelf:
		return bidi.ON
	}
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// isolate returns what is put around a text of direction d.
func (c Cells) isolate(d direction) (open, end string) {
	switch {
	case c.Bidi == Off || !d.mixed:
		return "", ""
	case d.rightToLeft:
		return rightToLeftIsolate, popIsolate
	}
	return leftToRightIsolate, popIsolate
}
