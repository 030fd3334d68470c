package review

import (
	"fmt"
	"strings"

	"dramaport/internal/terminal"
	"dramaport/review/keymap"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/stage"
	"dramaport/subtitles"

	tea "charm.land/bubbletea/v2"
)

// detail draws all that is known of the current line.
func (m *Model) detail(w, h int) []string {
	s, r, ok := m.lines.current()
	if !ok {
		return nil
	}
	drawn := m.headOf(s, r, w)
	drawn = append(drawn, m.sourceOf(s, r, w)...)
	drawn = append(drawn, m.targetOf(s, r, w)...)
	drawn = append(drawn, m.findingsOf(r, w)...)
	drawn = append(drawn, m.takeOf(r, w)...)
	drawn = append(drawn, m.termsOf(s, r, w)...)
	drawn = append(drawn, m.memoryOf(r, w)...)
	drawn = append(drawn, m.commentsOf(r, w)...)
	drawn = append(drawn, m.asideOf(r, w)...)
	m.offset = max(0, min(m.offset, len(drawn)-h))
	drawn = drawn[m.offset:]
	if len(drawn) > h && h > 1 {
		drawn[h-1] = m.rule("More: "+m.o.Keys.Name(keymap.ActionScrollDown), w)
	}
	return drawn
}

// scroll shows more of the current line, half a screen further down or up.
func (m *Model) scroll(step int) tea.Cmd {
	if m.width < wide && !m.zoomed {
		m.tell("%s shows the line alone, which %s and %s scroll", m.o.Keys.Name(keymap.ActionZoom), m.o.Keys.Name(keymap.ActionScrollDown), m.o.Keys.Name(keymap.ActionScrollUp))
		return nil
	}
	m.offset += step * max(m.page()/2, 1)
	return nil
}

// headOf names the line, its market, its time and its state.
func (m *Model) headOf(s *stage.Sheet, r *stage.Row, w int) []string {
	name := fmt.Sprintf("%s  %s", r.Ref(), s.Market.Name)
	if r.Speaker != "" {
		name += "  " + r.Speaker
	}
	when := fmt.Sprintf("%s - %s  %.1f s", wording.Clock(r.Start), wording.Clock(r.End), (r.End - r.Start).Seconds())
	drawn := []string{m.paint(name, w, m.look.Strong), m.paint(when, w, m.look.Faint)}
	return append(drawn, m.paint(wording.Standing(r, m.o.Now()), w, m.look.State(r.Translation.State, r.Stale)))
}

// sourceOf is the source text, and the pivot market's where there is one.
func (m *Model) sourceOf(s *stage.Sheet, r *stage.Row, w int) []string {
	var marks []terminal.Mark
	for _, t := range r.Terms {
		marks = append(marks, terminal.Mark{From: t.Start, To: t.End, Style: m.look.Note})
	}
	marks = append(append(marks, m.questioned(r)...), m.hits(r.Text)...)
	drawn := append([]string{m.rule("Source", w)}, m.text(r.Text, w, marks)...)
	if s.Market.From == "" {
		return drawn
	}
	title := "Pivot: " + string(s.Market.From)
	if r.Waits {
		title += " (not approved yet)"
	}
	return append(append(drawn, m.rule(title, w)), m.text(r.From, w, m.hits(r.From))...)
}

// targetOf is the translation as it will break on the phone, with its
// figures.
func (m *Model) targetOf(s *stage.Sheet, r *stage.Row, w int) []string {
	drawn := []string{m.rule("Translation", w)}
	drawn = append(drawn, m.broken(s, r, w)...)
	return append(drawn, m.figures(s, r, w)...)
}

// broken is the translation as it will break on the phone.
func (m *Model) broken(s *stage.Sheet, r *stage.Row, w int) []string {
	if strings.TrimSpace(r.Translation.Text) == "" {
		return []string{m.paint("(none)", w, m.look.Faint)}
	}
	var drawn []string
	for _, line := range s.Break(*r) {
		drawn = append(drawn, m.text(line, w, append(m.doubted(s, r, line), m.hits(line)...))...)
	}
	return drawn
}

// doubted marks the places in a line of the translation that findings name,
// and the whole line where it is too long.
func (m *Model) doubted(s *stage.Sheet, r *stage.Row, line string) []terminal.Mark {
	var marks []terminal.Mark
	for _, d := range r.Findings {
		style := terminal.Style{Underline: true}.Over(m.look.Severity(d.Severity))
		switch {
		case d.Place != "":
			marks = append(marks, marksOf(line, d.Place, style)...)
		case d.Rule == season.RuleLineTooLong && wording.Over(subtitles.Count(line, s.Market.Locale), s.Rules.CharsPerLine):
			marks = append(marks, terminal.Mark{To: len(line), Style: style})
		}
	}
	return marks
}

// questioned marks the places in the source that findings are about.
func (m *Model) questioned(r *stage.Row) []terminal.Mark {
	var marks []terminal.Mark
	for _, d := range r.Findings {
		if d.SourcePlace != "" {
			marks = append(marks, marksOf(r.Text, d.SourcePlace, terminal.Style{Underline: true}.Over(m.look.Severity(d.Severity)))...)
		}
	}
	return marks
}

// figures are a translation's reading speed, lines and longest line against
// the market's rules.
func (m *Model) figures(s *stage.Sheet, r *stage.Row, w int) []string {
	if r.Translation.Text == "" {
		return nil
	}
	f, style := wording.Measured(s, r), m.look.Faint
	if len(f.Broken()) > 0 {
		style = m.look.Warn
	}
	return []string{m.paint(fmt.Sprintf("%.1f of %g char/s   %d of %s   longest %g of %g", f.Speed, s.Rules.CharsPerSecond,
		f.Lines, wording.Count(s.Rules.Lines, "line"), f.Longest, s.Rules.CharsPerLine), w, style)}
}

func (m *Model) findingsOf(r *stage.Row, w int) []string {
	if len(r.Findings) == 0 {
		return nil
	}
	drawn := []string{m.rule("Findings", w)}
	for _, d := range r.Findings {
		for _, line := range m.cells.Wrap(wording.Finding(d), w) {
			drawn = append(drawn, m.paint(line, w, m.look.Severity(d.Severity)))
		}
	}
	return drawn
}

// termsOf are the agreed words of the line, and whether the translation keeps
// to them.
func (m *Model) termsOf(s *stage.Sheet, r *stage.Row, w int) []string {
	if len(r.Terms) == 0 {
		return nil
	}
	drawn := []string{m.rule("Terms", w)}
	for _, t := range wording.Terms(s, r) {
		style := m.look.Plain
		if t.Broken {
			style = m.look.Warn
		}
		for _, line := range m.cells.Wrap(t.Text, w) {
			drawn = append(drawn, m.paint(line, w, style))
		}
	}
	return drawn
}

func (m *Model) commentsOf(r *stage.Row, w int) []string {
	if len(r.Comments) == 0 {
		return nil
	}
	drawn := []string{m.rule("Comments", w)}
	for _, c := range r.Comments {
		style := m.look.Note
		if !c.Open() {
			style = m.look.Faint
		}
		if terminal.RightToLeft(c.Text) { // beside names, its full stop would stand on the wrong side
			drawn = append(drawn, m.paint(wording.CommentHead(c, m.o.Now()), w, style))
			drawn = append(drawn, m.styled(c.Text, w, style, nil)...)
			continue
		}
		for _, line := range m.cells.Wrap(wording.Comment(c, m.o.Now()), w) {
			drawn = append(drawn, m.paint(line, w, style))
		}
	}
	return drawn
}

// text wraps a text to w cells, with marks. It has its lines for itself, so
// that what runs from right to left begins at the right.
func (m *Model) text(text string, w int, marks []terminal.Mark) []string {
	return m.styled(text, w, m.look.Plain, marks)
}

// styled is text in a style.
func (m *Model) styled(text string, w int, style terminal.Style, marks []terminal.Mark) []string {
	c := m.cells
	c.Align = terminal.ByScript
	return c.PaintLines(text, w, style, marks)
}
