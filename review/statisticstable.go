package review

import (
	"fmt"
	"strconv"
	"strings"

	"dramaport/review/wording"
	"dramaport/season"
)

// statisticsTable is the widths of the statistics' columns.
type statisticsTable struct {
	name, bar int
	columns   []int
}

// The widths of names, and the least and most of a bar.
const (
	leastName = 10
	leastBar  = 8
	mostBar   = 30
)

func newStatisticsTable(v *statisticsView, w int) statisticsTable {
	t := statisticsTable{name: leastName}
	for _, head := range progressHeads() {
		t.columns = append(t.columns, len(head)+1)
	}
	used := t.name + len("100% ")
	for _, s := range v.standings {
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

func (t statisticsTable) heads() string {
	line := strings.Repeat(" ", t.name+t.bar+len(" 100%"))
	for i, head := range progressHeads() {
		line += fmt.Sprintf("%*s", t.columns[i], head)
	}
	return line
}

func (t statisticsTable) row(m *Model, s standing) string {
	name := s.name
	if s.of != "" {
		name = "  " + name
	}
	line := m.paint.Name(name, t.name) + s.bar(t.bar) + fmt.Sprintf("%4d%%", s.percent())
	for i, n := range s.figures() {
		line += fmt.Sprintf("%*d", t.columns[i], n)
	}
	return line
}

func peopleHeads(m *Model, name int) string {
	return m.paint.Name("", name) + "today: approved edited sent back   ever: approved edited sent back"
}

func personRow(m *Model, p season.Reviewer, name int) string {
	return m.paint.Name(p.By, name) + fmt.Sprintf("%15d%7d%10d%17d%7d%10d", p.Today.Approved, p.Today.Edited, p.Today.SentBack,
		p.All.Approved, p.All.Edited, p.All.SentBack)
}

// inWords is a standing as a sentence; what there is none of is left out.
func (s standing) inWords() string {
	name := s.name
	if s.of != "" {
		name = string(s.of) + " " + name
	}
	said := fmt.Sprintf("%s: %d percent approved, %s, %d open", name, s.percent(), wording.Count(s.lines, "line"), s.open)
	for _, n := range []struct {
		n    int
		what string
	}{{s.machine, "machine"}, {s.edited, "edited"}, {s.needsWork, "needs work"}, {s.stale, "stale"}, {s.errors, "with errors"}} {
		if n.n > 0 {
			said += fmt.Sprintf(", %d %s", n.n, n.what)
		}
	}
	if s.comments > 0 {
		said += ", " + wording.Count(s.comments, "open comment")
	}
	return said + "."
}

func decidedWords(d season.Decided) string {
	return fmt.Sprintf("%d approved, %d edited, %d sent back", d.Approved, d.Edited, d.SentBack)
}
