package terminal

import (
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// ambiguous is the number of cells of characters that old Chinese and Japanese
// fonts draw wide, é and … among them: 1, unless the user has set
// RUNEWIDTH_EASTASIAN, which Bubble Tea obeys too.
var ambiguous = ansi.StringWidthWc(ellipsis)

// quick returns the size and width of the first cluster of s where they can be
// told without the tables of Unicode: a character of a common script before
// another such. It returns 0 where they cannot.
func quick(s string) (size, width int) {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return 1, 1
	}
	return quickLetter(s)
}

// quickLetter is quick for what is not ASCII before ASCII.
func quickLetter(s string) (size, width int) {
	size, width = 1, 1
	if s[0] >= utf8.RuneSelf {
		r, n := utf8.DecodeRuneInString(s)
		if size, width = n, simple(r); width == 0 {
			return 0, 0
		}
	}
	if len(s) > size && s[size] >= utf8.RuneSelf {
		if next, _ := utf8.DecodeRuneInString(s[size:]); simple(next) == 0 {
			return 0, 0
		}
	}
	return size, width
}

// simple returns the cells of a letter (or common punctuation) that forms a
// cluster by itself and joins no cluster before it, by both methods; 0 where
// that has to be looked up. r is not ASCII.
func simple(r rune) int {
	switch {
	case r >= 0x3400 && r <= 0x4DBF, r >= 0x4E00 && r <= 0x9FFF, // Han
		r >= 0x3041 && r <= 0x3096, r >= 0x30A1 && r <= 0x30FA, // kana
		r >= 0x3001 && r <= 0x3003, r >= 0x3008 && r <= 0x3011, r >= 0xFF01 && r <= 0xFF60: // their punctuation
		return 2
	case r >= 0x0621 && r <= 0x064A, r >= 0x0671 && r <= 0x06D3, // Arabic letters
		r >= 0x0E01 && r <= 0x0E30, r == 0x0E32, r >= 0x0E40 && r <= 0x0E46, // Thai letters
		r >= 0x1EA0 && r <= 0x1EF9: // Vietnamese
		return 1
	case ambiguous == 1 && (r >= 0x00C0 && r <= 0x024F || r >= 0x0400 && r <= 0x045F): // Latin, Cyrillic
		return 1
	}
	return 0
}
