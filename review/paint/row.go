package paint

import (
	"strings"

	"dramaport/internal/terminal"
	"dramaport/review/wording"
	"dramaport/stage"
)

// Columns are the widths of a listed line's parts.
type Columns struct{ market, ref, speaker, source, target int }

// NewColumns shares out w cells: four for signs and a space first. markets says
// that the market is named.
func NewColumns(w int, markets bool) Columns {
	c := Columns{ref: 9, speaker: 8}
	if markets {
		c.market = 7
	}
	if w < 50 {
		c.speaker = 0
	}
	rest := max(w-5-c.market-c.ref-c.speaker, 10)
	c.source = rest * 2 / 5
	c.target = rest - c.source
	return c
}

// Row draws one line: where the reviewer is, its state, its worst finding,
// its name, who speaks, source and translation.
func (p Painter) Row(c Columns, s *stage.Sheet, r *stage.Row, here, chosen bool) string {
	base := terminal.Style{Reverse: chosen}
	if chosen && !here {
		base = terminal.Style{Underline: true}
	}
	style := func(s terminal.Style) terminal.Style { return s.Over(base) }
	at := " "
	if here { // reversed as a whole: colours would become backgrounds
		style = func(terminal.Style) terminal.Style { return base }
		at = ">"
	}
	var b strings.Builder
	b.WriteString(p.Line(at+wording.StateSign(r), 2, style(p.Look.State(r.Translation.State, r.Stale))))
	b.WriteString(p.Line(wording.FindingSign(r), 3, style(p.Look.Severity(wording.Heaviest(r)))))
	if c.market > 0 {
		b.WriteString(p.Line(string(s.Market.Name), c.market, style(p.Look.Faint)))
	}
	b.WriteString(p.Line(r.Ref(), c.ref, base))
	if c.speaker > 0 {
		b.WriteString(p.Cells.Paint(p.Cells.Cut(r.Speaker, c.speaker-1), c.speaker, style(p.Look.Speaker), nil))
	}
	b.WriteString(p.Cells.Paint(p.Cells.Cut(wording.OneLine(r.Text), c.source-1), c.source, style(p.Look.Source), p.Hits(r.Text)))
	b.WriteString(p.Cells.Paint(wording.OneLine(r.Translation.Text), c.target, base, p.Hits(r.Translation.Text)))
	return b.String()
}
