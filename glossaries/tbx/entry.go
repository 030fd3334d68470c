package tbx

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"dramaport/glossaries"
)

// entry is a concept as read so far.
type entry struct {
	cells map[string]glossaries.Cell
	terms []term
	notes []note // definitions in a language
	tag   language.Tag
	term  term
}

// term is a term with what is said of it.
type term struct {
	column string // the language or the market
	cell   glossaries.Cell
	rank   rank
	usage  string
}

type note struct {
	tag  language.Tag
	cell glossaries.Cell
}

// said takes a status of the term that is being read; of two the stricter
// counts.
func (t *term) said(r rank) {
	if t.rank == unmarked || r > t.rank {
		t.rank = r
	}
}

// close keeps the term that was read.
func (e *entry) close(markets map[string]language.Tag) {
	t := e.term
	e.term = term{rank: unmarked}
	if t.cell.Text == "" || e.tag == language.Und {
		return
	}
	t.column = columnFor(e.tag, markets)
	if t.usage != "" {
		t.column = t.usage
	}
	e.terms = append(e.terms, t)
}

// columnFor is the column of a language. Where a market is named like it, and
// is not the only one in it, the column says its script too, so that it is the
// language's and not the market's.
func columnFor(tag language.Tag, markets map[string]language.Tag) string {
	locale, named := markets[tag.String()]
	if !named {
		return tag.String()
	}
	inIt := 0
	for _, other := range markets {
		if sameLanguage(tag.String(), other) {
			inIt++
		}
	}
	if sameLanguage(tag.String(), locale) && inIt == 1 {
		return tag.String()
	}
	script, _ := tag.Script()
	if full, err := language.Compose(tag, script); err == nil {
		return full.String()
	}
	return tag.String()
}

// finish puts the terms where they belong, by their ranks: of each language or
// market the first is the wording, further ones are forms, avoided ones
// forbidden. In the season's own language all others are aliases: the text
// that is translated may have any of them.
func (e *entry) finish(source language.Tag) {
	slices.SortStableFunc(e.terms, func(a, b term) int { return int(a.rank - b.rank) })
	for _, t := range e.terms {
		_, taken := e.cells[t.column]
		ours := sameLanguage(t.column, source)
		switch {
		case !taken && (t.rank != avoided || ours):
			e.cells[t.column] = t.cell
		case ours:
			e.add("aliases", t.cell)
		case t.rank == avoided:
			e.add("forbidden:"+t.column, t.cell)
		default:
			e.add("forms:"+t.column, t.cell)
		}
	}
	e.note(source)
}

// note takes the definition in the season's language, or else the first, where
// the concept has none of its own.
func (e *entry) note(source language.Tag) {
	slices.SortStableFunc(e.notes, func(a, b note) int {
		switch x, y := sameLanguage(a.tag.String(), source), sameLanguage(b.tag.String(), source); {
		case x == y:
			return 0
		case x:
			return -1
		}
		return 1
	})
	if len(e.notes) > 0 {
		e.set("note", e.notes[0].cell)
	}
}

// sameLanguage tells whether a column is of a language, in the same script.
func sameLanguage(column string, tag language.Tag) bool {
	t, err := language.Parse(column)
	if err != nil {
		return false
	}
	a, _ := t.Script()
	b, _ := tag.Script()
	return sameBase(t, tag) && a == b
}

func (e *entry) set(column string, at glossaries.Cell) {
	if _, taken := e.cells[column]; !taken {
		e.cells[column] = at
	}
}

// add joins a text to a list, once.
func (e *entry) add(column string, at glossaries.Cell) {
	if was, ok := e.cells[column]; ok {
		if slices.Contains(strings.Split(was.Text, "|"), at.Text) {
			return
		}
		was.Text += "|" + at.Text
		at = was
	}
	e.cells[column] = at
}
