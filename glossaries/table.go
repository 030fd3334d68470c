package glossaries

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// cell is a field of a table and where it starts.
type cell struct {
	text        string
	row, column int
}

// table reads the rows of one file. A row that cannot be read is a problem,
// and reading goes on with the line after the one where it starts: a missing
// quotation mark does not swallow the rest of the file.
type table struct {
	file     string
	data     []byte
	lines    []int // the offset of every line
	comma    rune
	problems []Problem
}

// newTable prepares a file for reading: without its byte order mark, parted by
// commas, or by the semicolons or tabs that some spreadsheets write.
func newTable(f File) *table {
	t := &table{file: f.Name, data: bytes.TrimPrefix(f.Data, []byte("\uFEFF")), lines: []int{0}, comma: ','}
	for i, c := range t.data {
		if c == '\n' {
			t.lines = append(t.lines, i+1)
		}
	}
	head, _, _ := bytes.Cut(bytes.TrimLeft(t.data, "\r\n"), []byte("\n"))
	for _, comma := range []string{",", "\t", ";"} {
		if bytes.Contains(head, []byte(comma)) {
			t.comma = rune(comma[0])
			break
		}
	}
	return t
}

// rows reads all rows that can be read.
func (t *table) rows() [][]cell {
	var rows [][]cell
	for line := 0; line < len(t.lines) && t.lines[line] < len(t.data); {
		next := t.readFrom(line, &rows)
		if next <= line {
			break
		}
		line = next
	}
	return rows
}

// readFrom reads rows from a line (from 0) on, to the end or the first bad row;
// it returns the line to go on with.
func (t *table) readFrom(line int, rows *[][]cell) int {
	r := csv.NewReader(bytes.NewReader(t.data[t.lines[line]:]))
	r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace = t.comma, -1, t.comma != '\t'
	for {
		fields, err := r.Read()
		if err == io.EOF {
			return len(t.lines)
		}
		if err != nil {
			return t.badRow(line, err)
		}
		row := make([]cell, len(fields))
		for i, text := range fields {
			l, c := r.FieldPos(i)
			row[i] = cell{text: text, row: line + l, column: t.runeColumn(line+l, c)}
		}
		*rows = append(*rows, row)
	}
}

func (t *table) badRow(line int, err error) int {
	var e *csv.ParseError
	if !errors.As(err, &e) {
		t.problem(cell{row: line + 1, column: 1}, err.Error())
		return len(t.lines)
	}
	at := cell{row: line + e.StartLine, column: 1}
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
		if strings.TrimSpace(c.text) != "" {
			return false
		}
	}
	return true
}
