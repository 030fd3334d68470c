package wording

import (
	"fmt"
	"strings"
	"time"

	"dramaport/season"
	"dramaport/stage"
)

// Finding is a finding as people read it.
func Finding(d season.Finding) string {
	return string(d.Severity) + " " + string(d.Rule) + ": " + d.Message
}

// Comment is a comment with who wrote it, and whether it is settled.
func Comment(c season.Comment, now time.Time) string {
	text := fmt.Sprintf("%s, %s: %s", c.By, Ago(now, c.At), c.Text)
	if !c.Open() {
		text += " (resolved by " + c.ResolvedBy + ")"
	}
	return text
}

// CommentHead is who wrote a comment, when, and who settled it.
func CommentHead(c season.Comment, now time.Time) string {
	head := fmt.Sprintf("%s, %s:", c.By, Ago(now, c.At))
	if !c.Open() {
		head = fmt.Sprintf("%s, %s (resolved by %s):", c.By, Ago(now, c.At), c.ResolvedBy)
	}
	return head
}

// Term is an agreed word of a line; Broken says that the translation does
// not keep to it.
type Term struct {
	Text   string
	Broken bool
}

// Terms are the agreed words that occur in a line, each once.
func Terms(s *stage.Sheet, r *stage.Row) []Term {
	violations := s.Glossary.Check(r.Text, r.Translation.Text)
	seen := map[string]bool{}
	var all []Term
	for _, t := range r.Terms {
		if seen[t.Term.Source] {
			continue
		}
		seen[t.Term.Source] = true
		a := Term{Text: t.Term.Agreement()}
		if t.Term.Note != "" {
			a.Text += "  " + t.Term.Note
		}
		for _, v := range violations {
			if v.Term.Source == t.Term.Source && r.Translation.Text != "" {
				a.Text, a.Broken = a.Text+"  ! "+brokenHow(v.Missing, v.Found), true
			}
		}
		all = append(all, a)
	}
	return all
}

func brokenHow(missing bool, found string) string {
	if missing {
		return "missing"
	}
	return "forbidden: " + found
}

// MatchOrigin is where a match is from, and what is to be heeded.
func MatchOrigin(h stage.Match) string {
	parts := []string{h.Origin}
	if h.Series != "" && h.Line == "" {
		parts = append(parts, h.Series)
	}
	if h.By != "" {
		parts = append(parts, "by "+h.By)
	}
	if h.Foreign {
		parts = append(parts, "may hold a name of another series")
	}
	return strings.Join(parts, ", ")
}
