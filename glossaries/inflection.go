package glossaries

import (
	"bytes"
	_ "embed" // the tables of inflection
	"encoding/csv"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/language"
)

//go:embed inflection.csv
var inflectionCSV []byte

//go:embed irregular.csv
var irregularCSV []byte

// inflection is how a language's words change: by its closed classes of
// endings, not by likeness.
type inflection struct {
	// names and words are the rules for names and for all other words.
	names, words []endingRule
	umlaut       []string // endings that may follow an umlaut (German)
	chain        []string // endings that follow one another (Turkish)
	nameChain    []string // those that names have without a sign (Hungarian)
	drop         string   // vowels that fall before such an ending
	prefixes     []string
	irregular    map[string][]string
}

// endingRule: a word that ends with strip has, instead, one of endings; after,
// if any, are the letters of which one must stand before.
type endingRule struct {
	after, strip string
	endings      []string
}

// inflections reads the tables once; they are part of the program.
var inflections = sync.OnceValue(func() map[string]*inflection {
	table := map[string]*inflection{}
	of := func(lang string) *inflection {
		if table[lang] == nil {
			table[lang] = &inflection{irregular: map[string][]string{}}
		}
		return table[lang]
	}
	for _, row := range rowsOf("inflection.csv", inflectionCSV) {
		of(row[0]).add(row, foldingFor(language.Make(row[0])))
	}
	for _, row := range rowsOf("irregular.csv", irregularCSV) {
		f := foldingFor(language.Make(row[0]))
		of(row[0]).irregular[f.fold(row[1]).text] = strings.Fields(f.fold(row[2]).text)
	}
	return table
})

func rowsOf(name string, data []byte) [][]string {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		panic(name + ": " + err.Error())
	}
	return rows[1:]
}

func (in *inflection) add(row []string, f folding) {
	endings := strings.Fields(f.fold(row[4]).text)
	for i, e := range endings {
		if e == "_" {
			endings[i] = ""
		}
	}
	rule := endingRule{after: f.fold(row[2]).text, strip: f.fold(row[3]).text, endings: endings}
	switch row[1] {
	case "name":
		in.names = append(in.names, rule)
	case "word":
		in.words = append(in.words, rule)
	case "all":
		in.names, in.words = append(in.names, rule), append(in.words, rule)
	case "umlaut":
		in.umlaut = append(endings, "")
	case "chain":
		in.chain = endings
	case "chains":
		in.chain, in.nameChain = endings, endings
	case "drop":
		in.drop = strings.Join(endings, "")
	case "prefix":
		in.prefixes = endings
	default:
		panic("inflection.csv: unknown kind " + row[1])
	}
}

// inflectionOf is a language's table, nil where there is none.
func inflectionOf(tag language.Tag) *inflection {
	if wide, err := language.Macro.Canonicalize(tag); err == nil {
		tag = wide
	}
	base, _ := tag.Base()
	return inflections()[base.String()]
}

// shortestInflected is the length in letters from which a word has more forms
// than the regular endings: shorter ones are found in too many others.
const shortestInflected = 3

// declinesName tells whether t is a form of the name w.
func (in *inflection) declinesName(t, w string) bool {
	return slices.Contains(in.irregular[w], t) || follows(t, w, in.names) || chained(t, w, in.nameChain)
}

// declines tells whether t is a form of the word w.
func (in *inflection) declines(t, w string) bool {
	if slices.Contains(in.irregular[w], t) || follows(t, w, in.words) || chained(t, w, in.chain) || in.withoutVowel(t, w) {
		return true
	}
	return utf8.RuneCountInString(w) >= shortestInflected && in.umlauted(t, w)
}

// follows tells whether a rule makes t of w.
func follows(t, w string, rules []endingRule) bool {
	for _, r := range rules {
		stem, ok := strings.CutSuffix(w, r.strip)
		if !ok || stem == "" || !strings.HasPrefix(t, stem) {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(stem)
		if r.after != "" && !strings.ContainsRune(r.after, last) {
			continue
		}
		if slices.Contains(r.endings, t[len(stem):]) {
			return true
		}
	}
	return false
}

// chained tells whether t is w with endings that follow one another.
func chained(t, w string, endings []string) bool {
	rest, ok := strings.CutPrefix(t, w)
	return ok && len(endings) > 0 && consumed(rest, endings, mostAffixes+1)
}

// withoutVowel: oğul, oğlum. The vowel falls between two consonants, before a
// vowel.
func (in *inflection) withoutVowel(t, w string) bool {
	letters := []rune(w)
	n := len(letters)
	if n < 4 || !strings.ContainsRune(in.drop, letters[n-2]) || vowel(letters[n-1]) || vowel(letters[n-3]) {
		return false
	}
	rest, ok := strings.CutPrefix(t, string(letters[:n-2])+string(letters[n-1]))
	first, _ := utf8.DecodeRuneInString(rest)
	return ok && rest != "" && vowel(first) && consumed(rest, in.chain, mostAffixes+1)
}

func vowel(r rune) bool { return strings.ContainsRune("aeiouıöüəâîû", r) }

// umlauts are the vowels that change, and what they become.
var umlauts = strings.NewReplacer("a", "ä", "o", "ö", "u", "ü")

// umlauted tells whether t is a form of w with an umlaut: Arzt, Ärzten.
func (in *inflection) umlauted(t, w string) bool {
	if len(in.umlaut) == 0 {
		return false
	}
	for i, r := range w {
		if !strings.ContainsRune("aou", r) {
			continue
		}
		changed := w[:i] + umlauts.Replace(string(r)) + w[i+1:]
		if rest, ok := strings.CutPrefix(t, changed); ok && slices.Contains(in.umlaut, rest) {
			return true
		}
	}
	return false
}

// bared gives a word without each prefix that its language writes to words.
func (in *inflection) bared(t string) []string {
	var words []string
	for _, p := range in.prefixes {
		if rest, ok := strings.CutPrefix(t, p); ok && utf8.RuneCountInString(rest) >= 2 {
			words = append(words, rest)
		}
	}
	return words
}
