package glossaries

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// The most that is read of one file: rows (as of a worksheet), columns and
// cells. A season's glossary has some hundred rows; what is larger is a
// termbase, of which a season needs a part.
const (
	mostRows    = 50_000
	mostColumns = 200
	mostCells   = 1_000_000
	// mostConcepts bounds the rows of all files of a season.
	mostConcepts = 50_000
)

// cell is a field of a table and where it starts.
type cell struct {
	text        string
	row, column int
	fault       string // why its text is not certain, "" if it is
}

// comment is a line of a table that begins with "#".
type comment struct {
	line int // from 1
	text string
}

// table reads the rows of one file. A row that cannot be read is a problem,
// and reading goes on with the line after the one where it starts: a missing
// quotation mark does not swallow the rest of the file.
type table struct {
	file     string
	data     []byte
	lines    []int // the offset of every line
	comma    rune
	told     bool // the first line tells the separator: sep=;
	comments []comment
	cells    int
	problems []Problem
}

// newTable prepares a file for reading: without its byte order mark, parted by
// what its first line tells (sep=;), or by what parts the rows of the file best.
func newTable(f File) *table {
	t := &table{file: f.Name, data: bytes.TrimPrefix(f.Data, []byte("\uFEFF")), lines: []int{0}}
	for i, c := range t.data {
		if c == '\n' {
			t.lines = append(t.lines, i+1)
		}
	}
	if t.comma, t.told = toldSeparator(t.line(0)); !t.told {
		t.comma = t.separator()
	}
	return t
}

// line is the text of a line (from 0) without its end.
func (t *table) line(n int) []byte {
	rest := t.data[t.lines[n]:]
	if end := bytes.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	return bytes.TrimSuffix(rest, []byte("\r"))
}

// rows reads all rows that can be read; none of a file beyond the bounds,
// which is a problem.
func (t *table) rows() [][]cell {
	if n := t.widest(); n >= 0 {
		t.problem(cell{row: n + 1, column: 1}, fmt.Sprintf("more than %d columns: delete what is no glossary; the file is left out", mostColumns))
		return nil
	}
	var rows [][]cell
	line := 0
	if t.told {
		line = 1
	}
	for line < len(t.lines) && t.lines[line] < len(t.data) {
		next := t.readFrom(line, &rows)
		if at := t.tooLarge(rows); at > 0 {
			t.problems = nil
			t.problem(cell{row: at, column: 1}, fmt.Sprintf("more than %d rows or %d cells: part the file, or delete what the season does not need; the file is left out", mostRows, mostCells))
			return nil
		}
		if next <= line {
			break
		}
		line = next
	}
	return rows
}

// tooLarge is the line at which a file passes the bounds, 0 for none. Faulty
// rows count, because each is read and named.
func (t *table) tooLarge(rows [][]cell) int {
	if len(rows)+len(t.problems) <= mostRows+1 && t.cells <= mostCells {
		return 0
	}
	at := 1
	if n := len(rows); n > 0 {
		at = rows[n-1][0].row
	}
	if n := len(t.problems); n > 0 {
		at = max(at, t.problems[n-1].Row)
	}
	return at
}

// readFrom reads rows from a line (from 0) on, to the end, the first bad row
// or the bounds; it returns the line to go on with.
func (t *table) readFrom(line int, rows *[][]cell) int {
	r := csv.NewReader(bytes.NewReader(t.data[t.lines[line]:]))
	r.Comma, r.Comment, r.FieldsPerRecord, r.TrimLeadingSpace = t.comma, '#', -1, t.comma != '\t'
	next := line
	for {
		fields, err := r.Read()
		if err == io.EOF {
			t.commentsBetween(next, len(t.lines))
			return len(t.lines)
		}
		if err != nil {
			return t.badRow(line, next, err)
		}
		row := make([]cell, len(fields))
		for i, text := range fields {
			l, c := r.FieldPos(i)
			row[i] = cell{text: text, row: line + l, column: t.runeColumn(line+l, c)}
		}
		t.commentsBetween(next, row[0].row-1)
		next = row[len(row)-1].row + strings.Count(fields[len(fields)-1], "\n")
		*rows = append(*rows, row)
		if t.cells += len(row); t.tooLarge(*rows) > 0 {
			return len(t.lines)
		}
	}
}

// commentsBetween keeps the comments among the lines from…to-1 (from 0), which
// are no rows.
func (t *table) commentsBetween(from, to int) {
	for n := from; n < to; n++ {
		if text := t.line(n); bytes.HasPrefix(text, []byte("#")) {
			t.comments = append(t.comments, comment{n + 1, string(text)})
		}
	}
}

// badRow names a row that cannot be read. Rows were read to the line next.
func (t *table) badRow(line, next int, err error) int {
	var e *csv.ParseError
	if !errors.As(err, &e) {
		t.problem(cell{row: line + 1, column: 1}, err.Error())
		return len(t.lines)
	}
	at := cell{row: line + e.StartLine, column: 1}
	t.commentsBetween(next, at.row-1)
	if e.Line == e.StartLine {
		at.column = t.runeColumn(at.row, e.Column)
	}
	message := `a quotation mark inside a cell: put the cell in quotation marks and double those inside ("say ""hi""")`
	if errors.Is(e.Err, csv.ErrQuote) {
		message = `a cell that starts with a quotation mark does not end with one: add it, and double those inside ("say ""hi""")`
	}
	t.problem(at, message+"; the row is left out")
	return line + e.StartLine
}

func (t *table) problem(at cell, message string) {
	t.problems = append(t.problems, Problem{File: t.file, Row: at.row, Column: at.column, Message: message})
}

// runeColumn turns a byte column of a row (both from 1) into characters.
func (t *table) runeColumn(row, column int) int {
	if row > len(t.lines) {
		return 1
	}
	line := t.data[t.lines[row-1]:]
	return utf8.RuneCount(line[:min(len(line), max(column-1, 0))]) + 1
}

// blank tells whether a row has no text.
func blank(row []cell) bool {
	for _, c := range row {
		if strings.TrimSpace(c.text) != "" || c.fault != "" {
			return false
		}
	}
	return true
}
