package review

import (
	"fmt"
	"slices"
	"time"

	"dramaport/season"
	"dramaport/stage"
	"dramaport/subtitles"
)

// measure is how long a translation is, and how fast it has to be read.
type measure struct {
	// speed is in characters per second, longest in characters of the line.
	speed, longest float64
	lines          int
	rules          subtitles.Rules
}

// measured measures a row's translation as it will break on the phone.
func measured(s *stage.Sheet, r *stage.Row) measure {
	lines := s.Break(*r)
	f := measure{lines: len(lines), rules: s.Rules}
	for _, l := range lines {
		f.longest = max(f.longest, subtitles.Count(l, s.Market.Locale))
	}
	f.speed = subtitles.Count(r.Translation.Text, s.Market.Locale) / max(shownFor(s, r).Seconds(), 0.001)
	return f
}

// shownFor is how long a row's translation will be shown, as the check and the
// deliverable have it: a text that needs it is given free time after its cue.
func shownFor(s *stage.Sheet, r *stage.Row) time.Duration {
	cues := []subtitles.Timed{{Start: r.Start, End: r.End, Text: r.Translation.Text}}
	at := slices.IndexFunc(s.Rows, func(other stage.Row) bool { return other.Key == r.Key })
	if at >= 0 && at+1 < len(s.Rows) {
		next := s.Rows[at+1]
		cues = append(cues, subtitles.Timed{Start: next.Start, End: next.End, Text: next.Translation.Text})
	}
	return subtitles.Extend(cues, s.Rules, s.Market.Locale)[0].End - r.Start
}

// broken are the rules that the figures break, in words.
func (f measure) broken() []string {
	var all []string
	if over(f.speed, f.rules.CharsPerSecond) {
		all = append(all, "too fast to read")
	}
	if over(float64(f.lines), float64(f.rules.Lines)) {
		all = append(all, "too many lines")
	}
	if over(f.longest, f.rules.CharsPerLine) {
		all = append(all, "a line is too long")
	}
	return all
}

// findingWords is a finding as people read it.
func findingWords(d season.Finding) string {
	return string(d.Severity) + " " + string(d.Rule) + ": " + d.Message
}

// agreement is an agreed word of a line; broken says that the translation does
// not keep to it.
type agreement struct {
	text   string
	broken bool
}

// agreed are the agreed words that occur in a line, each once.
func agreed(s *stage.Sheet, r *stage.Row) []agreement {
	violations := s.Glossary.Check(r.Text, r.Translation.Text)
	seen := map[string]bool{}
	var all []agreement
	for _, t := range r.Terms {
		if seen[t.Term.Source] {
			continue
		}
		seen[t.Term.Source] = true
		a := agreement{text: fmt.Sprintf("%s = %s (%s)", t.Term.Source, t.Term.Target, t.Term.Rule)}
		if t.Term.Note != "" {
			a.text += "  " + t.Term.Note
		}
		for _, v := range violations {
			if v.Term.Source == t.Term.Source && r.Translation.Text != "" {
				a.text, a.broken = a.text+"  ! "+brokenHow(v.Missing, v.Found), true
			}
		}
		all = append(all, a)
	}
	return all
}

// commentWords is a comment with who wrote it, and whether it is settled.
func (m *Model) commentWords(c season.Comment) string {
	text := fmt.Sprintf("%s, %s: %s", c.By, m.ago(c.At), c.Text)
	if !c.Open() {
		text += " (resolved by " + c.ResolvedBy + ")"
	}
	return text
}

// commentHead is who wrote a comment, when, and who settled it.
func (m *Model) commentHead(c season.Comment) string {
	head := fmt.Sprintf("%s, %s:", c.By, m.ago(c.At))
	if !c.Open() {
		head = fmt.Sprintf("%s, %s (resolved by %s):", c.By, m.ago(c.At), c.ResolvedBy)
	}
	return head
}

func brokenHow(missing bool, found string) string {
	if missing {
		return "missing"
	}
	return "forbidden: " + found
}
