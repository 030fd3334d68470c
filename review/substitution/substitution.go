package substitution

import (
	"regexp"
	"slices"
	"strings"

	"dramaport/internal/placeholder"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// Substitution is a search and replace.
type Substitution struct {
	pattern *regexp.Regexp
	// with is the new text; where expand is set, $1 and ${name} in it stand for
	// groups of the pattern.
	with   string
	expand bool
	words  bool
}

// Apply is text with every match replaced; false if none was. Matches that touch
// a placeholder are left alone.
func (s Substitution) Apply(text string) (string, bool) {
	found := s.pattern.FindAllStringSubmatchIndex(text, -1)
	if len(found) == 0 {
		return text, false
	}
	marks := placeholder.Spans(text)
	var bounds []bool
	if s.words {
		bounds = wordBounds(text)
	}
	var b strings.Builder
	end, changed := 0, false
	for _, at := range found {
		from, to := at[0], at[1]
		if touches(marks, from, to) || s.words && (!bounds[from] || !bounds[to] || from == to) {
			continue
		}
		b.WriteString(text[end:from])
		b.WriteString(s.replacement(text, at))
		end, changed = to, true
	}
	if !changed {
		return text, false
	}
	b.WriteString(text[end:])
	made := strings.TrimSpace(norm.NFC.String(b.String()))
	return made, made != text
}

func (s Substitution) replacement(text string, at []int) string {
	if !s.expand {
		return s.with
	}
	return string(s.pattern.ExpandString(nil, s.with, text, at))
}

// touches reports whether a match lies in a placeholder or over one.
func touches(marks [][]int, from, to int) bool {
	return slices.ContainsFunc(marks, func(m []int) bool { return from < m[1] && m[0] < to || from == to && m[0] < from && from < m[1] })
}

// wordBounds tells of every byte of a text, and of its end, whether a word
// begins or ends there (UAX 29; Chinese and Thai are parted by the character).
func wordBounds(text string) []bool {
	bounds := make([]bool, len(text)+1)
	bounds[0] = true
	at, state := 0, -1
	for rest := text; rest != ""; {
		var word string
		word, rest, state = uniseg.FirstWordInString(rest, state)
		at += len(word)
		bounds[at] = true
	}
	return bounds
}
