package tbx

import (
	"maps"
	"slices"

	"dramaport/glossaries"
)

// isOwn tells whether a column is written as a type of our own.
func isOwn(column string) bool {
	return column == "rule" || column == "aliases" || column == "forms" || column == "forbidden"
}

// sheet is the entries as a table.
func (r *reader) sheet() glossaries.Sheet {
	seen := map[string]bool{}
	for _, e := range r.entries {
		for column := range e.cells {
			seen[column] = true
		}
	}
	columns := slices.Sorted(maps.Keys(seen))
	s := glossaries.Sheet{Name: r.file, Typed: true}
	head := make([]glossaries.Cell, len(columns))
	for i, column := range columns {
		head[i] = glossaries.Cell{Text: column, Row: 1, Column: 1}
	}
	s.Rows = append(s.Rows, head)
	for _, e := range r.entries {
		row := make([]glossaries.Cell, len(columns))
		for i, column := range columns {
			row[i] = e.cells[column]
		}
		s.Rows = append(s.Rows, placed(row))
	}
	return s
}

// placed gives cells without a place that of the first that has one.
func placed(row []glossaries.Cell) []glossaries.Cell {
	at := glossaries.Cell{Row: 1, Column: 1}
	for _, c := range row {
		if c.Row > 0 {
			at = c
			break
		}
	}
	for i := range row {
		if row[i].Row == 0 {
			row[i].Row, row[i].Column = at.Row, at.Column
		}
	}
	return row
}
