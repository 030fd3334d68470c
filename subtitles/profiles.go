package subtitles

import (
	"bytes"
	_ "embed" // the tables of profiles and break words
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"
)

//go:embed profiles.csv
var profilesCSV []byte

// anyLanguage is the row of a profile for the languages without one.
const anyLanguage = "*"

type profileKey struct{ profile, language string }

type profileTable struct {
	names []string // in the order of the file
	rules map[profileKey]Rules
}

// profiles reads profiles.csv once. The file is part of the program: a fault in
// it is a fault of the build, and the tests read every row.
var profiles = sync.OnceValue(func() profileTable {
	t, err := readProfiles(profilesCSV)
	if err != nil {
		panic(err)
	}
	return t
})

// Profiles are the names that RulesFor knows, the default first.
func Profiles() []string {
	return append([]string(nil), profiles().names...)
}

// RulesFor are the rules of a profile ("" is the default, vertical) for text
// in a language: the row of the tag itself, of its parents (es-MX, es-419, es)
// or the profile's row for all other languages. The figures and their sources
// stand in profiles.csv. An unknown profile is an error that names the known.
func RulesFor(profile string, tag language.Tag) (Rules, error) {
	t := profiles()
	if profile == "" {
		profile = t.names[0]
	}
	for _, name := range languageChain(tag) {
		if r, ok := t.rules[profileKey{profile, name}]; ok {
			return r, nil
		}
	}
	return Rules{}, fmt.Errorf("unknown layout %q: use one of %s", profile, strings.Join(t.names, ", "))
}

// languageChain lists the names under which a table may know a tag, the most
// specific first.
func languageChain(tag language.Tag) []string {
	var chain []string
	for t := tag; t != language.Und; t = t.Parent() {
		chain = append(chain, t.String())
	}
	base, _ := tag.Base()
	return append(chain, base.String(), anyLanguage)
}

func readProfiles(data []byte) (profileTable, error) {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return profileTable{}, fmt.Errorf("profiles.csv: %w", err)
	}
	t := profileTable{rules: map[profileKey]Rules{}}
	for i, row := range rows[1:] {
		r, err := readRules(row)
		if err != nil {
			return profileTable{}, fmt.Errorf("profiles.csv:%d: %w", i+2, err)
		}
		key := profileKey{row[0], row[1]}
		if _, twice := t.rules[key]; twice {
			return profileTable{}, fmt.Errorf("profiles.csv:%d: second row for %s %s", i+2, row[0], row[1])
		}
		if len(t.names) == 0 || t.names[len(t.names)-1] != row[0] {
			t.names = append(t.names, row[0])
		}
		t.rules[key] = r
	}
	return t, nil
}

func readRules(row []string) (Rules, error) {
	if len(row) != 12 {
		return Rules{}, fmt.Errorf("%d cells, not 12", len(row))
	}
	var n [7]float64
	for i := range n {
		v, err := strconv.ParseFloat(row[2+i], 64)
		if err != nil || v < 0 {
			return Rules{}, fmt.Errorf("column %d: %q is not a figure", 3+i, row[2+i])
		}
		n[i] = v
	}
	if row[11] == "" {
		return Rules{}, fmt.Errorf("no source")
	}
	return Rules{
		CharsPerLine: n[0], CharsPerSecond: n[1], Lines: int(n[2]),
		MinDuration: seconds(n[3]), MaxDuration: seconds(n[4]),
		Gap: seconds(n[5]), CloseGap: seconds(n[6]),
		Dash: row[9], Italics: row[10] == "yes", Source: row[11],
	}, nil
}

// seconds is a table's figure as a duration, in whole milliseconds.
func seconds(s float64) time.Duration {
	return time.Duration(s*1000+0.5) * time.Millisecond
}
