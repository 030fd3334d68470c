package review

import (
	"strings"

	"dramaport/internal/terminal"
	"dramaport/review/keymap"
	"dramaport/review/wording"
	"dramaport/stage"
)

// list draws the lines around the current one.
func (m *Model) list(w, h int) []string {
	m.lines.scroll(h)
	if len(m.lines.shown) == 0 {
		return m.full([]string{m.paint(m.empty(), w, m.look.Faint)}, w, h)
	}
	c := m.columns(w)
	from, to := m.lines.cur, m.lines.cur
	if m.lines.anchor >= 0 {
		from, to = min(m.lines.anchor, m.lines.cur), max(m.lines.anchor, m.lines.cur)
	}
	drawn := make([]string, 0, h)
	for i := m.lines.top; i < min(m.lines.top+h, len(m.lines.shown)); i++ {
		s, r := m.lines.at(i)
		drawn = append(drawn, m.listed(c, s, r, i == m.lines.cur, i >= from && i <= to))
	}
	return m.full(drawn, w, h)
}

// empty says why no line is shown.
func (m *Model) empty() string {
	switch {
	case m.busy():
		return "reading …"
	case m.filter.text != "":
		return "the filter keeps no line; " + m.o.Keys.Name(keymap.ActionClearFilter) + " shows all"
	}
	return "the season has no lines"
}

// columns are the widths of a listed line's parts.
type columns struct{ market, ref, speaker, source, target int }

// columns shares out w cells: four for signs and a space first.
func (m *Model) columns(w int) columns {
	c := columns{ref: 9, speaker: 8}
	if len(m.markets()) > 1 {
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

// listed draws one line: where the reviewer is, its state, its worst finding,
// its name, who speaks, source and translation.
func (m *Model) listed(c columns, s *stage.Sheet, r *stage.Row, here, chosen bool) string {
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
	b.WriteString(m.paint(at+wording.StateSign(r), 2, style(m.look.State(r.Translation.State, r.Stale))))
	b.WriteString(m.paint(wording.FindingSign(r), 3, style(m.look.Severity(wording.Heaviest(r)))))
	if c.market > 0 {
		b.WriteString(m.paint(string(s.Market.Name), c.market, style(m.look.Faint)))
	}
	b.WriteString(m.paint(r.Ref(), c.ref, base))
	if c.speaker > 0 {
		b.WriteString(m.cells.Paint(m.cells.Cut(r.Speaker, c.speaker-1), c.speaker, style(m.look.Speaker), nil))
	}
	b.WriteString(m.cells.Paint(m.cells.Cut(wording.OneLine(r.Text), c.source-1), c.source, style(m.look.Source), m.hits(r.Text)))
	b.WriteString(m.cells.Paint(wording.OneLine(r.Translation.Text), c.target, base, m.hits(r.Translation.Text)))
	return b.String()
}

// hits are the places where the text that is searched for occurs.
func (m *Model) hits(text string) []terminal.Mark {
	if m.found.text == "" {
		return nil
	}
	return marksOf(text, m.found.text, m.look.Hit)
}

// marksOf marks every occurrence of part in text, capitals aside where that
// does not change the text's length.
func marksOf(text, part string, style terminal.Style) []terminal.Mark {
	in, what := text, part
	if low := strings.ToLower(text); len(low) == len(text) {
		in, what = low, strings.ToLower(part)
	}
	var marks []terminal.Mark
	for from := 0; what != ""; {
		i := strings.Index(in[from:], what)
		if i < 0 {
			break
		}
		marks = append(marks, terminal.Mark{From: from + i, To: from + i + len(what), Style: style})
		from += i + len(what)
	}
	return marks
}
