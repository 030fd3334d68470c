package extract

import (
	"bytes"
	_ "embed" // the table of words
	"encoding/csv"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

//go:embed words.csv
var wordsCSV []byte

// lexicon is what the table has of a language.
type lexicon struct {
	surnames, stops, prefixes map[string]bool
	// inside and edge are the characters that no wording has inside, or at
	// its ends.
	inside, edge string
	suffixes     []suffix // longest first
}

// suffix is a form of address after a name, unless one of the characters of
// unless follows, with which it is another word.
type suffix struct{ word, kind, unless string }

// lexicons reads words.csv once; it is part of the program.
var lexicons = sync.OnceValue(func() map[string]*lexicon {
	rows, err := csv.NewReader(bytes.NewReader(wordsCSV)).ReadAll()
	if err != nil {
		panic("words.csv: " + err.Error())
	}
	all := map[string]*lexicon{}
	for _, row := range rows[1:] {
		l := all[row[0]]
		if l == nil {
			l = newLexicon()
			all[row[0]] = l
		}
		l.add(row[1], row[2], strings.Fields(row[3]), row[4])
	}
	return all
})

func newLexicon() *lexicon {
	return &lexicon{surnames: map[string]bool{}, stops: map[string]bool{}, prefixes: map[string]bool{}}
}

func (l *lexicon) add(kind, of string, words []string, unless string) {
	for _, w := range words {
		switch kind {
		case "surname":
			l.surnames[w] = true
		case "stop":
			l.stops[w] = true
		case "prefix":
			l.prefixes[w] = true
		case "inside":
			l.inside += w
		case "edge":
			l.edge += w
		case "suffix":
			l.suffixes = append(l.suffixes, suffix{w, of, unless})
		}
	}
}

func lexiconOf(tag language.Tag) *lexicon {
	base, _ := tag.Base()
	if l := lexicons()[base.String()]; l != nil {
		return l
	}
	return newLexicon()
}
