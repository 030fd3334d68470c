package glossaries

import (
	"bytes"
	"encoding/csv"
	"testing"

	"golang.org/x/text/language"
)

func TestAffixFileIsSound(t *testing.T) {
	rows, err := csv.NewReader(bytes.NewReader(affixesCSV)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, row := range rows[1:] {
		if _, err := language.Parse(row[0]); err != nil || row[2] == "" || row[3] == "" || seen[row[0]+row[1]] {
			t.Errorf("row %q", row)
		}
		if row[1] != "particle" && row[1] != "clitic" && row[1] != "article" && row[1] != "suffix" {
			t.Errorf("row %q: unknown kind", row)
		}
		seen[row[0]+row[1]] = true
	}
	if len(affixesOf(language.Korean).particles) < 20 || len(affixesOf(language.Arabic).clitics) < 6 {
		t.Error("affixes are not read")
	}
}

func TestParticlesOnly(t *testing.T) {
	ko := affixesOf(language.Korean)
	for s, want := range map[string]bool{"": true, "가": true, "씨는": true, "님들에게도": true, "기": false, "가기": false} {
		if got := ko.particlesOnly(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}
