package paint

import (
	"strings"

	"dramaport/internal/terminal"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/stage"
	"dramaport/subtitles"
)

// MarksOf marks every occurrence of part in text, capitals aside where that
// does not change the text's length.
func MarksOf(text, part string, style terminal.Style) []terminal.Mark {
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

// Hits are the places where the text that is searched for occurs.
func (p Painter) Hits(text string) []terminal.Mark {
	if p.Search == "" {
		return nil
	}
	return MarksOf(text, p.Search, p.Look.Hit)
}

// Doubted marks the places in a line of the translation that findings name,
// and the whole line where it is too long.
func (p Painter) Doubted(s *stage.Sheet, r *stage.Row, line string) []terminal.Mark {
	var marks []terminal.Mark
	for _, d := range r.Findings {
		style := terminal.Style{Underline: true}.Over(p.Look.Severity(d.Severity))
		switch {
		case d.Place != "":
			marks = append(marks, MarksOf(line, d.Place, style)...)
		case d.Rule == season.RuleLineTooLong && wording.Over(subtitles.Count(line, s.Market.Locale), s.Rules.CharsPerLine):
			marks = append(marks, terminal.Mark{To: len(line), Style: style})
		}
	}
	return marks
}

// questioned marks the places in the source that findings are about.
func (p Painter) questioned(r *stage.Row) []terminal.Mark {
	var marks []terminal.Mark
	for _, d := range r.Findings {
		if d.SourcePlace != "" {
			marks = append(marks, MarksOf(r.Text, d.SourcePlace, terminal.Style{Underline: true}.Over(p.Look.Severity(d.Severity)))...)
		}
	}
	return marks
}
