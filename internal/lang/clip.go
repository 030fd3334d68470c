package lang

import (
	"strings"
	"unicode"
)

// Clip is s on one line, shortened to n runes with an ellipsis.
func Clip(s string, n int) string {
	runes := []rune(OneLine(s))
	if len(runes) <= n {
		return string(runes)
	}
	return string(runes[:n-1]) + "…"
}

// OneLine joins the lines of s and takes its control characters out, with
// single spaces instead.
func OneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) && r != '\u00A0' && r != '\u202F' && r != '\u3000' || unicode.IsControl(r)
	}), " ")
}
