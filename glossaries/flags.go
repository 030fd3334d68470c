package glossaries

import (
	"bytes"
	_ "embed" // the words of flags
	"encoding/csv"
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed flags.csv
var flagsCSV []byte

// flagWords reads flags.csv once: what a word in a column of flags means.
var flagWords = sync.OnceValue(func() map[string]bool {
	rows, err := csv.NewReader(bytes.NewReader(flagsCSV)).ReadAll()
	if err != nil {
		panic("flags.csv: " + err.Error())
	}
	words := map[string]bool{}
	for _, row := range rows[1:] {
		for _, w := range strings.Fields(row[0]) {
			words[w] = row[1] == "yes"
		}
	}
	return words
})

// withFlags turns those columns of forbidden wordings into columns of flags in
// which every cell says yes or no: other tools mark a row's wording as
// forbidden, where ours lists wordings.
func (h header) withFlags(rows [][]cell) header {
	h.columns = slices.Clone(h.columns)
	for i, c := range h.columns {
		if c.name == colForbidden || c.list == colForbidden {
			h.columns[i].flag = allFlags(rows, i)
		}
	}
	return h
}

func allFlags(rows [][]cell, column int) bool {
	any := false
	for _, cells := range rows {
		if column >= len(cells) {
			continue
		}
		text := strings.ToLower(strings.TrimSpace(cells[column].text))
		if _, known := flagWords()[text]; text != "" && !known {
			return false
		}
		any = any || text != ""
	}
	return any
}

// forbid takes a row's wordings, but for the one by which its concept is known,
// for forbidden ones: all, or the one in a column.
func (r *row) forbid(column string) (fault string) {
	moved := false
	for _, name := range slices.Sorted(maps.Keys(r.Columns)) {
		if name == r.firstColumn || column != "" && name != column {
			continue
		}
		r.ForbiddenIn = added(r.ForbiddenIn, name, r.Columns[name])
		delete(r.Columns, name)
		moved = true
	}
	if !moved {
		return "the row is marked as forbidden, but has no wording that could be: fill the language's column, or delete the row"
	}
	return ""
}
