package check

import (
	"encoding/csv"
	"strings"
	"testing"

	"dramaport/internal/lang"
)

// TestTables reads every embedded table and checks what its readers rely on.
func TestCheckTables(t *testing.T) {
	for name, text := range map[string]string{"refusals": refusalsCSV, "leaks": leaksCSV, "lengths": lengthsCSV, "strong": strongCSV} {
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
	for _, w := range scriptWeights() {
		if w.table == nil || w.weight <= 0 {
			t.Errorf("lengths: %+v", w)
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
	for _, row := range lang.Table(strongCSV) {
		if len(row[1]) != 1 || !strings.Contains("123", row[1]) || row[2] != strings.ToLower(row[2]) || strings.Contains(row[2], "||") {
			t.Errorf("strong: %v", row)
		}
	}
}
