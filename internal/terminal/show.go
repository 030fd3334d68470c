package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Characters that need care.
const (
	softHyphen       = '\u00AD'
	zeroWidthJoiner  = '\u200D'
	textPresentation = '\uFE0E'
	emojiSelector    = '\uFE0F'
)

// show returns s on one line as it is shown.
func (c Cells) show(s string) string {
	s, _ = c.showMarked(s, false, nil)
	return s
}

// showMarked returns s as it is shown, as Visible (or VisibleLines, if lines)
// makes it, without what c's terminal cannot count, and with the hidden
// characters as signs if c says so. The marks move with their text.
func (c Cells) showMarked(s string, lines bool, marks []Mark) (string, []Mark) {
	if c.unchanged(s, lines) {
		return s, marks
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	var where []int // by byte of s, if there are marks: where it is shown
	for i, r := range s {
		if len(marks) > 0 {
			where = fill(where, i, b.Len())
		}
		switch {
		case lines && r == '\n':
			b.WriteByte('\n')
		case lines && r == '\r' && strings.HasPrefix(s[i+1:], "\n"): // CR LF is one line end
		case dangerous(r):
			b.WriteString(sign(r))
		case c.Hidden && (r != ' ' && invisible(r) || r == ' ' && atEnd(s[i:])):
			b.WriteString(revealed(r))
		case !c.unsent(r):
			b.WriteRune(r)
		}
	}
	if len(marks) == 0 {
		return b.String(), nil
	}
	return b.String(), moved(marks, fill(where, len(s), b.Len()))
}

// fill notes that the byte i, and those before it that are not noted yet (the
// middle of a character), are shown at the place to.
func fill(where []int, i, to int) []int {
	for len(where) < i {
		where = append(where, where[len(where)-1])
	}
	return append(where, to)
}

// moved returns the marks at their places in the shown text.
func moved(marks []Mark, where []int) []Mark {
	out := make([]Mark, 0, len(marks))
	for _, m := range marks {
		from, to := min(max(m.From, 0), len(where)-1), min(max(m.To, 0), len(where)-1)
		out = append(out, Mark{From: where[from], To: where[to], Style: m.Style})
	}
	return out
}

// unchanged tells whether s is shown as it is.
func (c Cells) unchanged(s string, lines bool) bool {
	for _, r := range s {
		switch {
		case r >= ' ' && r <= '~' && !c.Hidden, r == '\n' && lines && !c.Hidden:
		case r > 0x3000 && r < 0x3130, r > 0x3400 && r < 0xD800: // kana, Han, Hangul
		case dangerous(r), r == utf8.RuneError, c.unsent(r):
			return false
		case c.Hidden && (invisible(r) || r == ' ' || r == '\n'):
			return false
		}
	}
	return true
}

// unsent tells whether r, which has no shape of its own, is kept from the
// terminal because terminals disagree about the cells that it takes or joins.
func (c Cells) unsent(r rune) bool {
	switch r {
	case softHyphen:
		return true
	case zeroWidthJoiner, textPresentation, emojiSelector:
		return c.Method == ansi.WcWidth
	}
	return false
}

// invisible tells whether r leaves no ink: format characters, joiners,
// variation selectors, fillers, and every space but the ordinary.
func invisible(r rune) bool {
	return r >= 0xA0 && unicode.In(r, unicode.Cf, unicode.Zs,
		unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// atEnd tells whether s, which begins with a space, has nothing else in the
// rest of its line.
func atEnd(s string) bool {
	s = strings.TrimLeft(s, " ")
	return s == "" || s[0] == '\n' || strings.HasPrefix(s, "\r\n")
}

// revealed is the sign of an invisible r. The names are those of the Unicode
// code charts.
func revealed(r rune) string {
	switch r {
	case ' ':
		return "·"
	case 0x00A0:
		return "⍽"
	case softHyphen:
		return "<SHY>"
	case 0x061C:
		return "<ALM>"
	case 0x200B:
		return "<ZWSP>"
	case 0x200C:
		return "<ZWNJ>"
	case zeroWidthJoiner:
		return "<ZWJ>"
	case 0x200E:
		return "<LRM>"
	case 0x200F:
		return "<RLM>"
	case 0x202F:
		return "<NNBSP>"
	case 0x2060:
		return "<WJ>"
	case 0x3000:
		return "□ "
	case textPresentation:
		return "<VS15>"
	case emojiSelector:
		return "<VS16>"
	}
	return sign(r)
}
