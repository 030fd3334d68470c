package memory

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/internal/lang"
)

// NamesAgreed are the names among terms with their wordings, aliases included,
// and speakers without any where no term has them. A term is a name if its type
// says so (person, place, org and their like); one without a type is if it is a
// speaker, or if each word of its wording in target begins with a capital
// letter, in languages where a capital tells a name.
func NamesAgreed(terms []glossaries.Term, speakers []string, target language.Tag) []Name {
	var names []Name
	known := map[string]bool{}
	for _, t := range terms {
		sources := append([]string{t.Source}, t.Aliases...)
		speaks := slices.ContainsFunc(sources, func(s string) bool { return slices.Contains(speakers, s) })
		if !t.IsName() && (t.Type != "" || !speaks && !titled(t.Translation(), target)) {
			continue
		}
		for _, s := range sources {
			names = append(names, Name{s, t.Translation()})
			known[s] = true
		}
	}
	for _, s := range slices.Sorted(slices.Values(speakers)) {
		if !known[s] {
			names = append(names, Name{Source: s})
		}
	}
	return names
}

// titled reports that every word of a wording begins with a capital letter,
// and that a capital tells a name in the language.
func titled(wording string, tag language.Tag) bool {
	ws := lang.Words(wording)
	return lang.CapitalsTell(tag) && len(ws) > 0 && !slices.ContainsFunc(ws, func(w string) bool {
		r, _ := utf8.DecodeRuneInString(w)
		return !unicode.IsUpper(r)
	})
}

// Signed is entries of the season, each with the season's title and with the
// names that stand in both of its texts as agreed.
func (o Options) Signed(es []Entry) []Entry {
	names := newNaming(o.Names, lang.SpacedWriting(o.Source))
	signed := slices.Clone(es)
	for i, e := range signed {
		signed[i].Series, signed[i].Names = o.Series, nil
		for _, n := range names.in(e.Source) {
			if n.Target != "" && newNaming([]Name{{Source: n.Target}}, lang.SpacedWriting(o.Target)).has(e.Target) {
				signed[i].Names = append(signed[i].Names, n)
			}
		}
	}
	return signed
}
