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
// terminal does not put it on the cell before (or behind).
const dottedCircle = "◌"

// first returns the first cluster of the shown text s, which is not empty.
func (c Cells) first(s string) cluster {
	if size, width := quick(s); size > 0 {
		return cluster{s[:size], size, width, true}
	}
	text, width := ansi.FirstGraphemeCluster(s, c.Method)
	r, _ := utf8.DecodeRuneInString(text)
	switch {
	case korean(r) && len(text) > utf8.RuneLen(r):
		drawn := norm.NFC.String(text)
		return cluster{drawn, len(text), c.Method.StringWidth(drawn), drawn == text}
	case reaches(last(text)):
		drawn := text + dottedCircle
		return cluster{drawn, len(text), c.Method.StringWidth(drawn), false}
	case leans(r):
		drawn := dottedCircle + text
		return cluster{drawn, len(text), c.Method.StringWidth(drawn), false}
	}
	return cluster{text, len(text), width, true}
}

// leans tells whether r is written on, or counted with, the character before
// it (Grapheme_Cluster_Break Extend or SpacingMark of UAX 29): a mark, Thai and
// Lao sara am, the half-width voice marks of kana, a skin tone.
func leans(r rune) bool {
	switch {
	case r < 0x300:
		return false
	case r == 0x0E33, r == 0x0EB3, r == 0xFF9E, r == 0xFF9F, r >= 0x1F3FB && r <= 0x1F3FF:
		return true
	}
	return unicode.Is(unicode.M, r)
}

// reaches tells whether r is counted with the character behind it (Prepend of
// UAX 29), such as the Arabic number sign.
func reaches(r rune) bool {
	return r >= 0x0600 && unicode.Is(unicode.Prepended_Concatenation_Mark, r) || unicode.Is(prepend, r)
}

// prepend holds the letters among Prepend of GraphemeBreakProperty.txt,
// Unicode 16.
var prepend = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x0D4E, Hi: 0x0D4E, Stride: 1}},
	R32: []unicode.Range32{
		{Lo: 0x111C2, Hi: 0x111C3, Stride: 1},
		{Lo: 0x113D1, Hi: 0x113D1, Stride: 1},
		{Lo: 0x1193F, Hi: 0x1193F, Stride: 1},
		{Lo: 0x11941, Hi: 0x11941, Stride: 1},
		{Lo: 0x11A3A, Hi: 0x11A3A, Stride: 1},
		{Lo: 0x11A84, Hi: 0x11A89, Stride: 1},
		{Lo: 0x11D46, Hi: 0x11D46, Stride: 1},
		{Lo: 0x11F02, Hi: 0x11F02, Stride: 1},
	},
}

// last is the last character of s.
func last(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
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
