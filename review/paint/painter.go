package paint

import (
	"strings"
	"time"

	"dramaport/internal/terminal"
)

// Painter paints texts and lines of a season in cells.
type Painter struct {
	// Cells say how wide the terminal draws characters.
	Cells terminal.Cells
	Look  Look
	// Search is what is searched for: its places are marked. "" is nothing.
	Search string
	// Now is the clock from which times are told.
	Now func() time.Time
}

// Wrap is a text in a style, wrapped to w cells.
func (p Painter) Wrap(text string, w int, s terminal.Style) []string {
	var lines []string
	for _, line := range p.Cells.Wrap(text, w) {
		lines = append(lines, p.Line(line, w, s))
	}
	return lines
}

// Line draws a text on exactly w cells.
func (p Painter) Line(text string, w int, s terminal.Style) string {
	return p.Cells.Paint(text, w, s, nil)
}

// Rule is a heading with a line after it.
func (p Painter) Rule(title string, w int) string {
	if title != "" {
		title += " "
	}
	return p.Line(title+strings.Repeat("─", max(w-p.Cells.Width(title), 0)), w, p.Look.Faint)
}

// Text wraps a text to w cells, with marks. It has its lines for itself, so
// that what runs from right to left begins at the right.
func (p Painter) Text(text string, w int, marks []terminal.Mark) []string {
	return p.Styled(text, w, p.Look.Plain, marks)
}

// Styled is text in a style.
func (p Painter) Styled(text string, w int, style terminal.Style, marks []terminal.Mark) []string {
	c := p.Cells
	c.Align = terminal.ByScript
	return c.PaintLines(text, w, style, marks)
}

// Labelled is a text with a label before its first line and room for it before
// the others.
func (p Painter) Labelled(label, text string, w int, marks []terminal.Mark) []string {
	n := p.Cells.Width(label)
	if n >= w {
		return p.Text(text, w, marks)
	}
	var drawn []string
	for i, line := range p.Text(text, w-n, marks) {
		if i > 0 {
			label = strings.Repeat(" ", n)
		}
		drawn = append(drawn, p.Line(label, n, p.Look.Faint)+line)
	}
	return drawn
}

// Indented is a wrapped text two cells to the right.
func (p Painter) Indented(text string, w int, marks []terminal.Mark) []string {
	lines := p.Text(text, max(w-2, 1), marks)
	for i, l := range lines {
		lines[i] = "  " + l
	}
	return lines
}

// Name is a name cut or filled to n cells, the last of them empty.
func (p Painter) Name(name string, n int) string {
	name = p.Cells.Cut(name, n-1)
	return name + strings.Repeat(" ", max(0, n-p.Cells.Width(name)))
}

// Fill fills lines up to h, and cuts what is more.
func Fill(lines []string, w, h int) []string {
	blank := strings.Repeat(" ", w)
	for len(lines) < h {
		lines = append(lines, blank)
	}
	return lines[:h]
}

// Cut is at most h lines.
func Cut(lines []string, h int) []string { return lines[:min(len(lines), max(h, 0))] }
