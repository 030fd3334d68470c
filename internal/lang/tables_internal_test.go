package lang

import (
	"encoding/csv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestTables reads every embedded table and checks what its readers rely on.
func TestTables(t *testing.T) {
	for name, text := range map[string]string{"scripts": scriptsCSV, "han": hanCSV, "interjections": interjectionsCSV, "names": namesCSV, "scales": scalesCSV, "units": unitsCSV, "clock": clockCSV, "months": monthsCSV, "common": commonCSV, "cognates": cognatesCSV, "numbers": numbersCSV, "stopwords": stopwordsCSV, "meanings": meaningsCSV} {
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Fatalf("%s: %v with %d rows", name, err, len(rows))
		}
		if last := rows[0][len(rows[0])-1]; last != "source" {
			t.Errorf("%s: the last column is %q, not source", name, last)
		}
		for i, row := range rows {
			if row[0] == "" || row[len(row)-1] == "" {
				t.Errorf("%s: row %d has no key or no source", name, i+1)
			}
		}
	}
	for _, row := range Table(scriptsCSV) {
		for _, script := range strings.Fields(row[1] + " " + row[2]) {
			if len(row) == 5 && unicode.Scripts[script] == nil {
				t.Errorf("scripts: %q is no script of Unicode", script)
			}
		}
	}
	seen := map[string]string{}
	for _, row := range Table(stopwordsCSV) {
		for _, w := range append(strings.Fields(row[1]), strings.Split(row[2], "")...) {
			if seen[w] != "" && w != "" {
				t.Errorf("stopwords: %q is in %s and %s", w, seen[w], row[0])
			}
			seen[w] = row[0]
		}
	}
	for _, row := range Table(hanCSV) {
		if utf8.RuneCountInString(row[0]) != utf8.RuneCountInString(row[1]) {
			t.Errorf("han: %q and %q differ in length", row[0], row[1])
		}
	}
	if n := len(Table(meaningsCSV)); n > MostMeanings || len(dictionaries()) < 10 {
		t.Errorf("meanings: %d rows, %d languages", n, len(dictionaries()))
	}
	for _, row := range Table(meaningsCSV) {
		for i, cell := range row {
			if cell == "" || cell != strings.ToLower(cell) && i > 1 && row[0] != "I" {
				t.Errorf("meanings: %s: %q", row[0], cell)
			}
		}
	}
}
