package memory

import (
	"slices"
	"strings"

	"dramaport/internal/lang"
	"dramaport/subtitles"
)

// adapted is an entry with the same source text as a line of the season, whose
// names are names, with the season's wordings in its target. It reports false
// where a name of the text has no agreed wording here, or not the one known
// there, or where the target has a name that nobody knows.
func (m *Memory) adapted(e Entry, names []Name) (Entry, bool) {
	if !m.foreign(e) {
		return e, true
	}
	for _, n := range e.Names {
		if strings.Contains(lang.Compatible(e.Source), lang.Compatible(n.Source)) && !slices.ContainsFunc(names, func(w Name) bool { return w.Source == lang.Compatible(n.Source) }) {
			return e, false
		}
	}
	return m.refilled(e, names, names)
}

// refilled is e with the names of a line in the place of its own, the first for
// the first and so on. It reports false where e may keep a name of another
// series; an entry of the season is then as it was.
func (m *Memory) refilled(e Entry, own, line []Name) (Entry, bool) {
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
func (m *Memory) filled(e Entry, own, line []Name) (Entry, bool) {
	var sources, targets []Name
	for i, n := range own {
		there := m.wordingIn(e, n)
		if i >= len(line) || there == "" || line[i].Target == "" || !m.target([]Name{{there, ""}}).has(e.Target) || !newNaming([]Name{n}, m.masker.spaced).has(e.Source) {
			return e, false
		}
		sources = append(sources, Name{n.Source, line[i].Source})
		targets = append(targets, Name{there, line[i].Target})
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
func (m *Memory) wordingIn(e Entry, n Name) string {
	for _, own := range e.Names {
		if lang.Compatible(own.Source) == n.Source {
			return own.Target
		}
	}
	return n.Target
}

// strange reports that e has names that the season does not know.
func (m *Memory) strange(e Entry) bool {
	known := m.masker.names.in(e.Source)
	return slices.ContainsFunc(e.Names, func(n Name) bool {
		return !slices.ContainsFunc(known, func(k Name) bool { return k.Source == lang.Compatible(n.Source) })
	})
}

// unknown are the words of a target that look like names and are no agreed
// wordings, in languages where a capital inside a sentence tells.
func (m *Memory) unknown(target string) []string {
	if !lang.CapitalsTell(m.options.Target) {
		return nil
	}
	return lang.InnerCapitals(subtitles.Plain(m.agreed.replaced(target)))
}

func (m *Memory) target(names []Name) naming {
	return newNaming(names, lang.SpacedWriting(m.options.Target))
}

// has reports a name in text as it is written.
func (n naming) has(text string) bool {
	found := false
	n.each(text, func(string) {}, func(Name) { found = true })
	return found
}
