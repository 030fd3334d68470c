package glossaries

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// Cell is a field of a table and where it stands: its row or line, and its
// column, both from 1.
type Cell struct {
	Text        string
	Row, Column int
	// Fault says why the text is not certain, and what mends it; "" if it is.
	// A row that would use it is left out and named.
	Fault string
}

// Sheet is a table from elsewhere, as its format's reader found it. The first
// row that is not blank is its header.
type Sheet struct {
	Name string
	Rows [][]Cell
	// Typed: the format says what its columns are, so that a header is what it
	// reads as, and none is unclear.
	Typed bool
}

// Columns says what the columns of a table from elsewhere are.
type Columns struct {
	// Source is the season's language: its columns come first, because a
	// concept is known by its wording there.
	Source language.Tag
	// Languages are those of the markets. A header that could be a word as
	// well as a language (id, no) is a language only if it is one of these.
	Languages []language.Tag
	// Markets are the names that may head a column beside locales.
	Markets []string
	// Map gives a header, or the number of a column in a table without a
	// header, its column: a locale, a market, type, rule, aliases, forbidden,
	// forms or note; "-" leaves the column out.
	Map map[string]string
}

// ReadTable reads CSV or TSV: commas, tabs or semicolons, whichever part the
// file's rows, or what its first line tells (sep=;). Lines that begin with "#"
// are comments. Rows that cannot be read are left out and named.
func ReadTable(f File) (Sheet, []Problem) {
	t := newTable(f)
	s := Sheet{Name: f.Name}
	for _, cells := range t.read() {
		row := make([]Cell, len(cells))
		for i, c := range cells {
			row[i] = Cell{Text: c.text, Row: c.row, Column: c.column}
		}
		s.Rows = append(s.Rows, row)
	}
	if len(s.Rows) > 0 {
		t.doubtComments(s.Rows[0][0].Row)
	}
	return s, t.problems
}

// readRows reads the concepts of a sheet. An error says which columns are
// unclear; a fault in a row costs the row and is a problem.
func (s Sheet) readRows(c Columns) ([]row, []Problem, error) {
	t := &table{file: s.Name}
	names, body, err := c.header(s)
	if err != nil {
		return nil, nil, err
	}
	order := c.order(names)
	h, ok := readHeader(t, arrange(names, order), c.Markets)
	if !ok || len(t.problems) > 0 {
		return nil, nil, fmt.Errorf("%s", joinProblems(t.problems))
	}
	for i, cells := range body {
		body[i] = arrange(padded(cells, len(names)), order)
	}
	h = h.withFlags(body)
	var rows []row
	for _, cells := range body {
		if r, ok := readRow(t, h, cells); ok {
			rows = append(rows, r)
		}
	}
	return rows, t.problems, nil
}

func joinProblems(problems []Problem) string {
	var lines []string
	for _, p := range problems {
		lines = append(lines, p.String())
	}
	return strings.Join(lines, "\n")
}

// header gives every column its name, and the rows below it.
func (c Columns) header(s Sheet) (names []cell, body [][]cell, err error) {
	rows := s.cells()
	if len(rows) == 0 {
		return nil, nil, fmt.Errorf("%s: the table has no rows", s.Name)
	}
	if c.numbered() {
		names, err = c.byNumber(s.Name, rows)
		if err == nil && c.isHeading(names, rows[0]) {
			rows = rows[1:]
		}
		return names, rows, err
	}
	used := map[string]bool{}
	var unclear []string
	for _, head := range rows[0] {
		text := strings.TrimSpace(head.text)
		name, mapped := c.Map[text]
		used[text] = used[text] || mapped
		switch {
		case mapped:
		case s.Typed:
			col, _ := columnOf(text, c.Markets)
			name = col.name
		default:
			name = c.recognised(text)
		}
		if name == "" && text != "" {
			unclear = append(unclear, fmt.Sprintf("%s:%d:%d: column %q is unclear: say what it is with --map %q, as in en-US, note, or - to leave it out",
				s.Name, head.row, head.column, text, text+"=…"))
		}
		names = append(names, cell{text: strings.TrimPrefix(name, "-"), row: head.row, column: head.column})
	}
	for _, name := range slices.Sorted(maps.Keys(c.Map)) {
		if !used[name] {
			unclear = append(unclear, fmt.Sprintf("%s:%d:1: no column is headed %q, as --map has it", s.Name, rows[0][0].row, name))
		}
	}
	if len(unclear) > 0 {
		err = fmt.Errorf("%s", strings.Join(unclear, "\n"))
	}
	return names, rows[1:], err
}

// cells are the rows that have text.
func (s Sheet) cells() [][]cell {
	var rows [][]cell
	for _, r := range s.Rows {
		row := make([]cell, len(r))
		for i, c := range r {
			row[i] = cell{c.Text, c.Row, c.Column, c.Fault}
		}
		if !blank(row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// numbered tells whether the map names columns by their numbers.
func (c Columns) numbered() bool {
	for name := range c.Map {
		if _, err := strconv.Atoi(name); err != nil {
			return false
		}
	}
	return len(c.Map) > 0
}

func (c Columns) byNumber(file string, rows [][]cell) ([]cell, error) {
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	names := padded(nil, width)
	for _, number := range slices.Sorted(maps.Keys(c.Map)) {
		n, _ := strconv.Atoi(number)
		if n < 1 || n > width {
			return nil, fmt.Errorf("%s: --map %s=%s: the table has columns 1 to %d", file, number, c.Map[number], width)
		}
		names[n-1] = cell{text: strings.TrimPrefix(c.Map[number], "-"), row: 1, column: n}
	}
	return names, nil
}

// mistakable are the language codes that also head columns of numbers.
const mistakable = " id no nr "

// recognised is the column that a header names by itself, "" if it is unclear.
func (c Columns) recognised(text string) string {
	col, ok := columnOf(text, c.Markets)
	if !ok || !col.wording || slices.Contains(c.Markets, text) {
		return col.name
	}
	tag := language.Make(col.name)
	base, _ := tag.Base()
	for _, known := range append([]language.Tag{c.Source}, c.Languages...) {
		if b, _ := known.Base(); b == base {
			return col.name
		}
	}
	if len(text) == 3 || strings.Contains(mistakable, " "+strings.ToLower(text)+" ") {
		return ""
	}
	return col.name
}

// order lists the columns, those of the source's language first.
func (c Columns) order(names []cell) []int {
	base, _ := c.Source.Base()
	var first, rest []int
	for i, n := range names {
		tag, err := language.Parse(n.text)
		b, _ := tag.Base()
		if err == nil && b == base && !slices.Contains(c.Markets, n.text) {
			first = append(first, i)
			continue
		}
		rest = append(rest, i)
	}
	return append(first, rest...)
}

func arrange(cells []cell, order []int) []cell {
	out := make([]cell, 0, max(len(cells), len(order)))
	for _, i := range order {
		out = append(out, cells[i])
	}
	return append(out, cells[len(order):]...)
}

// padded is a row of at least n cells.
func padded(cells []cell, n int) []cell {
	out := slices.Clone(cells)
	for len(out) < n {
		at := cell{row: 1, column: 1}
		if len(cells) > 0 {
			last := cells[len(cells)-1]
			at = cell{row: last.row, column: last.column + utf8.RuneCountInString(last.text)}
		}
		out = append(out, at)
	}
	return out
}
