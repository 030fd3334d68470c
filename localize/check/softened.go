package check

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"dramaport/internal/lang"
	"dramaport/season"
	"dramaport/subtitles"
)

// strongCSV is language,strength,words,source: words that hurt. 3 is obscene, 2
// an insult or a threat, 1 what may stand for one of them in a translation,
// down to the merely unkind, so that a free rendering is not called bland. "|"
// parts words, written as in data/meanings.csv. It is a list of our own, not
// verified against a dictionary.
//
//go:embed data/strong.csv
var strongCSV string

// harsh is the least strength whose loss is worth a finding.
const harsh = 2

// strongWords is what the table has of a language: the dictionary finds the
// strengths that occur in a text, words are for naming one.
type strongWords struct {
	lang.Dictionary
	words [][]string // by strength
}

var strong = sync.OnceValue(func() map[string]*strongWords {
	all := map[string]*strongWords{}
	for _, row := range lang.Table(strongCSV) {
		strength, err := strconv.Atoi(row[1])
		if err != nil || strength < 1 || strength > 3 {
			continue // TestTables finds it
		}
		if all[row[0]] == nil {
			all[row[0]] = &strongWords{lang.NewDictionary(row[0]), make([][]string, 4)}
		}
		for _, w := range strings.Split(row[2], "|") {
			all[row[0]].Enter(w, strength)
			all[row[0]].words[strength] = append(all[row[0]].words[strength], w)
		}
	}
	return all
})

func strongIn(tag language.Tag) *strongWords {
	base, _ := tag.Base()
	if base.String() == "ms" {
		return strong()["id"]
	}
	return strong()[base.String()]
}

// strongest is the greatest strength in text; 0 if none.
func (w *strongWords) strongest(text string) int {
	found := w.About(text)
	strength := 3
	for strength > 0 && !found.Has(strength) {
		strength--
	}
	return strength
}

// named is a wording of a strength that is in text. It makes a dictionary of
// every wording, so it is for the few lines that a finding is raised about.
func (w *strongWords) named(text string, strength int) string {
	for _, one := range w.words[strength] {
		d := lang.NewDictionary(w.Language)
		d.Enter(one, strength)
		if d.About(text).Has(strength) {
			return strings.TrimSuffix(one, "*")
		}
	}
	return ""
}

// softened finds a harsh line whose translation has no strong word at all. What
// the glossary words is agreed, and a market that avoids such words wants it so.
func softened(s Subject) []season.Finding {
	from, to := strongIn(s.SourceTag), strongIn(s.Target)
	if from == nil || to == nil || from == to {
		return nil
	}
	source := subtitles.Plain(s.Source)
	for _, m := range s.found() {
		source = strings.ReplaceAll(source, m.Term.Source, " ")
	}
	strength := from.strongest(source)
	if strength < harsh || to.About(subtitles.Plain(s.Text)) != (lang.Meanings{}) || s.shuns(to, strength) {
		return nil
	}
	wording := from.named(source, strength)
	return []season.Finding{s.finding(season.RuleSoftened, fmt.Sprintf("“%s” is harsh, and nothing in the translation is", wording)).Of(wording)}
}

// shuns reports a market that avoids words of that strength or less.
func (s Subject) shuns(to *strongWords, strength int) bool {
	for _, w := range s.Market.Avoid {
		if n := to.strongest(w); n > 0 && n <= strength {
			return true
		}
	}
	return false
}
