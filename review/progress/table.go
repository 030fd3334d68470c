package progress

import (
	"fmt"
	"strconv"
	"strings"

	"dramaport/review/paint"
	"dramaport/review/wording"
	"dramaport/season"
)

// Table is the widths of the statistics' columns.
type Table struct {
	name, bar int
	columns   []int
}

// The widths of names, and the least and most of a bar.
const (
	leastName = 10
	leastBar  = 8
	mostBar   = 30
)

// NewTable shares out w cells between the columns of parts.
func NewTable(parts []Part, w int) Table {
	t := Table{name: leastName}
	for _, head := range heads() {
		t.columns = append(t.columns, len(head)+1)
	}
	used := t.name + len("100% ")
	for _, s := range parts {
		for i, n := range s.figures() {
			t.columns[i] = max(t.columns[i], len(strconv.Itoa(n))+1)
		}
	}
	for _, c := range t.columns {
		used += c
	}
	spare := w - used
	t.bar = max(leastBar, min(mostBar, spare-1))
	t.name += max(0, min(14, spare-1-t.bar))
	return t
}

// Heads are the heads of the columns.
func (t Table) Heads() string {
	line := strings.Repeat(" ", t.name+t.bar+len(" 100%"))
	for i, head := range heads() {
		line += fmt.Sprintf("%*s", t.columns[i], head)
	}
	return line
}

// Row is a part under the heads.
func (t Table) Row(p paint.Painter, s Part) string {
	name := s.Name
	if s.Market != "" {
		name = "  " + name
	}
	line := p.Name(name, t.name) + s.bar(t.bar) + fmt.Sprintf("%4d%%", s.percent())
	for i, n := range s.figures() {
		line += fmt.Sprintf("%*d", t.columns[i], n)
	}
	return line
}

// PeopleHeads are the heads over what people have decided.
func (t Table) PeopleHeads(p paint.Painter) string {
	return p.Name("", t.name) + "today: approved edited sent back   ever: approved edited sent back"
}

// Person is what one reviewer has decided, under PeopleHeads.
func (t Table) Person(p paint.Painter, r season.Reviewer) string {
	return p.Name(r.By, t.name) + fmt.Sprintf("%15d%7d%10d%17d%7d%10d", r.Today.Approved, r.Today.Edited, r.Today.SentBack,
		r.All.Approved, r.All.Edited, r.All.SentBack)
}

// Sentence is a part as a sentence; what there is none of is left out.
func (s Part) Sentence() string {
	name := s.Name
	if s.Market != "" {
		name = string(s.Market) + " " + name
	}
	said := fmt.Sprintf("%s: %d percent approved, %s, %d open", name, s.percent(), wording.Count(s.Lines, "line"), s.Open)
	for _, n := range []struct {
		n    int
		what string
	}{{s.Machine, "machine"}, {s.Edited, "edited"}, {s.NeedsWork, "needs work"}, {s.Stale, "stale"}, {s.Errors, "with errors"}} {
		if n.n > 0 {
			said += fmt.Sprintf(", %d %s", n.n, n.what)
		}
	}
	if s.Comments > 0 {
		said += ", " + wording.Count(s.Comments, "open comment")
	}
	return said + "."
}

// Decided is what somebody has decided, in words.
func Decided(d season.Decided) string {
	return fmt.Sprintf("%d approved, %d edited, %d sent back", d.Approved, d.Edited, d.SentBack)
}
