package glossaries

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// otherColumns are the columns that are not wordings, in the order in which
// they are written.
var otherColumns = [...]string{colType, colRule, colAliases, colForbidden, colForms, colNote}

// Header is the first row of a table of concepts: the source's columns, the
// given and the concepts' other wording columns, and those that are not
// wordings.
func Header(source language.Tag, given []string, concepts []Concept) []string {
	all := map[string]bool{}
	for _, c := range concepts {
		for name := range c.Columns {
			all[name] = true
		}
	}
	base, _ := source.Base()
	var first, rest []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		tag, err := language.Parse(name)
		if b, _ := tag.Base(); err == nil && b == base && !slices.Contains(given, name) {
			first = append(first, name)
			continue
		}
		if !slices.Contains(given, name) {
			rest = append(rest, name)
		}
	}
	if len(first) == 0 && !slices.Contains(given, source.String()) {
		first = []string{source.String()}
	}
	return slices.Concat(first, given, rest, otherColumns[:])
}

// Table is concepts as rows under a header: their cells, not the header.
func Table(header []string, concepts []Concept) [][]string {
	rows := make([][]string, len(concepts))
	for i, c := range concepts {
		for _, name := range header {
			rows[i] = append(rows[i], c.cell(name))
		}
	}
	return rows
}

func (c Concept) cell(column string) string {
	switch column {
	case colType, colPos:
		return c.Type
	case colRule:
		return string(c.Rule)
	case colAliases:
		return strings.Join(c.Aliases, "|")
	case colForbidden:
		return strings.Join(c.Forbidden, "|")
	case colForms:
		return strings.Join(c.Forms, "|")
	case colNote, colDescription:
		return c.Note
	}
	return c.Columns[column]
}

// WriteTable writes rows as CSV (comma ',') or TSV ('\t'). A cell that a
// spreadsheet would run as a formula gets an apostrophe in front, which
// reading takes off again.
func WriteTable(w io.Writer, rows [][]string, comma rune) error {
	out := csv.NewWriter(w)
	out.Comma = comma
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = guarded(cell)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// formulaSigns begin what a spreadsheet runs.
const formulaSigns = "=+-@\t\r"

func guarded(cell string) string {
	if cell != "" && strings.ContainsRune(formulaSigns, rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

func unguarded(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && strings.ContainsRune(formulaSigns, rune(cell[1])) {
		return cell[1:]
	}
	return cell
}

// Append is a glossary file with concepts added as rows at its end, its own
// rows and their order as they are, and columns added where it lacks one. A
// file without content gets a header. A file with rows that cannot be read is
// an error that names them: writing it would lose them.
func Append(f File, source language.Tag, markets []string, concepts []Concept) ([]byte, error) {
	own, problems := ReadTable(f)
	if len(problems) > 0 {
		return nil, fmt.Errorf("%s\nmend the file first", joinProblems(problems))
	}
	var out bytes.Buffer
	if len(own.Rows) == 0 {
		header := Header(source, nil, concepts)
		err := WriteTable(&out, append([][]string{header}, Table(header, concepts)...), ',')
		return out.Bytes(), err
	}
	header, names := extended(own.Rows[0], markets, Header(source, nil, concepts), concepts)
	rows := [][]string{header}
	for _, r := range own.Rows[1:] {
		row := make([]string, max(len(header), len(r)))
		for i, c := range r {
			row[i] = c.Text
		}
		rows = append(rows, row)
	}
	err := WriteTable(&out, append(rows, Table(names, concepts)...), newTable(f).comma)
	return out.Bytes(), err
}

// extended is a file's header with the columns that concepts need beyond it,
// as written and as the names that they stand for.
func extended(own []Cell, markets, wanted []string, concepts []Concept) (header, names []string) {
	for _, c := range own {
		col, _ := columnOf(strings.TrimSpace(c.Text), markets)
		header, names = append(header, c.Text), append(names, col.name)
	}
	for _, name := range wanted {
		needed := slices.ContainsFunc(concepts, func(c Concept) bool { return c.cell(name) != "" })
		if needed && !slices.Contains(names, name) && !(name == colNote && slices.Contains(names, colDescription)) && !(name == colType && slices.Contains(names, colPos)) {
			header, names = append(header, name), append(names, name)
		}
	}
	return header, names
}
