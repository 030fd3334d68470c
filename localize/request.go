package localize

import (
	"slices"

	"dramaport/internal/lang"
	"dramaport/subtitles"
)

// How many lines around a request are shown with it. Source:
// docs/sources.md C3: 5-10 earlier lines, 3-5 to look ahead.
const (
	linesBefore = 8
	linesAfter  = 4
)

// request asks for the units at the indexes part, which are in order. why holds
// the failures of earlier answers by index; nil at the first asking.
func (b Batch) request(units []Unit, part []int, why map[int]failure) Request {
	r := Request{Source: b.Source, Target: b.Market.Locale, Prefix: b.Prefix}
	for n, i := range part {
		u := units[i]
		r.Lines = append(r.Lines, Item{
			N: n + 1, Speaker: lang.OneLine(u.Line.Speaker), Budget: u.Budget,
			Text: joinLines(u.Source), Terms: wordings(u), Examples: u.examples,
		})
	}
	r.Context = Context{Lines: linesAround(units, part), Sentences: b.sentenceRanges(part), Wish: wishOf(units, part), Repair: reasons(part, why)}
	return r
}

// plainBefore is how many earlier lines an engine without a prompt is shown:
// the models' own examples are a few sentences long.
const plainBefore = 4

// requestFor asks an engine for the units at the indexes part as it can take
// it (see request).
func (b Batch) requestFor(e Engine, units []Unit, part []int, why map[int]failure) Request {
	r := b.request(units, part, why)
	r.CacheKey = b.CacheKey
	if !e.Plain {
		return b.withTerms(e, r, units, part)
	}
	var before []string
	for i := max(0, part[0]-plainBefore); i < part[0]; i++ {
		if text := lang.OneLine(subtitles.Plain(units[i].Source)); text != "" {
			before = append(before, text)
		}
	}
	r.Prefix, r.Context = "", Context{Before: before}
	return r
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
