package paint

import (
	"fmt"
	"strings"

	"dramaport/internal/terminal"
	"dramaport/review/wording"
	"dramaport/stage"
)

// Head names the line, its market, its time and its state.
func (p Painter) Head(s *stage.Sheet, r *stage.Row, w int) []string {
	name := fmt.Sprintf("%s  %s", r.Ref(), s.Market.Name)
	if r.Speaker != "" {
		name += "  " + r.Speaker
	}
	when := fmt.Sprintf("%s - %s  %.1f s", wording.Clock(r.Start), wording.Clock(r.End), (r.End - r.Start).Seconds())
	drawn := []string{p.Line(name, w, p.Look.Strong), p.Line(when, w, p.Look.Faint)}
	return append(drawn, p.Line(wording.Standing(r, p.Now()), w, p.Look.State(r.Translation.State, r.Stale)))
}

// Source is the source text, and the pivot market's where there is one.
func (p Painter) Source(s *stage.Sheet, r *stage.Row, w int) []string {
	var marks []terminal.Mark
	for _, t := range r.Terms {
		marks = append(marks, terminal.Mark{From: t.Start, To: t.End, Style: p.Look.Note})
	}
	marks = append(append(marks, p.questioned(r)...), p.Hits(r.Text)...)
	drawn := append([]string{p.Rule("Source", w)}, p.Text(r.Text, w, marks)...)
	if s.Market.From == "" {
		return drawn
	}
	title := "Pivot: " + string(s.Market.From)
	if r.Waits {
		title += " (not approved yet)"
	}
	return append(append(drawn, p.Rule(title, w)), p.Text(r.From, w, p.Hits(r.From))...)
}

// Target is the translation as it will break on the phone, with its
// Figures.
func (p Painter) Target(s *stage.Sheet, r *stage.Row, w int) []string {
	drawn := []string{p.Rule("Translation", w)}
	drawn = append(drawn, p.Translation(s, r, w)...)
	return append(drawn, p.Figures(s, r, w)...)
}

// Translation is the translation as it will break on the phone.
func (p Painter) Translation(s *stage.Sheet, r *stage.Row, w int) []string {
	if strings.TrimSpace(r.Translation.Text) == "" {
		return []string{p.Line("(none)", w, p.Look.Faint)}
	}
	var drawn []string
	for _, line := range s.Break(*r) {
		drawn = append(drawn, p.Text(line, w, append(p.Doubted(s, r, line), p.Hits(line)...))...)
	}
	return drawn
}

// Figures are a translation's reading speed, lines and longest line against
// the market's rules.
func (p Painter) Figures(s *stage.Sheet, r *stage.Row, w int) []string {
	if r.Translation.Text == "" {
		return nil
	}
	f, style := wording.Measured(s, r), p.Look.Faint
	if len(f.Broken()) > 0 {
		style = p.Look.Warn
	}
	return []string{p.Line(fmt.Sprintf("%.1f of %g char/s   %d of %s   longest %g of %g", f.Speed, s.Rules.CharsPerSecond,
		f.Lines, wording.Count(s.Rules.Lines, "line"), f.Longest, s.Rules.CharsPerLine), w, style)}
}

// Findings are a line's findings under a heading, w cells wide.
func (p Painter) Findings(r *stage.Row, w int) []string {
	if len(r.Findings) == 0 {
		return nil
	}
	drawn := []string{p.Rule("Findings", w)}
	for _, d := range r.Findings {
		drawn = append(drawn, p.Wrap(wording.Finding(d), w, p.Look.Severity(d.Severity))...)
	}
	return drawn
}

// Terms are the agreed words of the line, and whether the translation keeps
// to them.
func (p Painter) Terms(s *stage.Sheet, r *stage.Row, w int) []string {
	if len(r.Terms) == 0 {
		return nil
	}
	drawn := []string{p.Rule("Terms", w)}
	for _, t := range wording.Terms(s, r) {
		style := p.Look.Plain
		if t.Broken {
			style = p.Look.Warn
		}
		drawn = append(drawn, p.Wrap(t.Text, w, style)...)
	}
	return drawn
}

// Comments are a line's comments under a heading, w cells wide.
func (p Painter) Comments(r *stage.Row, w int) []string {
	if len(r.Comments) == 0 {
		return nil
	}
	drawn := []string{p.Rule("Comments", w)}
	for _, c := range r.Comments {
		style := p.Look.Note
		if !c.Open() {
			style = p.Look.Faint
		}
		if terminal.RightToLeft(c.Text) { // beside names, its full stop would stand on the wrong side
			drawn = append(drawn, p.Line(wording.CommentHead(c, p.Now()), w, style))
			drawn = append(drawn, p.Styled(c.Text, w, style, nil)...)
			continue
		}
		drawn = append(drawn, p.Wrap(wording.Comment(c, p.Now()), w, style)...)
	}
	return drawn
}
