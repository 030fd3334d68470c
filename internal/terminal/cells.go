package terminal

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Bidi says how text that runs from right to left is kept in its cells.
type Bidi uint8

const (
	// Isolate puts such text between U+2067 (or U+2066, if its first strong
	// character runs from left to right) and U+2069. Terminals that reorder
	// then neither move its full stop to the wrong side nor swap it with the
	// text beside it; the others ignore the signs, which take no cell.
	Isolate Bidi = iota
	// Off leaves it as it is.
	Off
)

// Align says where text that runs from right to left stands in its cells.
type Align uint8

const (
	// Left puts every text at the left edge, as a list wants it.
	Left Align = iota
	// ByScript puts text from right to left at the right edge, as its readers
	// expect where a text has the pane for itself.
	ByScript
)

// Cells measures, cuts, pads, wraps and paints text in the cells of a
// terminal. Its zero value suits a terminal of which nothing is known. Every
// method takes text as it was given by people, files and providers, and makes
// it safe itself, as Visible does.
//
// So that a column stays a column in terminals that do not know clusters
// (WcWidth), ZWJ and variation selectors are not sent there: a family is drawn
// as its members. Soft hyphens, on whose width no two terminals agree, are
// never sent, and Korean in single jamo is sent in syllables.
//
// What Line, Paint and PaintLines return is finished: it may hold isolates and
// colours, and given to a method again these would be shown as signs. Some
// column must stand left of it (a border, a space): Bubble Tea keeps an isolate
// with the cell before it.
type Cells struct {
	// Method is the terminal's way to count: WcWidth until it has answered
	// that it knows clusters (mode 2027), then GraphemeWidth.
	Method ansi.Method
	Bidi   Bidi
	Align  Align
	// Hidden shows what is otherwise invisible: marks of direction, joiners,
	// soft hyphens, special spaces, spaces at the end of a line.
	Hidden  bool
	Palette Palette
}

// ellipsis stands for what was cut off.
const ellipsis = "…"

// Width is the number of cells that s takes on one line.
func (c Cells) Width(s string) int {
	if c.plain(s) {
		return len(s)
	}
	return c.width(c.show(s))
}

// Cut returns s on one line and in at most n cells, with … at the end if it
// does not fit. No character is halved.
func (c Cells) Cut(s string, n int) string {
	text, _ := c.cut(s, n)
	return text
}

// Fit is Cut filled with spaces at the right to exactly n cells.
func (c Cells) Fit(s string, n int) string {
	text, width := c.cut(s, n)
	return text + blank(n-width)
}

// FitRight is Cut filled with spaces at the left to exactly n cells.
func (c Cells) FitRight(s string, n int) string {
	text, width := c.cut(s, n)
	return blank(n-width) + text
}

// Line is Fit for text in any script: text that runs from right to left is
// isolated and aligned as c says.
func (c Cells) Line(s string, n int) string {
	text, width := c.cut(s, n)
	way := directionOf(s)
	open, end := c.isolate(way)
	if c.Align == ByScript && way.rightToLeft {
		return blank(n-width) + open + text + end
	}
	return open + text + end + blank(n-width)
}

// cut is Cut that also tells the width of the result.
func (c Cells) cut(s string, n int) (text string, width int) {
	if n <= 0 {
		return "", 0
	}
	if c.plain(s) {
		if len(s) <= n {
			return s, len(s)
		}
		if n < ambiguous {
			return "", 0
		}
		return s[:n-ambiguous] + ellipsis, n
	}
	return c.cutShown(c.show(s), n)
}

// cutShown is cut for a text that is safe already.
func (c Cells) cutShown(s string, n int) (text string, width int) {
	part := c.measure(s, n)
	text = c.drawn(s[:part.end], part.asIs)
	if part.more {
		return text + ellipsis, part.width
	}
	return text, part.width
}

// part is how much of a text fits into its cells.
type part struct {
	end   int  // bytes that fit
	width int  // their cells, with the …
	more  bool // not all fit, and … follows
	asIs  bool // they are drawn byte for byte
}

// measure tells how much of the shown text s fits into n cells, together with
// … if not all does. It looks no further than it must.
func (c Cells) measure(s string, n int) part {
	short := part{width: ambiguous, more: true, asIs: true} // the longest that leaves room for …
	if n < ambiguous {
		short = part{asIs: true}
	}
	width, asIs := 0, true
	for i := 0; i < len(s); {
		if size, cells := quick(s[i:]); size > 0 {
			i, width = i+size, width+cells
		} else {
			k := c.first(s[i:])
			i, width = i+k.size, width+k.width
			asIs = asIs && k.asIs
		}
		if width > n {
			return short
		}
		if width+ambiguous <= n {
			short = part{i, width + ambiguous, true, asIs}
		}
	}
	return part{len(s), width, false, asIs}
}

// plain tells whether s is nothing but printable ASCII that is drawn as it is.
func (c Cells) plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return !c.Hidden || !strings.HasSuffix(s, " ")
}

// blanks is what blank cuts from.
const blanks = "                                                                                                                                "

// blank returns n spaces.
func blank(n int) string {
	if n <= 0 {
		return ""
	}
	if n <= len(blanks) {
		return blanks[:n]
	}
	return strings.Repeat(" ", n)
}
