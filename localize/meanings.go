package localize

import (
	_ "embed"
	"encoding/csv"
	"math"
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

// mostMeanings is how many rows a meanings can hold.
const mostMeanings = 128

// meanings is a set of rows of data/meanings.csv.
type meanings [mostMeanings / 64]uint64

func (m *meanings) add(rows []int) {
	for _, n := range rows {
		m[n/64] |= 1 << (n % 64)
	}
}

func (m meanings) has(n int) bool { return m[n/64]&(1<<(n%64)) != 0 }

func (m meanings) or(o meanings) meanings { return meanings{m[0] | o[0], m[1] | o[1]} }

// each calls f with every row of the set.
func (m meanings) each(f func(n int)) {
	for i, w := range m {
		for ; w != 0; w &= w - 1 {
			f(i*64 + bits.TrailingZeros64(w))
		}
	}
}

// dictionary is a column of data/meanings.csv, ready to look words up.
type dictionary struct {
	language string
	spaced   bool
	// whole words, beginnings of words, and phrases between spaces.
	whole, begins map[string][]int
	phrases       map[string][]int
	// anywhere are wordings by their first character.
	anywhere map[rune]map[string][]int
}

var dictionaries = sync.OnceValue(func() map[string]*dictionary {
	rows, err := csv.NewReader(strings.NewReader(meaningsCSV)).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil // part of the program: TestTables finds it
	}
	all := map[string]*dictionary{}
	for column, code := range rows[0][1 : len(rows[0])-1] {
		d := newDictionary(code)
		for n, row := range rows[1:] {
			for _, wording := range strings.Split(row[column+1], "|") {
				d.enter(wording, n)
			}
		}
		all[code] = &d
	}
	return all
})

// newDictionary is an empty one. Korean parts words by spaces, but hangs endings
// on them.
func newDictionary(code string) dictionary {
	return dictionary{language: code, spaced: spacedWriting(language.Make(code)) && code != "ko",
		whole: map[string][]int{}, begins: map[string][]int{}, phrases: map[string][]int{}, anywhere: map[rune]map[string][]int{}}
}

func (d *dictionary) enter(wording string, n int) {
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

// dictionaryOf is the dictionary of tag's language, nil if there is none.
func dictionaryOf(tag language.Tag) *dictionary {
	base, _ := tag.Base()
	code := base.String()
	if code == "ms" {
		code = "id"
	}
	return dictionaries()[code]
}

// in is what text is about.
func (d *dictionary) in(text string) meanings {
	var m meanings
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
	ws := words(straight.Replace(lowered(text)))
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
func (d *dictionary) knows(w string) bool {
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

func (d *dictionary) word(m *meanings, w string) {
	m.add(d.whole[w])
	for i, r := range w {
		m.add(d.begins[w[:i]])
		if !unicode.IsLetter(r) {
			return
		}
	}
	m.add(d.begins[w])
}

// How often a meaning of the source shows in its translation, and one of the
// translation in a source without it. What a pair of lines says by meanings is
// weighed less than it would be if they were independent of each other.
const (
	meaningKept, meaningAdded = 0.65, 0.12
	meaningWeight             = 0.6
	mostMeant                 = 5.0
)

// meant is the evidence of what both texts are about.
func (e episode) meant(s, t side) float64 {
	sum := 0.0
	s.about.or(t.about).each(func(n int) {
		sum += evidence(s.about.has(n), t.about.has(n), meaningKept, meaningAdded, e.about[n])
	})
	return math.Max(-mostMeant, math.Min(mostMeant, sum*meaningWeight))
}
