package localize

import (
	"encoding/csv"
	"strings"
	"testing"
)

// TestTables reads every embedded table and checks what its readers rely on.
func TestTokenTable(t *testing.T) {
	for name, text := range map[string]string{"tokens": tokensCSV} {
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
}
