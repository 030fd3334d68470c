package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"dramaport/internal/lang"
	"dramaport/season"
	"dramaport/subtitles"
)

// leastShare is the share of a text's letters that must be in a script of its
// language, where the others are guests: Latin letters, or Han in Korean. Brands
// and foreign words stay below.
const leastShare = 0.5

// wrongScript finds letters that the target's language is not written with. The
// glossary's wordings may be in any script, names in the Latin one. Of other
// scripts one letter is too many; of guests a text may have up to half.
func wrongScript(s Subject) []season.Finding {
	w, known := lang.WritingOf(s.Target)
	if !known {
		return nil
	}
	text := s.ownWords()
	own, guests := 0, 0
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r) || unicode.In(r, unicode.Common, unicode.Inherited):
		case unicode.In(r, w.Ranges...):
			own++
		case unicode.In(r, w.Guests...):
			guests++
		default:
			return []season.Finding{s.finding(season.RuleWrongScript, fmt.Sprintf("“%s” is not in the script of %s", foreign(text, w), s.Target)).In(foreign(text, w))}
		}
	}
	if named := s.namesInLatin(text); own > 0 || named > 0 && guests == named && s.says(text) {
		guests -= named
	}
	if float64(own) < leastShare*float64(own+guests) && !lang.IsAcronyms(text) {
		return []season.Finding{s.finding(season.RuleWrongScript, fmt.Sprintf("most of the text is not in the script of %s", s.Target))}
	}
	return wrongForms(s, text)
}

// ownWords is the text without the wordings that may be in another script.
func (s Subject) ownWords() string {
	text := subtitles.Plain(s.Text)
	names := append([]string{s.Line.Speaker}, s.Names...)
	for _, w := range s.wordings() {
		if strings.Contains(text, w) && (lang.IsLatin(w) || !slices.Contains(names, w)) {
			text = strings.ReplaceAll(text, w, " ")
		}
	}
	return text
}

// namesInLatin counts the letters of words that stay in Latin letters in any
// script: addresses and tags, brands by their capitals ("iPhone", "LINE",
// "Wi-Fi"), and capitalised words that are no everyday ones ("Nie Tianba").
func (s Subject) namesInLatin(text string) int {
	n := 0
	for _, field := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }) {
		bare := strings.Trim(field, ".,!?…:;\"“”«»()[]")
		if bare != "" && (strings.ContainsAny(bare, "@#_.") || isName(bare)) {
			n += len(letterRunesOf(bare))
		}
	}
	return n
}

// isName reports a Latin word that is written as a name or a brand.
func isName(w string) bool {
	for _, part := range lang.Words(w) {
		rs := []rune(part)
		if everyday, _ := lang.Knows(part, language.English); everyday || !strings.ContainsFunc(part, unicode.IsUpper) || len(rs) > 12 {
			return false
		}
	}
	return len(lang.Words(w)) > 0
}

// says reports a source that has every Latin word of text as it is.
func (s Subject) says(text string) bool {
	for _, w := range lang.Words(text) {
		if lang.IsLatin(w) && !strings.Contains(s.Source, w) {
			return false
		}
	}
	return true
}

func letterRunesOf(text string) []rune {
	var rs []rune
	for _, r := range text {
		if unicode.IsLetter(r) {
			rs = append(rs, r)
		}
	}
	return rs
}

// foreign is the first run of letters of another script than w.
func foreign(text string, w lang.Writing) string {
	var run []rune
	for _, r := range text {
		isForeign := unicode.IsLetter(r) && !unicode.In(r, w.Ranges...) && !unicode.In(r, w.Guests...) && !unicode.In(r, unicode.Common, unicode.Inherited)
		if isForeign {
			run = append(run, r)
		} else if len(run) > 0 {
			break
		}
	}
	return lang.Clip(string(run), 20)
}

// wrongForms finds simplified characters in traditional Chinese or Japanese,
// and traditional ones in simplified Chinese.
func wrongForms(s Subject, text string) []season.Finding {
	other, name := otherForms(s.Target)
	if other == "" {
		return nil
	}
	for _, r := range text {
		if lang.HanForms()[r] == other {
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
