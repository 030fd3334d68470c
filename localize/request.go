package localize

import (
	"fmt"
	"slices"
	"strings"

	"dramaport/internal/lang"
	"dramaport/season"
	"dramaport/subtitles"
)

// How many lines around a request are shown with it. Source:
// docs/sources.md C3: 5-10 earlier lines, 3-5 to look ahead.
const (
	linesBefore = 8
	linesAfter  = 4
)

// failure is why an answer for a line was not accepted.
type failure struct {
	// findings are what to keep with a line left open; never empty.
	findings []season.Finding
	// answer is what the engine said, "" if nothing.
	answer string
	// unread is the beginning of a reply that no text could be read from.
	unread string
	// alone says that the line was the only one of its request.
	alone bool
	// moved says that the answer was rejected with its whole reply.
	moved bool
}

// request asks for the units at the indexes part, which are in order. why holds
// the failures of earlier answers by index; nil at the first asking.
func (b Batch) request(units []Unit, part []int, why map[int]failure) Request {
	r := Request{Source: b.Source, Target: b.Market.Locale, Prefix: b.Prefix}
	for n, i := range part {
		u := units[i]
		r.Lines = append(r.Lines, Item{
			N: n + 1, Speaker: lang.OneLine(u.Line.Speaker), Budget: u.Budget,
			Text: joined(u.Source), Terms: wordings(u), Examples: u.examples,
		})
	}
	r.Context = Context{Lines: linesAround(units, part), Sentences: b.sentenceRanges(part), Wish: wishOf(units, part), Repair: reasons(part, why)}
	return r
}

// joined is a text with its cue-internal line breaks taken out: a space where
// the script parts words by spaces, so that no two words grow together.
func joined(text string) string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' })
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

func wordings(u Unit) []Wording {
	var ws []Wording
	for _, m := range u.Terms {
		source := m.Term.Source
		if m.Start >= 0 && m.End <= len(u.Source) && m.Start < m.End {
			source = u.Source[m.Start:m.End]
		}
		w := Wording{source, m.Term.Translation()}
		if w.Target != "" && !slices.Contains(ws, w) {
			ws = append(ws, w)
		}
	}
	return ws
}

// linesAround are the lines around those at the indexes part.
func linesAround(units []Unit, part []int) []ContextLine {
	var lines []ContextLine
	for i, u := range units {
		after, asked := slices.BinarySearch(part, i)
		if asked || subtitles.Blank(u.Source) {
			continue
		}
		leads := after < len(part) && part[after]-i <= linesBefore
		follows := after > 0 && i-part[after-1] <= linesAfter
		l := ContextLine{After: after, Speaker: u.Line.Speaker, Source: u.Source}
		if leads { // only earlier lines are shown with their translations
			l.Translation = u.Accepted
		}
		if leads || follows {
			lines = append(lines, l)
		}
	}
	return lines
}

// reasons tell the engine why its earlier answers were not accepted. Answers
// that had moved are told once for all of them.
func reasons(part []int, why map[int]failure) []Reason {
	var rs []Reason
	moved := false
	for n, i := range part {
		if f, ok := why[i]; ok && !f.moved {
			rs = append(rs, Reason{n + 1, reason(f)})
		} else {
			moved = moved || f.moved
		}
	}
	if moved {
		rs = append(rs, Reason{Text: "your answers had moved to neighbouring lines: answer every number with the translation of its own line"})
	}
	return rs
}

func reason(f failure) string {
	var parts []string
	if f.answer != "" {
		parts = append(parts, "your answer was “"+lang.Clip(f.answer, 120)+"”.")
	}
	for _, d := range f.findings {
		parts = append(parts, fmt.Sprintf("%s: %s.", d.Rule, strings.TrimRight(lang.OneLine(d.Message), ". ")))
	}
	return strings.Join(parts, " ")
}
