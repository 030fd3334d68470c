package lang

import (
	_ "embed"
	"encoding/csv"
	"math/bits"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// meaningsCSV is a dictionary of what dialogue is about: a meaning a row, a
// language a column, "|" between wordings, and at the end of the source the kind
// of word. In languages that part words by spaces a wording is whole words, one
// with "*" the beginning of one; in the others it is found anywhere. It is for
// telling whether two lines are about the same, not for translating: wordings
// are broad and some are wrong in places. It is a list of our own: closed
// classes of words and what serial drama talks about, not verified against a
// dictionary.
//
//go:embed data/meanings.csv
var meaningsCSV string

// MostMeanings is how many rows a meanings can hold.
const MostMeanings = 128

// Meanings is a set of rows of data/meanings.csv.
type Meanings [MostMeanings / 64]uint64

func (m *Meanings) add(rows []int) {
	for _, n := range rows {
		m[n/64] |= 1 << (n % 64)
	}
}

// Has reports a row of the set.
func (m Meanings) Has(n int) bool { return m[n/64]&(1<<(n%64)) != 0 }

// Or is the set of the rows of both.
func (m Meanings) Or(o Meanings) Meanings { return Meanings{m[0] | o[0], m[1] | o[1]} }

// Each calls f with every row of the set.
func (m Meanings) Each(f func(n int)) {
	for i, w := range m {
		for ; w != 0; w &= w - 1 {
			f(i*64 + bits.TrailingZeros64(w))
		}
	}
}

// Dictionary is a column of data/meanings.csv, ready to look words up.
type Dictionary struct {
	Language string
	spaced   bool
	// whole words, beginnings of words, and phrases between spaces.
	whole, begins map[string][]int
	phrases       map[string][]int
	// anywhere are wordings by their first character.
	anywhere map[rune]map[string][]int
}

var dictionaries = sync.OnceValue(func() map[string]*Dictionary {
	rows, err := csv.NewReader(strings.NewReader(meaningsCSV)).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil // part of the program: TestTables finds it
	}
	all := map[string]*Dictionary{}
	for column, code := range rows[0][1 : len(rows[0])-1] {
		d := NewDictionary(code)
		for n, row := range rows[1:] {
			for _, wording := range strings.Split(row[column+1], "|") {
				d.Enter(wording, n)
			}
		}
		all[code] = &d
	}
	return all
})

// NewDictionary is an empty one. Korean parts words by spaces, but hangs endings
// on them.
func NewDictionary(code string) Dictionary {
	return Dictionary{Language: code, spaced: SpacedWriting(language.Make(code)) && code != "ko",
		whole: map[string][]int{}, begins: map[string][]int{}, phrases: map[string][]int{}, anywhere: map[rune]map[string][]int{}}
}

// Enter adds a wording of row n: a word, the beginning of one ("lie*"), or a
// phrase.
func (d *Dictionary) Enter(wording string, n int) {
	head, begins := strings.CutSuffix(wording, "*")
	switch {
	case strings.TrimSpace(wording) == "":
	case !d.spaced:
		r, _ := utf8.DecodeRuneInString(wording)
		if d.anywhere[r] == nil {
			d.anywhere[r] = map[string][]int{}
		}
		d.anywhere[r][wording] = append(d.anywhere[r][wording], n)
	case strings.Contains(head, " "):
		d.phrases[head] = append(d.phrases[head], n)
	case begins:
		d.begins[head] = append(d.begins[head], n)
	default:
		d.whole[head] = append(d.whole[head], n)
	}
}

// DictionaryOf is the dictionary of tag's language, nil if there is none.
func DictionaryOf(tag language.Tag) *Dictionary {
	base, _ := tag.Base()
	code := base.String()
	if code == "ms" {
		code = "id"
	}
	return dictionaries()[code]
}

// About is what text is about.
func (d *Dictionary) About(text string) Meanings {
	var m Meanings
	if !d.spaced {
		text += " "
		for i, r := range text {
			for wording, rows := range d.anywhere[r] {
				if strings.HasPrefix(text[i:], wording) {
					m.add(rows)
				}
			}
		}
		return m
	}
	ws := Words(StraightQuotes(Lower(text)))
	for _, w := range ws {
		d.word(&m, w)
		if before, rest, elided := strings.Cut(w, "'"); elided && len(before) <= 2 { // l'argent
			d.word(&m, rest)
		}
	}
	spaced := " " + strings.Join(ws, " ")
	for phrase, rows := range d.phrases {
		if strings.Contains(spaced, " "+phrase) {
			m.add(rows)
		}
	}
	return m
}

// knows reports a word that stands in the dictionary as it is, or that begins
// like one of at least three letters.
func (d *Dictionary) knows(w string) bool {
	if len(d.whole[w]) > 0 {
		return true
	}
	for i := range w {
		if i >= 3 && len(d.begins[w[:i]]) > 0 {
			return true
		}
	}
	return len(w) >= 3 && len(d.begins[w]) > 0
}

func (d *Dictionary) word(m *Meanings, w string) {
	m.add(d.whole[w])
	for i, r := range w {
		m.add(d.begins[w[:i]])
		if !unicode.IsLetter(r) {
			return
		}
	}
	m.add(d.begins[w])
}
