package localize

import (
	"slices"

	"dramaport/glossaries"
)

// GlossaryUser is a Translator whose service keeps agreed wordings itself.
type GlossaryUser interface {
	Translator
	// WithTerms returns the translator for a market of a season, with the
	// market's agreed wordings in a stable order. It calls nobody: what is to
	// be created is created before the first translation.
	WithTerms(season, market string, terms []Wording) Translator
}

// WithTerms gives the terms of a market to those engines whose service keeps
// them; the others see them in each request.
func WithTerms(engines []Engine, season, market string, terms []glossaries.Term) []Engine {
	engines = slices.Clone(engines)
	for i, e := range engines {
		if g, ok := e.Translator.(GlossaryUser); ok {
			engines[i].Translator = g.WithTerms(season, market, allWordings(terms))
		}
	}
	return engines
}

// allWordings pairs every wording by which a term is found with its target.
// Where two terms share one, the first counts.
func allWordings(terms []glossaries.Term) []Wording {
	var ws []Wording
	seen := map[string]bool{}
	add := func(source, target string) {
		if source != "" && target != "" && !seen[source] {
			seen[source] = true
			ws = append(ws, Wording{source, target})
		}
	}
	for _, t := range terms {
		add(t.Source, t.Translation())
	}
	for _, t := range terms {
		for _, alias := range t.Aliases {
			add(alias, t.Translation())
		}
	}
	return ws
}
