package subtitles

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// otherLanguages are the paragraphs of a document in several languages that are
// in divisions of another language than the declared one. There are none where
// no division is in it.
func (r *ttmlReader) otherLanguages(paragraphs []*ttmlNode, declared language.Tag) map[*ttmlNode]bool {
	wanted, _ := declared.Base()
	other, names, known := map[*ttmlNode]bool{}, []string(nil), false
	for _, p := range paragraphs {
		name := languageOf(p)
		tag, err := language.Parse(name)
		if err != nil {
			continue
		}
		if base, _ := tag.Base(); base == wanted {
			known = true
		} else if other[p] = true; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if !known || len(other) == 0 || declared == language.Und {
		return nil
	}
	r.note(Position{1, 1}, fmt.Sprintf("the file holds several languages; its %d paragraphs in %s were left out, because the source language is %s", len(other), strings.Join(names, ", "), declared), "other-language")
	return other
}

// languageOf is the language of the innermost division around a paragraph that
// says it, "" if none does.
func languageOf(p *ttmlNode) string {
	for n := p.parent; n != nil; n = n.parent {
		for _, a := range n.attrs {
			if n.name == "div" && a.Name.Space == "xml" && a.Name.Local == "lang" && a.Value != "" {
				return a.Value
			}
		}
	}
	return ""
}
