package localize

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"

	"dramaport/season"
)

// hanCSV is simplified,traditional,source: two strings of the same length,
// character for character, of forms that belong to one of both ways of writing
// alone, and of which the simplified ones are not used in Japanese either.
//
//go:embed data/han.csv
var hanCSV string

var hanForms = sync.OnceValue(func() map[rune]string {
	of := map[rune]string{}
	for _, row := range table(hanCSV) {
		for _, r := range row[0] {
			of[r] = "Hans"
		}
		for _, r := range row[1] {
			of[r] = "Hant"
		}
	}
	return of
})

// leastShare is the share of a text's letters that must be in a script of its
// language, where the others are guests: Latin letters, or Han in Korean. Brands
// and foreign words stay below.
const leastShare = 0.5

// wrongScript finds letters that the target's language is not written with. The
// glossary's wordings may be in any script, names in the Latin one. Of other
// scripts one letter is too many; of guests a text may have up to half.
func wrongScript(s Subject) []season.Finding {
	w, known := writingOf(s.Target)
	if !known {
		return nil
	}
	text := s.ownWords()
	own, guests := 0, 0
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r) || unicode.In(r, unicode.Common, unicode.Inherited):
		case unicode.In(r, w.ranges...):
			own++
		case unicode.In(r, w.guests...):
			guests++
		default:
			return []season.Finding{s.finding(season.RuleWrongScript, fmt.Sprintf("“%s” is not in the script of %s", foreign(text, w), s.Target)).In(foreign(text, w))}
		}
	}
	if float64(own) < leastShare*float64(own+guests) && !acronyms(text) {
		return []season.Finding{s.finding(season.RuleWrongScript, fmt.Sprintf("most of the text is not in the script of %s", s.Target))}
	}
	return wrongForms(s, text)
}

// ownWords is the text without the wordings that may be in another script.
func (s Subject) ownWords() string {
	text := plain(s.Text)
	names := append([]string{s.Line.Speaker}, s.Names...)
	for _, w := range s.wordings() {
		if strings.Contains(text, w) && (latinOnly(w) || !slices.Contains(names, w)) {
			text = strings.ReplaceAll(text, w, " ")
		}
	}
	return text
}

func latinOnly(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) })
}

// foreign is the first run of letters of another script than w.
func foreign(text string, w writing) string {
	var run []rune
	for _, r := range text {
		isForeign := unicode.IsLetter(r) && !unicode.In(r, w.ranges...) && !unicode.In(r, w.guests...) && !unicode.In(r, unicode.Common, unicode.Inherited)
		if isForeign {
			run = append(run, r)
		} else if len(run) > 0 {
			break
		}
	}
	return clip(string(run), 20)
}

// acronyms reports that all words of text are Latin acronyms, such as CEO, or
// interjections, such as OK.
func acronyms(text string) bool {
	for _, w := range words(text) {
		short := latinOnly(w) && strings.ToUpper(w) == w && len(w) <= 5
		if !short && !interjections()[unlengthened(lowered(w))] {
			return false
		}
	}
	return true
}

// wrongForms finds simplified characters in traditional Chinese or Japanese,
// and traditional ones in simplified Chinese.
func wrongForms(s Subject, text string) []season.Finding {
	other, name := otherForms(s.Target)
	if other == "" {
		return nil
	}
	for _, r := range text {
		if hanForms()[r] == other {
			return []season.Finding{s.finding(season.RuleWrongScript, fmt.Sprintf("“%c” is a %s character, which %s does not use", r, name, s.Target)).In(string(r))}
		}
	}
	return nil
}

func otherForms(tag language.Tag) (script, name string) {
	switch s, _ := tag.Script(); s.String() {
	case "Hans":
		return "Hant", "traditional"
	case "Hant", "Jpan":
		return "Hans", "simplified"
	}
	return "", ""
}
