package glossaries

import (
	"strings"
	"unicode/utf8"
)

// plurals are further wordings by which a term in the source is found: forms
// that change the word itself (family, families; child, children).
func (m matcher) plurals(wording string) []string {
	if !m.plural || strings.ToLower(wording) != wording {
		return nil
	}
	before, last := "", wording
	if i := strings.LastIndex(wording, " "); i >= 0 {
		before, last = wording[:i+1], wording[i+1:]
	}
	var forms []string
	for _, f := range m.forms.irregular[last] {
		forms = append(forms, before+f)
	}
	if stem, ok := strings.CutSuffix(last, "y"); ok && len(stem) > 1 && !vowel(rune(stem[len(stem)-1])) {
		forms = append(forms, before+stem+"ies")
	}
	return forms
}

// endsPlural tells whether a term at text[start:end] is followed by the ending
// of the plural alone: heirs; of a name only behind the article (the Whitmores),
// because many names are others with an s (Luca, Lucas).
func (m matcher) endsPlural(text string, s span, capital bool) bool {
	if !m.plural || utf8.RuneCountInString(text[s.start:s.end]) < shortestInflected {
		return false
	}
	ending := text[s.end:wordEnd(text, s.end, spaced)]
	if ending != "s" && ending != "es" {
		return false
	}
	return (!capital || strings.HasSuffix(text[:s.start], "the ")) && m.startsWord(text, s.start)
}
