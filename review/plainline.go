package review

import (
	"fmt"
	"strings"

	"dramaport/season"
	"dramaport/stage"
)

// tellLine tells all that is known of the current line, a sentence a line.
func (t *talk) tellLine() {
	s, r, ok := t.m.lines.current()
	if !ok {
		t.spoken = spokenLine{}
		t.say(t.m.empty())
		return
	}
	t.spoken, _ = t.here()
	for _, sentence := range t.m.lineInWords(s, r) {
		t.say(sentence)
	}
}

// lineInWords is all that the detail shows of a line, in sentences.
func (m *Model) lineInWords(s *stage.Sheet, r *stage.Row) []string {
	who := ""
	if r.Speaker != "" {
		who = r.Speaker + " speaks, "
	}
	said := []string{
		fmt.Sprintf("Line %s, %s, %d of %d, %d open.", r.Ref(), s.Market.Name, m.lines.cur+1, len(m.lines.shown), m.lines.openShown()),
		fmt.Sprintf("%sfrom %s to %s, %.1f seconds.", who, clock(r.Start), clock(r.End), (r.End - r.Start).Seconds()),
		"State: " + m.standing(r),
		"Source: " + oneLine(r.Text),
	}
	if s.Market.From != "" {
		said = append(said, pivotInWords(s, r))
	}
	said = append(said, translationInWords(s, r)...)
	for _, d := range r.Findings {
		said = append(said, "Finding: "+findingWords(d))
	}
	if texts, _ := m.takeTexts(r); len(texts) > 0 {
		said = append(said, "Sound: "+strings.Join(strings.Fields(strings.Join(texts, "; ")), " "))
	}
	for n, h := range m.matchesOf(r) {
		said = append(said, fmt.Sprintf("Memory %d, %d percent, %s: %s", n+1, h.Percent, whence(h), oneLine(h.Text)))
	}
	for _, a := range agreed(s, r) {
		said = append(said, "Term: "+a.text)
	}
	for _, c := range r.Comments {
		said = append(said, "Comment: "+m.commentWords(c))
	}
	return said
}

func pivotInWords(s *stage.Sheet, r *stage.Row) string {
	head := "Pivot, " + string(s.Market.From)
	if r.Waits {
		head += ", not approved yet"
	}
	return head + ": " + oneLine(r.From)
}

// translationInWords is the translation as it breaks on the phone, with its
// figures.
func translationInWords(s *stage.Sheet, r *stage.Row) []string {
	if strings.TrimSpace(r.Translation.Text) == "" {
		return []string{"Translation: none."}
	}
	lines := s.Break(*r)
	var said []string
	for i, l := range lines {
		head := "Translation: "
		if len(lines) > 1 {
			head = fmt.Sprintf("Translation, line %d of %d: ", i+1, len(lines))
		}
		said = append(said, head+l)
	}
	f := measured(s, r)
	figures := fmt.Sprintf("Figures: %.1f of %g characters per second, %d of %s, the longest %g of %g characters.", f.speed, s.Rules.CharsPerSecond,
		f.lines, count(s.Rules.Lines, "line"), f.longest, s.Rules.CharsPerLine)
	if broken := f.broken(); len(broken) > 0 {
		figures += " Not within the rules: " + strings.Join(broken, ", ") + "."
	}
	return append(said, figures)
}

// changeInWords is an entry of a line's history with what was added and taken
// away, word by word.
func (m *Model) changeInWords(c season.Revision) string {
	said := m.changeHead(c)
	switch added, removed := wordsChanged(c.FromText, c.Text); {
	case c.FromText == c.Text:
		return said + "; text unchanged: " + oneLine(c.Text)
	case c.FromText == "":
		return said + "; text: " + oneLine(c.Text)
	default:
		for _, what := range [][2]string{{"added", added}, {"taken away", removed}} {
			if what[1] != "" {
				said += "; " + what[0] + ": " + what[1]
			}
		}
		return said + "; text then: " + oneLine(c.Text)
	}
}
