package glossaries

import (
	"encoding/csv"
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
	return slices.Concat(first, given, rest, otherColumns[:len(otherColumns)-1], listColumns(concepts), otherColumns[len(otherColumns)-1:])
}

// listColumns are the columns of forms and forbidden words of one locale or
// market that concepts have.
func listColumns(concepts []Concept) []string {
	all := map[string]bool{}
	for _, c := range concepts {
		for name := range c.ForbiddenIn {
			all[colForbidden+":"+name] = true
		}
		for name := range c.FormsIn {
			all[colForms+":"+name] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
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
	if of, ok := strings.CutPrefix(column, colForms+":"); ok {
		return strings.Join(c.FormsIn[of], "|")
	}
	if of, ok := strings.CutPrefix(column, colForbidden+":"); ok {
		return strings.Join(c.ForbiddenIn[of], "|")
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
			safe[i] = guarded(cell, i == 0)
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

// guarded is a cell as it is written; one that begins a line with "#" would be
// read as a comment.
func guarded(cell string, first bool) string {
	if cell != "" && (strings.ContainsRune(formulaSigns, rune(cell[0])) || first && cell[0] == '#') {
		return "'" + cell
	}
	return cell
}

func unguarded(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && strings.ContainsRune(formulaSigns+"#", rune(cell[1])) {
		return cell[1:]
	}
	return cell
}
