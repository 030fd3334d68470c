package checktest

import (
	_ "embed"
	"encoding/csv"
	"strings"
	"testing"
)

// episodeCSV is sixty lines of good dialogue, a language a column.
//
//go:embed episode.csv
var episodeCSV string

// Sample is sixty lines of good dialogue by language, each a translation of the
// line in the same place in any other.
func Sample(t testing.TB) map[string][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(episodeCSV)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	columns := map[string][]string{}
	for _, row := range rows[1:] {
		for i, name := range rows[0] {
			columns[name] = append(columns[name], row[i])
		}
	}
	return columns
}
