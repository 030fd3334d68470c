package stage

import (
	"slices"

	"dramaport/season"
)

// Judged is row i as it would be with another text: with the findings that the
// sheet's checks then have for it. The sheet itself stays as it is. What only
// the whole season shows is not among the findings.
func (s Sheet) Judged(i int, text string) Row {
	s.Rows = slices.Clone(s.Rows)
	s.checked = false
	t := &s.Rows[i].Translation
	t.Text, t.State, t.Findings = text, season.Edited, nil
	s.Check()
	return s.Rows[i]
}
