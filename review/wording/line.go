package wording

import (
	"fmt"
	"strings"

	"dramaport/stage"
)

// Pivot is the pivot text of a line, and whether it is approved.
func Pivot(s *stage.Sheet, r *stage.Row) string {
	head := "Pivot, " + string(s.Market.From)
	if r.Waits {
		head += ", not approved yet"
	}
	return head + ": " + OneLine(r.From)
}

// Translation is the translation as it breaks on the phone, with its
// figures.
func Translation(s *stage.Sheet, r *stage.Row) []string {
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
	f := Measured(s, r)
	figures := fmt.Sprintf("Figures: %.1f of %g characters per second, %d of %s, the longest %g of %g characters.", f.Speed, s.Rules.CharsPerSecond,
		f.Lines, Count(s.Rules.Lines, "line"), f.Longest, s.Rules.CharsPerLine)
	if broken := f.Broken(); len(broken) > 0 {
		figures += " Not within the rules: " + strings.Join(broken, ", ") + "."
	}
	return append(said, figures)
}
