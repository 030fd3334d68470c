package glossaries

import (
	"bytes"
	_ "embed" // the table of affixes
	"encoding/csv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/language"
)

//go:embed affixes.csv
var affixesCSV []byte

// affixes are what a language writes to its words, or before them, without
// changing what they name.
type affixes struct {
	particles []string // after a word (Korean)
	clitics   []string // before a word (Arabic, Hebrew)
	articles  []string // words of their own
	suffixes  []string // what may follow a name in its own script (Japanese)
}

// affixTable reads affixes.csv once; it is part of the program.
var affixTable = sync.OnceValue(func() map[string]affixes {
	rows, err := csv.NewReader(bytes.NewReader(affixesCSV)).ReadAll()
	if err != nil {
		panic("affixes.csv: " + err.Error())
	}
	table := map[string]affixes{}
	for _, row := range rows[1:] {
		a, words := table[row[0]], strings.Fields(row[2])
		switch row[1] {
		case "particle":
			a.particles = words
		case "clitic":
			a.clitics = words
		case "article":
			a.articles = words
		case "suffix":
			a.suffixes = words
		}
		table[row[0]] = a
	}
	return table
})

func affixesOf(tag language.Tag) affixes {
	base, _ := tag.Base()
	return affixTable()[base.String()]
}

// mostAffixes is how many particles or clitics may follow one another.
const mostAffixes = 4

// particlesOnly tells whether s is nothing but particles.
func (a affixes) particlesOnly(s string) bool {
	return s == "" || consumed(s, a.particles, mostAffixes)
}

func consumed(s string, parts []string, most int) bool {
	if s == "" {
		return true
	}
	if most == 0 {
		return false
	}
	for _, p := range parts {
		if strings.HasPrefix(s, p) && consumed(s[len(p):], parts, most-1) {
			return true
		}
	}
	return false
}

// cliticsOnly tells whether s is nothing but clitics.
func (a affixes) cliticsOnly(s string) bool {
	return s == "" || consumed(s, a.clitics, mostAffixes)
}

// bare gives a word without each chain of clitics that it may start with, as
// long as two letters remain; the word itself is not among them.
func (a affixes) bare(word string) []string {
	var words []string
	var strip func(w string, most int)
	strip = func(w string, most int) {
		for _, c := range a.clitics {
			if rest, ok := strings.CutPrefix(w, c); ok && most > 0 && utf8.RuneCountInString(rest) >= 2 {
				words = append(words, rest)
				strip(rest, most-1)
			}
		}
	}
	strip(word, mostAffixes)
	return words
}
