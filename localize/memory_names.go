package localize

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// adapted is an entry with the same source text as a line of the season, whose
// names are names, with the season's wordings in its target. It reports false
// where a name of the text has no agreed wording here, or not the one known
// there, or where the target has a name that nobody knows.
func (m *Memory) adapted(e Entry, names []Wording) (Entry, bool) {
	if !m.foreign(e) {
		return e, true
	}
	for _, n := range e.Names {
		if strings.Contains(compatible(e.Source), compatible(n.Source)) && !slices.ContainsFunc(names, func(w Wording) bool { return w.Source == compatible(n.Source) }) {
			return e, false
		}
	}
	return m.refilled(e, names, names)
}

// refilled is e with the names of a line in the place of its own, the first for
// the first and so on. It reports false where e may keep a name of another
// series; an entry of the season is then as it was.
func (m *Memory) refilled(e Entry, own, line []Wording) (Entry, bool) {
	filled, ok := m.filled(e, own, line)
	if ok {
		e = filled
	}
	if e.Series != "" && !m.foreign(e) {
		return e, true
	}
	if !ok && (m.foreign(e) || m.strange(e)) || len(line) > len(own) {
		return e, false // where the line has one name more, e may have one that nobody knows
	}
	return e, len(m.unknown(e.Target)) == 0
}

// filled exchanges the names in both texts; false if a wording is not known or
// not in the text.
func (m *Memory) filled(e Entry, own, line []Wording) (Entry, bool) {
	var sources, targets []Wording
	for i, n := range own {
		there := m.wordingIn(e, n)
		if i >= len(line) || there == "" || line[i].Target == "" || !m.target([]Wording{{there, ""}}).has(e.Target) || !newNaming([]Wording{n}, m.masker.spaced).has(e.Source) {
			return e, false
		}
		sources = append(sources, Wording{n.Source, line[i].Source})
		targets = append(targets, Wording{there, line[i].Target})
	}
	if len(own) > 0 && !slices.Equal(own, line[:len(own)]) || m.foreign(e) {
		e.Source = newNaming(sources, m.masker.spaced).replaced(e.Source)
		e.Target = m.target(targets).replaced(e.Target)
		e.Names = slices.Clone(line[:len(own)])
	}
	return e, true
}

// wordingIn is how a name of e is called in its target: what e says itself, or
// the season's wording.
func (m *Memory) wordingIn(e Entry, n Wording) string {
	for _, own := range e.Names {
		if compatible(own.Source) == n.Source {
			return own.Target
		}
	}
	return n.Target
}

// strange reports that e has names that the season does not know.
func (m *Memory) strange(e Entry) bool {
	known := m.masker.names.in(e.Source)
	return slices.ContainsFunc(e.Names, func(n Wording) bool {
		return !slices.ContainsFunc(known, func(k Wording) bool { return k.Source == compatible(n.Source) })
	})
}

// unknown are the words of a target that look like names and are no agreed
// wordings, in languages where a capital inside a sentence tells.
func (m *Memory) unknown(target string) []string {
	if !capitalsTell(m.options.Target) {
		return nil
	}
	return innerCapitals(m.agreed.replaced(target))
}

// capitalsTell reports a language in which a capital inside a sentence is a
// name's. Scripts without capitals have none to tell.
func capitalsTell(tag language.Tag) bool {
	base, _ := tag.Base()
	return base.String() != "de" // every noun has one
}

func (m *Memory) target(names []Wording) naming {
	return newNaming(names, spacedWriting(m.options.Target))
}

// has reports a name in text as it is written.
func (n naming) has(text string) bool {
	found := false
	n.each(text, func(string) {}, func(Wording) { found = true })
	return found
}
