package localize

import (
	"encoding/csv"
	"strings"
	"sync"
	"unicode"

	_ "embed"

	"golang.org/x/text/language"
)

// table is the rows of one of the embedded tables without its header. The
// tables are part of the program: one that cannot be read is a fault that
// TestTables finds, and gives no rows.
func table(text string) [][]string {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil
	}
	return rows[1:]
}

// scriptsCSV is script,ranges,spaced,source: an ISO 15924 code as CLDR's likely
// subtags give it for a language, the Unicode scripts that it is written with,
// and whether spaces part its words.
//
//go:embed data/scripts.csv
var scriptsCSV string

type writing struct {
	ranges []*unicode.RangeTable
	names  []string
	spaced bool
}

var writings = sync.OnceValue(func() map[string]writing {
	ws := map[string]writing{}
	for _, row := range table(scriptsCSV) {
		w := writing{spaced: row[2] == "yes"}
		for _, name := range strings.Fields(row[1]) {
			w.names = append(w.names, name)
			w.ranges = append(w.ranges, unicode.Scripts[name])
		}
		ws[row[0]] = w
	}
	return ws
})

// writingOf is how the language of tag is written; ok is false for a script
// that the table does not have.
func writingOf(tag language.Tag) (writing, bool) {
	script, _ := tag.Script()
	w, ok := writings()[script.String()]
	return w, ok
}

func spacedWriting(tag language.Tag) bool {
	w, ok := writingOf(tag)
	return !ok || w.spaced
}
