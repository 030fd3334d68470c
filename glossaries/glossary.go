package glossaries

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// Glossary is a book's terms for one market and one source of its drafts.
type Glossary struct {
	entries []entry
	index   index
	source  matcher
	target  matcher
	literal matcher  // target, with capitals
	lexicon *lexicon // of the source; nil where the language has none
	// ready are the compiled entries that were asked for, by their source.
	ready *sync.Map
}

// entry is a term with what checking it needs.
type entry struct {
	Term
	// copied: a kept term without a wording of its own; however it is spelled
	// in the source, it is copied.
	copied bool
	// name: it is a person, a place or the like, whose wording has no other
	// forms than the language gives to names.
	name bool
}

// compiled is an entry with its wordings ready to be looked for: made for terms
// that occur alone, since they take much more memory than their texts.
type compiled struct {
	entry
	accepted  []prepared // Target and Forms
	forbidden []prepared
}

// For makes the glossary of a market whose locale is target, for texts in the
// locale source: the season's, or, where sourceMarket is not empty, that
// market's drafts. A concept without a wording in the source is left out, and
// one that says nothing to the market: that has no wording for it, forbids none
// and is not kept.
//
// Forms and forbidden wordings of a column hold for every market that would
// read a wording there; those without a column hold for all.
//
// In another market's text a concept is found by the wording that is agreed
// there and by its forms.
func (b Book) For(market string, target, source language.Tag, sourceMarket string) Glossary {
	g := Glossary{ready: &sync.Map{}, source: newMatcher(source), target: newMatcher(target), literal: newMatcher(target)}
	g.literal.keepCase = true
	g.lexicon = lexiconOf(source)
	from := columnOrder(sourceMarket, source, b.columns)
	to := columnOrder(market, target, b.columns)
	bySource := map[string]int{}
	for _, r := range b.rows {
		e, ok := newEntry(r, from, to, sourceMarket != "")
		if !ok {
			continue
		}
		if i, twice := bySource[e.Source]; twice {
			g.entries[i] = g.entries[i].joined(e)
			continue
		}
		bySource[e.Source] = len(g.entries)
		g.entries = append(g.entries, e)
	}
	slices.SortFunc(g.entries, func(a, b entry) int { return cmp.Compare(a.Source, b.Source) })
	g.index = newIndex(g.entries, g.source)
	return g
}

func newEntry(r row, from, to []string, pivot bool) (entry, bool) {
	e := entry{Term: Term{Source: r.wording(from), Target: r.wording(to), Rule: r.Rule, Forms: union(r.Forms, listsFor(r.FormsIn, to)),
		Type: r.Type, Note: r.Note, File: r.File, Row: r.Row}}
	if r.Rule == Keep {
		e.Source = or(e.Source, r.first) // kept by the other market, too
		e.copied = e.Target == ""
		e.Target = or(e.Target, e.Source)
	}
	e.name = r.isName()
	aliases := r.Aliases
	if pivot {
		aliases = r.Forms
	}
	e.Aliases = without(union(aliases, listsFor(r.FormsIn, from)), e.Source)
	if e.Target == "" { // forms of what is not agreed accept nothing
		e.Forms = nil
	}
	e.Forbidden = without(union(r.Forbidden, listsFor(r.ForbiddenIn, to)), append(e.Forms, e.Target)...)
	return e, e.Source != "" && (e.Target != "" || len(listsFor(r.ForbiddenIn, to)) > 0)
}

func (r row) wording(columns []string) string {
	for _, c := range columns {
		if w := r.Columns[c]; w != "" {
			return w
		}
	}
	return ""
}

// joined makes one term of two concepts that have the same wording in the
// source: the later one's, with the earlier wording as an accepted form.
func (e entry) joined(later entry) entry {
	later.Aliases = union(e.Aliases, later.Aliases)
	later.Forms = without(union(append([]string{e.Target}, e.Forms...), later.Forms), later.Target, "")
	if later.Target == "" && e.Target != "" { // the later one only forbids
		later.Target, later.Rule, later.copied = e.Target, e.Rule, e.copied
		later.Forms = without(later.Forms, e.Target)
	}
	later.Forbidden = without(union(e.Forbidden, later.Forbidden), append(later.Forms, later.Target)...)
	return later
}

func without(list []string, those ...string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(those, s) })
}

// compiled is the entry with a source wording, prepared when it is first asked
// for.
func (g Glossary) compiled(source string) compiled {
	if c, ok := g.ready.Load(source); ok {
		return c.(compiled)
	}
	c := g.compile(g.entry(source))
	g.ready.Store(source, c)
	return c
}

// compile prepares an entry's wordings.
func (g Glossary) compile(e entry) compiled {
	c := compiled{entry: e}
	m := g.target
	if e.Rule == Keep {
		m = g.literal
	}
	for _, w := range without(append([]string{e.Target}, e.Forms...), "") {
		accepted := m.compile(w)
		accepted.name = e.name
		c.accepted = append(c.accepted, accepted)
	}
	for _, w := range e.Forbidden {
		c.forbidden = append(c.forbidden, g.target.compile(w))
	}
	return c
}

// isName tells whether a concept is a person, a place or the like: by its
// type, or, without one, by a wording of several words that all begin with a
// capital, in a language in which that tells a name.
func (r row) isName() bool {
	switch strings.ToLower(r.Type) {
	case "person", "name", "character", "place", "org", "organization", "company":
		return true
	case "":
		for column, wording := range r.Columns {
			if tag, err := language.Parse(column); err == nil && titled(wording, tag) {
				return true
			}
		}
	}
	return false
}

func titled(wording string, tag language.Tag) bool {
	words := strings.Fields(wording)
	base, _ := tag.Base()
	return len(words) > 1 && base.String() != "de" && !slices.ContainsFunc(words, func(w string) bool {
		first, _ := utf8.DecodeRuneInString(w)
		return !unicode.IsUpper(first)
	})
}

// entry finds a term by its source wording, which no two share.
func (g Glossary) entry(source string) entry {
	i, _ := slices.BinarySearchFunc(g.entries, source, func(e entry, s string) int { return cmp.Compare(e.Source, s) })
	return g.entries[i]
}

// Terms are the glossary's terms, sorted by Source: the same book gives the
// same terms in the same order.
func (g Glossary) Terms() []Term {
	terms := make([]Term, len(g.entries))
	for i, e := range g.entries {
		terms[i] = e.Term
		terms[i].Aliases = slices.Clone(e.Aliases)
		terms[i].Forms = slices.Clone(e.Forms)
		terms[i].Forbidden = slices.Clone(e.Forbidden)
	}
	return terms
}

// quoted joins wordings for a message.
func quoted(wordings []string) string {
	return "“" + strings.Join(wordings, "”, “") + "”"
}
