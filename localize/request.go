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
	r.Context = surroundings(units, part) + b.sentenceRow(part) + wishes(units, part) + reasons(part, why)
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

// surroundings shows the lines around a request in the order of the episode,
// with "[n]" where its own lines stand.
func surroundings(units []Unit, part []int) string {
	var b strings.Builder
	first, last := 0, 0 // the run of asked lines not yet written
	flush := func() {
		switch {
		case first == 0:
		case first == last:
			fmt.Fprintf(&b, "[%d]\n", first)
		default:
			fmt.Fprintf(&b, "[%d-%d]\n", first, last)
		}
		first = 0
	}
	shown := false
	for i, u := range units {
		if n, asked := slices.BinarySearch(part, i); asked {
			if first == 0 {
				first = n + 1
			}
			last = n + 1
			continue
		}
		text := contextLine(u, i, part)
		if text == "" {
			continue
		}
		flush()
		shown = true
		b.WriteString(text)
	}
	flush()
	if !shown {
		return ""
	}
	return "CONTEXT ([n] stands where the lines to translate belong)\n" + b.String()
}

// contextLine is unit i as context for part, "" if it is too far away: with its
// translation if an asked line follows soon, else its source alone.
func contextLine(u Unit, i int, part []int) string {
	at, _ := slices.BinarySearch(part, i)
	before := at < len(part) && part[at]-i <= linesBefore
	after := at > 0 && i-part[at-1] <= linesAfter
	if !before && !after || subtitles.Blank(u.Source) {
		return ""
	}
	text := "- " + harmless(u.Line.Speaker) + "|" + harmless(u.Source)
	if before && u.Accepted != "" {
		text += " => " + harmless(u.Accepted)
	}
	return text + "\n"
}

// reasons tells the engine why its earlier answers were not accepted. Answers
// that had moved are told once for all of them.
func reasons(part []int, why map[int]failure) string {
	var b strings.Builder
	moved := false
	for n, i := range part {
		f, ok := why[i]
		switch {
		case !ok:
		case f.moved:
			moved = true
		default:
			fmt.Fprintf(&b, "- %d: %s\n", n+1, reason(f))
		}
	}
	if moved {
		b.WriteString("- your answers had moved to neighbouring lines: answer every number with the translation of its own line\n")
	}
	if b.Len() == 0 {
		return ""
	}
	return "REPAIR (why an earlier answer was not accepted)\n" + b.String()
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
