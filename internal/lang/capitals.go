package lang

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"
)

// InnerCapitals are the capitalised words that do not begin a sentence. "I" and
// words in capitals only do not count.
func InnerCapitals(text string) []string {
	var found []string
	begins := true
	for _, w := range strings.Fields(text) {
		for _, part := range Words(w) {
			r := []rune(part)
			if !begins && len(r) > 1 && unicode.IsUpper(r[0]) && !unicode.IsUpper(r[1]) && !strings.HasPrefix(part, "I'") && !strings.HasPrefix(part, "I’") {
				found = append(found, part)
			}
			begins = false
		}
		if strings.ContainsAny(w, ".!?…:;\"“”«»—-") {
			begins = true
		}
	}
	return found
}

// CapitalsTell reports a language in which a capital inside a sentence is a
// name's. Scripts without capitals have none to tell.
func CapitalsTell(tag language.Tag) bool {
	base, _ := tag.Base()
	return base.String() != "de" // every noun has one
}

// namesCSV is language,source: the languages written with capital letters in
// which a name keeps its form in every case, a genitive 's apart.
//
//go:embed data/names.csv
var namesCSV string

var keepsNames = sync.OnceValue(func() map[string]bool {
	of := map[string]bool{}
	for _, row := range Table(namesCSV) {
		of[row[0]] = true
	}
	return of
})

// KeepsNames reports a language in which a name keeps its form in every case, a
// genitive's ending apart (data/names.csv).
func KeepsNames(tag language.Tag) bool {
	base, _ := tag.Base()
	return keepsNames()[base.String()]
}
