package checktest

import (
	_ "embed"
	"encoding/csv"
	"math/rand/v2"
	"strings"
	"testing"
)

// Phrase is a line of good dialogue in three languages, some wordings of each.
type Phrase map[string][]string

// Phrases reads phrases.csv.
func Phrases(t testing.TB) []Phrase {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(phrasesCSV)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var ps []Phrase
	for _, row := range rows[1:] {
		p := Phrase{}
		for i, name := range rows[0] {
			p[name] = strings.Split(row[i], "|")
		}
		ps = append(ps, p)
	}
	return ps
}

// phrasesCSV is good dialogue: a phrase a row, a language a column, "|" between
// wordings. It was written for this.
//
//go:embed phrases.csv
var phrasesCSV string

// Fillers put a name and a number into a phrase, by language.
var Fillers = []map[string]*strings.Replacer{
	fill("林婉", "Lin Wan", "3", "third", "三", "three", "tres", "30,000", "30.000"),
	fill("顾沉", "Gu Chen", "5", "fifth", "五", "five", "cinco", "50,000", "50.000"),
	fill("苏晴", "Su Qing", "6", "sixth", "六", "six", "seis", "60,000", "60.000"),
	fill("陈默", "Chen Mo", "8", "eighth", "八", "8", "8", "80,000", "80 mil"),
	fill("奶奶", "Grandma", "9", "ninth", "9", "nine", "9", "90 thousand", "90 mil"),
}

func fill(zhName, name, digit, ordinal, zh, en, es, enWan, esWan string) map[string]*strings.Replacer {
	return map[string]*strings.Replacer{
		"zh-CN":  strings.NewReplacer("{N}", zhName, "{D}", zh),
		"en-US":  strings.NewReplacer("{N}", name, "{D}", en, "{O}", ordinal, "{W}", enWan),
		"es-419": strings.NewReplacer("{N}", name, "{D}", es, "{W}", esWan),
	}
}

// Example is a good line: what was said and how it was translated.
type Example struct{ Source, Target string }

// Episode is n good lines in random order and wording. No two neighbours
// are the same phrase.
func Episode(r *rand.Rand, ps []Phrase, from, to string, n int) []Example {
	var lines []Example
	order := r.Perm(len(ps))
	for k := range n {
		p := ps[order[k%len(order)]]
		f := Fillers[r.IntN(len(Fillers))]
		s, t := p[from][r.IntN(len(p[from]))], p[to][r.IntN(len(p[to]))]
		lines = append(lines, Example{f[from].Replace(s), f[to].Replace(t)})
	}
	return lines
}

// Directions are the pairs of languages that there are phrases for.
var Directions = [][2]string{{"zh-CN", "en-US"}, {"zh-CN", "es-419"}, {"en-US", "es-419"}, {"es-419", "en-US"}, {"en-US", "zh-CN"}}
