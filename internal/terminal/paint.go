package terminal

// Mark is a part of a text with a style of its own: a search hit, the place of
// a finding, what a diff added. From and To are byte offsets into the text as
// it was given; an empty Mark, and what lies outside the text, is not drawn.
type Mark struct {
	From, To int
	Style    Style
}

// Paint is Line in colours: exactly n cells, all of them in the style base, the
// marked parts in theirs, later marks over earlier ones. A mark in what was cut
// off colours the …. The text ends with a reset of all colours, if there are any.
func (c Cells) Paint(s string, n int, base Style, marks []Mark) string {
	if n <= 0 {
		return ""
	}
	way := directionOf(s)
	text, marks := c.showMarked(s, false, marks)
	return c.paint(text, n, base, marks, way)
}

// PaintLines is Wrap in colours: the lines of s, each as Paint paints it.
func (c Cells) PaintLines(s string, n int, base Style, marks []Mark) []string {
	if n <= 0 {
		return nil
	}
	var lines []string
	given := paragraphs(s)
	text, marks := c.showMarked(s, true, marks)
	for i, paragraph := range paragraphs(text) {
		whole := text[paragraph.from:paragraph.to]
		way := directionOf(s[given[i].from:given[i].to])
		for _, l := range c.wrap(whole, n) {
			at := paragraph.from + l.from
			lines = append(lines, c.paint(whole[l.from:l.to], n, base, shifted(marks, -at), way))
		}
	}
	return lines
}

// shifted returns the marks moved by some bytes.
func shifted(marks []Mark, by int) []Mark {
	out := make([]Mark, 0, len(marks))
	for _, m := range marks {
		out = append(out, Mark{m.From + by, m.To + by, m.Style})
	}
	return out
}

// paint paints the shown text in n cells.
func (c Cells) paint(text string, n int, base Style, marks []Mark, way direction) string {
	part := c.measure(text, n)
	left, right := "", blank(n-part.width)
	if c.Align == ByScript && way.rightToLeft {
		left, right = right, left
	}
	open, end := c.isolate(way)
	p := painter{cells: c, base: base, marks: marks, out: make([]byte, 0, len(text)+n+32)}
	p.write(left, base)
	p.out = append(p.out, open...)
	p.text(text, part)
	p.out = append(p.out, end...)
	p.write(right, base)
	p.close()
	return string(p.out)
}

// painter writes text with as few changes of style as it takes.
type painter struct {
	cells Cells
	base  Style
	marks []Mark
	out   []byte
	now   Style
}

// text writes the part of a shown text that fits.
func (p *painter) text(text string, fits part) {
	if len(p.marks) == 0 && fits.asIs {
		p.write(text[:fits.end], p.base)
	} else {
		for i := 0; i < fits.end; {
			i = p.run(text, i, p.edge(i, fits.end), fits.asIs)
		}
	}
	if fits.more {
		p.write(ellipsis, p.styleOf(fits.end, len(text)))
	}
}

// run writes text from one edge of the marks to the next; a cluster across the
// edge goes by all the marks that touch it. It returns where it has come to.
func (p *painter) run(text string, from, to int, asIs bool) int {
	style := p.styleOf(from, to)
	i := from
	for i < to {
		k := p.cells.first(text[i:])
		if i+k.size > to {
			p.write(text[from:i], style)
			p.write(k.text, p.styleOf(i, i+k.size))
			return i + k.size
		}
		i += k.size
		if !asIs {
			p.write(k.text, style)
			from = i
		}
	}
	p.write(text[from:i], style)
	return i
}

// edge is the next byte after i at which a mark begins or ends, at most end.
func (p *painter) edge(i, end int) int {
	for _, m := range p.marks {
		if m.From > i {
			end = min(end, m.From)
		}
		if m.To > i {
			end = min(end, m.To)
		}
	}
	return end
}

// styleOf is the style of the bytes from … to: of the last mark that touches them.
func (p *painter) styleOf(from, to int) Style {
	for i := len(p.marks) - 1; i >= 0; i-- {
		if m := p.marks[i]; m.From < m.To && m.From < to && m.To > from {
			return m.Style.Over(p.base)
		}
	}
	return p.base
}

func (p *painter) write(s string, style Style) {
	if s == "" {
		return
	}
	if style = p.cells.Palette.reduce(style); style != p.now {
		p.close()
		p.out = style.appendSGR(p.out)
		p.now = style
	}
	p.out = append(p.out, s...)
}

// close ends the style that is on.
func (p *painter) close() {
	if p.now != (Style{}) {
		p.out = append(p.out, reset...)
		p.now = Style{}
	}
}
