package localize

import (
	"slices"

	"dramaport/glossaries"
	"dramaport/localize/memory"
)

// mostExamples is how many a request shows for a line. Source: docs/sources.md E.
const mostExamples = 3

// examples are what a request shows an engine for u: similar entries that are
// safe to show and do not use what the market avoids.
func (b Batch) examples(u Unit) []Example {
	var es []Example
	for _, h := range b.Memory.Similar(memory.Wanted{Source: u.Source, Prev: u.Prev, Next: u.Next, Speaker: u.Line.Speaker}, 3*mostExamples) {
		avoided := slices.ContainsFunc(b.Market.Avoid, func(w string) bool { return glossaries.ContainsInflected(h.Target, w, b.Market.Locale) })
		if h.Percent < 100 && !h.Unresolved && !avoided && len(es) < mostExamples {
			es = append(es, Example{h.Source, h.Target, h.Percent})
		}
	}
	return es
}
