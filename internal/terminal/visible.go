package terminal

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// The signs that stand for line ends and tabs.
const (
	lineEnd = '⏎'
	tab     = '⇥'
)

// Visible returns s on one line, with every character that a terminal would
// obey instead of show replaced by a sign: C0 controls by their pictures (ESC
// is ␛), DEL by ␡, line ends by ⏎, TAB by ⇥, C1 controls, direction
// embeddings and isolates, U+FEFF and tag characters by <XXXX>, bytes that are
// not UTF-8 by U+FFFD. ZWJ and ZWNJ, which Arabic script and emoji need, and
// the marks U+200E, U+200F and U+061C stay.
func Visible(s string) string {
	return replace(s, false)
}

// VisibleLines is Visible for text of several lines: LF stays, CR LF becomes
// LF. A CR by itself, which would send the cursor back over the line, is shown.
func VisibleLines(s string) string {
	return replace(strings.ReplaceAll(s, "\r\n", "\n"), true)
}

func replace(s string, keepLines bool) string {
	if strings.IndexFunc(s, dangerous) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for _, r := range s {
		switch {
		case r == '\n' && keepLines:
			b.WriteByte('\n')
		case dangerous(r):
			b.WriteString(sign(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// dangerous tells whether a terminal would act on r, or hide it in a way that
// can deceive the reader.
func dangerous(r rune) bool {
	switch {
	case r < ' ', r >= 0x7F && r <= 0x9F: // C0, DEL, C1
		return true
	case r == 0x2028, r == 0x2029: // line and paragraph separator
		return true
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069: // embeddings, overrides, isolates
		return true
	case r >= 0x206A && r <= 0x206F, r >= 0xFFF9 && r <= 0xFFFB: // deprecated and annotation controls
		return true
	case r == 0xFEFF, r >= 0xE0000 && r <= 0xE007F: // byte order mark, tag characters
		return true
	}
	return false
}

// sign is what is shown in place of a dangerous r.
func sign(r rune) string {
	switch {
	case r == '\n', r == 0x2028, r == 0x2029:
		return string(lineEnd)
	case r == '\t':
		return string(tab)
	case r < ' ':
		return string(0x2400 + r)
	case r == 0x7F:
		return "␡"
	}
	return fmt.Sprintf("<%04X>", r)
}
