package localize

import (
	"encoding/csv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestTables reads every embedded table and checks what its readers rely on.
func TestTables(t *testing.T) {
	for name, text := range map[string]string{"scripts": scriptsCSV, "han": hanCSV, "interjections": interjectionsCSV, "refusals": refusalsCSV,
		"leaks": leaksCSV, "names": namesCSV, "numbers": numbersCSV, "tokens": tokensCSV, "stopwords": stopwordsCSV, "lengths": lengthsCSV, "meanings": meaningsCSV, "strong": strongCSV} {
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
	for _, row := range append(table(scriptsCSV), table(tokensCSV)...) {
		for _, script := range strings.Fields(row[1] + " " + row[2]) {
			if len(row) == 5 && unicode.Scripts[script] == nil {
				t.Errorf("scripts: %q is no script of Unicode", script)
			}
		}
	}
	seen := map[string]string{}
	for _, row := range table(stopwordsCSV) {
		for _, w := range append(strings.Fields(row[1]), strings.Split(row[2], "")...) {
			if seen[w] != "" && w != "" {
				t.Errorf("stopwords: %q is in %s and %s", w, seen[w], row[0])
			}
			seen[w] = row[0]
		}
	}
	for _, w := range scriptWeights() {
		if w.table == nil || w.weight <= 0 {
			t.Errorf("lengths: %+v", w)
		}
	}
	for _, row := range table(hanCSV) {
		if utf8.RuneCountInString(row[0]) != utf8.RuneCountInString(row[1]) {
			t.Errorf("han: %q and %q differ in length", row[0], row[1])
		}
	}
	for _, p := range refusals() {
		if p.text != strings.ToLower(p.text) || p.kind != "phrase" && p.kind != "topic" {
			t.Errorf("refusals: %+v", p)
		}
	}
	for _, l := range leaks() {
		if l.text != strings.ToLower(l.text) || l.kind != "text" && l.kind != "head" && l.kind != "left" && l.kind != "whole" {
			t.Errorf("leaks: %+v", l)
		}
	}
	if n := len(table(meaningsCSV)); n > mostMeanings || len(dictionaries()) < 10 {
		t.Errorf("meanings: %d rows, %d languages", n, len(dictionaries()))
	}
	for _, row := range table(strongCSV) {
		if len(row[1]) != 1 || !strings.Contains("123", row[1]) || row[2] != strings.ToLower(row[2]) || strings.Contains(row[2], "||") {
			t.Errorf("strong: %v", row)
		}
	}
	for _, row := range table(meaningsCSV) {
		for i, cell := range row {
			if cell == "" || cell != strings.ToLower(cell) && i > 1 && row[0] != "I" {
				t.Errorf("meanings: %s: %q", row[0], cell)
			}
		}
	}
}
