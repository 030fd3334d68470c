package filter

import (
	"slices"
	"strings"

	"dramaport/season"
	"dramaport/stage"
)

// holds reports whether a line is what the word names.
func (w word) holds(s *stage.Sheet, r *stage.Row) bool {
	t := &r.Translation
	switch w.kind {
	case "state":
		return slices.ContainsFunc(w.values, func(v string) bool { return inState(r, v) })
	case "finding":
		return slices.ContainsFunc(w.values, func(v string) bool { return hasFinding(r, v) })
	case "speaker":
		return slices.Contains(w.values, r.Speaker)
	case "episode":
		return slices.Contains(w.values, string(r.Episode))
	case "market":
		return slices.Contains(w.values, string(s.Market.Name))
	case "term":
		return slices.ContainsFunc(w.values, func(v string) bool { return hasTerm(r, v) })
	case "comment":
		return slices.ContainsFunc(w.values, func(v string) bool { return hasComment(r, v) })
	case "origin":
		return slices.Contains(w.values, string(t.Origin)) || t.Engine != "" && slices.Contains(w.values, t.Engine)
	case "by":
		return slices.Contains(w.values, t.By)
	case "assigned":
		return slices.Contains(w.values, r.Assigned) || r.Assigned == "" && slices.Contains(w.values, "nobody")
	case "mine":
		return r.Assigned == w.values[0] || t.By == w.values[0]
	case "since":
		return t.At.After(w.since) || slices.ContainsFunc(r.Comments, func(c season.Comment) bool { return c.At.After(w.since) })
	}
	return slices.ContainsFunc(w.values, func(v string) bool {
		return Contains(r.Text, v) || Contains(t.Text, v) || Contains(r.From, v)
	})
}

func inState(r *stage.Row, state string) bool {
	switch state {
	case "stale":
		return r.Stale
	case "open":
		return !r.Settled()
	}
	return string(r.Translation.State) == state
}

func hasFinding(r *stage.Row, what string) bool {
	return slices.ContainsFunc(r.Findings, func(d season.Finding) bool {
		return what == "any" || string(d.Rule) == what || string(d.Severity) == what
	})
}

func hasTerm(r *stage.Row, what string) bool {
	for _, t := range r.Terms {
		if what == "any" || strings.ToLower(t.Term.Source) == what || strings.ToLower(t.Term.Target) == what {
			return true
		}
	}
	return false
}

func hasComment(r *stage.Row, what string) bool {
	return slices.ContainsFunc(r.Comments, func(c season.Comment) bool {
		return what == "any" || what == "open" && c.ResolvedBy == "" || c.By == what
	})
}

// Contains reports whether s contains lower, capitals aside. Most lines
// are tried for their first letter alone, without a copy.
func Contains(s, lower string) bool {
	if lower == "" {
		return true
	}
	if len(s) < len(lower)/2 {
		return false
	}
	if strings.Contains(s, lower) {
		return true
	}
	if !hasUpper(s) {
		return false
	}
	return strings.Contains(strings.ToLower(s), lower)
}

// hasUpper reports whether lowering s may change it. Scripts without capitals
// are told apart by their letters' first byte: Thai and Indic ones begin with
// 0xE0, Chinese, Japanese and Korean ones above 0xE1, which begins Vietnamese
// capitals. Fullwidth capitals are found as they are written.
func hasUpper(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'A' && c <= 'Z' || c >= 0xC3 && c <= 0xE1 && c != 0xE0 {
			return true
		}
	}
	return false
}
