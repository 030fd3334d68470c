package glossaries

import (
	"bytes"
	_ "embed" // the words that head columns
	"encoding/csv"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

//go:embed headings.csv
var headingsCSV []byte

// headingWords reads headings.csv once: what heads a column of wordings beside
// the name of its language.
var headingWords = sync.OnceValue(func() map[string]bool {
	rows, err := csv.NewReader(bytes.NewReader(headingsCSV)).ReadAll()
	if err != nil {
		panic("headings.csv: " + err.Error())
	}
	words := map[string]bool{}
	for _, row := range rows[1:] {
		for _, w := range strings.Split(row[0], "|") {
			words[w] = true
		}
	}
	return words
})

// isHeading tells whether a row under columns that are known by number is a
// header and no concept: every wording column has in it the name or the code of
// its language, its market, or a word that heads such columns.
func (c Columns) isHeading(names, row []cell) bool {
	heads := 0
	for i, n := range names {
		col, ok := columnOf(n.text, c.Markets)
		if !ok || !col.wording || i >= len(row) {
			continue
		}
		if !headed(strings.ToLower(strings.TrimSpace(row[i].text)), col, c.Markets) {
			return false
		}
		heads++
	}
	return heads > 0
}

func headed(text string, col column, markets []string) bool {
	if text == "" {
		return false
	}
	if headingWords()[text] || text == strings.ToLower(col.name) {
		return true
	}
	tag, err := language.Parse(col.name)
	if err != nil {
		return slices.Contains(markets, text)
	}
	base, _ := tag.Base()
	if other, ok := columnOf(text, nil); ok && other.wording {
		b, _ := language.Make(other.name).Base()
		return b == base
	}
	for _, name := range namesOf(tag) {
		if name != "" && (text == name || strings.HasPrefix(text, name+" ") || strings.HasPrefix(text, name+"(") || strings.HasPrefix(text, name+"（")) {
			return true
		}
	}
	return false
}

// namesOf are a language's names in English and in itself, with and without
// its region and script.
func namesOf(tag language.Tag) []string {
	base, _ := tag.Base()
	var names []string
	for _, t := range []language.Tag{tag, language.Make(base.String())} {
		names = append(names, strings.ToLower(display.English.Tags().Name(t)), strings.ToLower(display.Self.Name(t)))
	}
	return names
}
