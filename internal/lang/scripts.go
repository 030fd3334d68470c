package lang

import (
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"
)

// hanCSV is simplified,traditional,source: two strings of the same length,
// character for character, of forms that belong to one of both ways of writing
// alone, and of which the simplified ones are not used in Japanese either.
//
//go:embed data/han.csv
var hanCSV string

// HanForms is "Hans" or "Hant" for the characters that only one of both ways of
// writing Chinese has (data/han.csv).
var HanForms = sync.OnceValue(func() map[rune]string {
	of := map[rune]string{}
	for _, row := range Table(hanCSV) {
		for _, r := range row[0] {
			of[r] = "Hans"
		}
		for _, r := range row[1] {
			of[r] = "Hant"
		}
	}
	return of
})

// IsLatin reports a text without a letter of any other script.
func IsLatin(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) })
}

// IsAcronyms reports that all words of text are Latin acronyms, such as CEO, or
// interjections, such as OK.
func IsAcronyms(text string) bool {
	for _, w := range Words(text) {
		short := IsLatin(w) && strings.ToUpper(w) == w && len(w) <= 5
		if !short && !Interjections()[Unlengthened(Lower(w))] {
			return false
		}
	}
	return true
}

// Table is the rows of one of the embedded tables without its header. The
// tables are part of the program: one that cannot be read is a fault that
// TestTables finds, and gives no rows.
func Table(text string) [][]string {
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

// Writing is how a language is written: the scripts of its own, those of which a
// text may have a few letters, and whether spaces part its words.
type Writing struct {
	Ranges, Guests []*unicode.RangeTable
	spaced         bool
}

var writings = sync.OnceValue(func() map[string]Writing {
	ws := map[string]Writing{}
	for _, row := range Table(scriptsCSV) {
		ws[row[0]] = Writing{scripts(row[1]), append(scripts(row[2]), unicode.Latin), row[3] == "yes"}
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

// WritingOf is how the language of tag is written; ok is false for a script
// that the table does not have.
func WritingOf(tag language.Tag) (Writing, bool) {
	script, _ := tag.Script()
	w, ok := writings()[script.String()]
	return w, ok
}

// RightToLeft reports a language that is written from right to left.
func RightToLeft(tag language.Tag) bool {
	w, known := WritingOf(tag)
	return known && slices.ContainsFunc(w.Ranges, func(t *unicode.RangeTable) bool {
		return t == unicode.Arabic || t == unicode.Hebrew || t == unicode.Thaana || t == unicode.Syriac
	})
}

// SpacedWriting reports a language whose words are parted by spaces, and any
// whose script is not known.
func SpacedWriting(tag language.Tag) bool {
	w, ok := WritingOf(tag)
	return !ok || w.spaced
}
