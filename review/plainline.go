package review

import (
	"fmt"
	"strings"

	"dramaport/review/wording"
	"dramaport/stage"
)

// tellLine tells all that is known of the current line, a sentence a line.
func (t *plainSession) tellLine() {
	s, r, ok := t.m.lines.Current()
	if !ok {
		t.lastLine = shownLine{}
		t.say(t.m.empty())
		return
	}
	t.lastLine, _ = t.here()
	for _, sentence := range t.lineInWords(s, r) {
		t.say(sentence)
	}
}

// lineInWords is all that the detail shows of a line, in sentences.
func (t *plainSession) lineInWords(s *stage.Sheet, r *stage.Row) []string {
	m := t.m
	who := ""
	if r.Speaker != "" {
		who = r.Speaker + " speaks, "
	}
	said := []string{
		fmt.Sprintf("Line %s, %s, %d of %d, %d open.", r.Ref(), s.Market.Name, m.lines.Index()+1, m.lines.Len(), m.lines.Open()),
		fmt.Sprintf("%sfrom %s to %s, %.1f seconds.", who, wording.Clock(r.Start), wording.Clock(r.End), (r.End - r.Start).Seconds()),
		"State: " + wording.Standing(r, m.o.Now()),
		"Source: " + wording.OneLine(r.Text),
	}
	if s.Market.From != "" {
		said = append(said, wording.Pivot(s, r))
	}
	said = append(said, wording.Translation(s, r)...)
	for _, d := range r.Findings {
		said = append(said, "Finding: "+wording.Finding(d))
	}
	if texts, _ := m.lineSound.texts(r); len(texts) > 0 {
		said = append(said, "Sound: "+strings.Join(strings.Fields(strings.Join(texts, "; ")), " "))
	}
	for n, h := range m.details.memory.of(r) {
		said = append(said, fmt.Sprintf("Memory %d, %d percent, %s: %s", n+1, h.Percent, wording.MatchOrigin(h), wording.OneLine(h.Text)))
	}
	for _, a := range wording.Terms(s, r) {
		said = append(said, "Term: "+a.Text)
	}
	for _, c := range r.Comments {
		said = append(said, "Comment: "+wording.Comment(c, m.o.Now()))
	}
	return said
}
