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

// scriptsCSV is script,ranges,guests,spaced,source: an ISO 15924 code as CLDR's
// likely subtags give it for a language, the Unicode scripts that it is written
// with, those of which a text may have a few letters (Latin always), and whether
// spaces part its words.
//
//go:embed data/scripts.csv
var scriptsCSV string

type writing struct {
	ranges, guests []*unicode.RangeTable
	spaced         bool
}

var writings = sync.OnceValue(func() map[string]writing {
	ws := map[string]writing{}
	for _, row := range table(scriptsCSV) {
		ws[row[0]] = writing{scripts(row[1]), append(scripts(row[2]), unicode.Latin), row[3] == "yes"}
	}
	return ws
})

func scripts(names string) []*unicode.RangeTable {
	var ts []*unicode.RangeTable
	for _, name := range strings.Fields(names) {
		ts = append(ts, unicode.Scripts[name])
	}
	return ts
}

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
