package subtitles

import (
	"bytes"
	"strings"
	"testing"
)

func TestProfileFileIsSound(t *testing.T) {
	table, err := readProfiles(profilesCSV)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range table.names {
		if _, ok := table.rules[profileKey{name, anyLanguage}]; !ok {
			t.Errorf("%s has no row for all other languages", name)
		}
	}
	for key, r := range table.rules {
		if r.CharsPerLine < 10 || r.CharsPerSecond < 3 || r.Lines < 1 || strings.TrimSpace(r.Dash) != "-" {
			t.Errorf("%v: %+v", key, r)
		}
		if r.MaxDuration > 0 && r.MaxDuration < r.MinDuration || r.CloseGap > 0 && r.CloseGap <= r.Gap {
			t.Errorf("%v: bounds contradict: %+v", key, r)
		}
	}
}

func TestReadProfilesNamesTheRow(t *testing.T) {
	head, _, _ := bytes.Cut(profilesCSV, []byte("\n"))
	for name, row := range map[string]string{
		"no figure":  `vertical,*,x,17,2,0.833,5,0.083,0,-,yes,s`,
		"negative":   `vertical,*,-1,17,2,0.833,5,0.083,0,-,yes,s`,
		"no source":  `vertical,*,25,17,2,0.833,5,0.083,0,-,yes,`,
		"twice":      "vertical,*,25,17,2,0.833,5,0.083,0,-,yes,s\nvertical,*,25,17,2,0.833,5,0.083,0,-,yes,s",
		"few cells":  `vertical,*,25`,
		"open quote": `vertical,*,"25`,
	} {
		if _, err := readProfiles([]byte(string(head) + "\n" + row + "\n")); err == nil || !strings.Contains(err.Error(), "profiles.csv:") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestBreakWordFileIsSound(t *testing.T) {
	for _, lang := range []string{"en", "es", "pt", "fr", "de", "it", "id"} {
		words := breakWordTable()[lang]
		if len(words.before) < 15 || len(words.bind) < 15 {
			t.Errorf("%s: %d and %d words", lang, len(words.before), len(words.bind))
		}
	}
	if !breakWordTable()["en"].before["because"] || !breakWordTable()["de"].bind["herr"] {
		t.Error("words are not read")
	}
	if _, ok := breakWordTable()["zh"]; ok {
		t.Error("Chinese has words to break at")
	}
}
