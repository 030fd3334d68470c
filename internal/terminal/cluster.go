package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"
)

// cluster is one character as its reader sees it, letter and marks together.
type cluster struct {
	text  string // as it is drawn
	size  int    // bytes that it takes in the shown text
	width int    // cells that it takes
	asIs  bool   // text is what stands in the shown text
}

// dottedCircle carries a mark that has no letter to stand on, so that the
// terminal does not put it on the cell before.
const dottedCircle = "◌"

// first returns the first cluster of the shown text s, which is not empty.
func (c Cells) first(s string) cluster {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return cluster{s[:1], 1, 1, true}
	}
	if alone(s) {
		return cluster{s[:3], 3, 2, true}
	}
	text, width := ansi.FirstGraphemeCluster(s, c.Method)
	r, _ := utf8.DecodeRuneInString(text)
	switch {
	case korean(r) && len(text) > utf8.RuneLen(r):
		drawn := norm.NFC.String(text)
		return cluster{drawn, len(text), c.Method.StringWidth(drawn), drawn == text}
	case r >= 0x300 && unicode.Is(unicode.M, r):
		drawn := dottedCircle + text
		return cluster{drawn, len(text), c.Method.StringWidth(drawn), false}
	}
	return cluster{text, len(text), width, true}
}

// alone tells whether s begins with a Chinese character or kana after which
// nothing can follow that belongs to it: the quick way for most of such text.
// Both methods count two cells.
func alone(s string) bool {
	if s[0] < 0xE3 || s[0] > 0xE9 || len(s) < 3 {
		return false
	}
	r, size := utf8.DecodeRuneInString(s)
	if size != 3 || !ideographic(r) {
		return false
	}
	if len(s) == 3 || s[3] < utf8.RuneSelf {
		return true
	}
	next, _ := utf8.DecodeRuneInString(s[3:])
	return ideographic(next) || next >= 0x3001 && next <= 0x3003 || next >= 0xFF01 && next <= 0xFF60
}

func ideographic(r rune) bool {
	return r >= 0x3041 && r <= 0x3096 || r >= 0x30A1 && r <= 0x30FA || r >= 0x3400 && r <= 0x4DBF || r >= 0x4E00 && r <= 0x9FFF
}

// korean tells whether r is a syllable, or a letter from which one is put
// together.
func korean(r rune) bool {
	return r >= 0x1100 && r <= 0x11FF || r >= 0xAC00 && r <= 0xD7A3
}

// unit is first, but no wider than n if it can be helped: the parts of a
// cluster that by itself is wider than n cells are taken one by one.
func (c Cells) unit(s string, n int) cluster {
	k := c.first(s)
	if k.width <= n {
		return k
	}
	_, size := utf8.DecodeRuneInString(s)
	for size < k.size {
		r, next := utf8.DecodeRuneInString(s[size:])
		if c.Method.StringWidth(string(r)) > 0 {
			break
		}
		size += next
	}
	return cluster{s[:size], size, c.Method.StringWidth(s[:size]), true}
}

// drawn returns the shown text s as it is drawn.
func (c Cells) drawn(s string, asIs bool) string {
	if asIs {
		return s
	}
	var b strings.Builder
	for s != "" {
		k := c.first(s)
		b.WriteString(k.text)
		s = s[k.size:]
	}
	return b.String()
}

// width is the number of cells of the shown text s.
func (c Cells) width(s string) int {
	n := 0
	for s != "" {
		k := c.first(s)
		n += k.width
		s = s[k.size:]
	}
	return n
}
