package localize

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// joinLines is a text with its cue-internal line breaks taken out: a space where
// the script parts words by spaces, so that no two words grow together.
func joinLines(text string) string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' })
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// normalized is text as it is stored: NFC, trimmed, line breaks as "\n" without
// blanks around them.
func normalized(text string) string {
	lines := strings.Split(unixLines(norm.NFC.String(text)), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSpace(l)
	}
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return l == "" }), "\n")
}

// restoreBars turns Payload's harmless "｜" back into the source's "|".
func restoreBars(text, source string) string {
	if strings.Contains(source, fieldMark) && !strings.Contains(source, harmlessMark) {
		return strings.ReplaceAll(text, harmlessMark, fieldMark)
	}
	return text
}
