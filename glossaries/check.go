package glossaries

import (
	"fmt"
	"slices"
)

// Check names the agreements about the terms in a source text that its
// translation breaks: agreed wordings that are not in it (kept ones with their
// capitals; names with no ending but those that the language gives to names;
// others as ContainsWording finds them), and forbidden ones that are (as
// ContainsInflected finds them, unless they are part of an accepted wording of a
// term of the line). What a violation weighs is for the caller:
// see Term.Rule.
func (g Glossary) Check(source, target string) []Violation {
	return g.CheckFound(source, g.Find(source), target)
}

// CheckFound is Check where the terms in the source text were found already.
func (g Glossary) CheckFound(source string, found []Match, target string) []Violation {
	if len(found) == 0 {
		return nil
	}
	c := check{Glossary: g, target: target, text: g.target.prepare(target)}
	entries := g.entriesIn(source, found)
	if slices.ContainsFunc(entries, func(e compiled) bool { return e.Rule == Keep }) {
		c.literal = g.literal.prepare(target)
	}
	var violations []Violation
	for _, e := range entries {
		if !c.uses(e) {
			violations = append(violations, Violation{Missing: true, Term: e.Term, Message: missing(e.Term)})
		}
	}
	for _, e := range entries {
		violations = append(violations, c.forbidden(e)...)
	}
	return violations
}

// entriesIn are the entries of matches, once each, those that are copied with
// the spellings that stand in the source.
func (g Glossary) entriesIn(source string, found []Match) []compiled {
	var entries []compiled
	at := map[string]int{}
	for _, m := range found {
		i, again := at[m.Term.Source]
		if !again {
			i = len(entries)
			at[m.Term.Source] = i
			entries = append(entries, g.compiled(m.Term.Source))
		}
		if e := &entries[i]; e.copied {
			e.accepted = append(slices.Clip(e.accepted), g.literal.compile(source[m.Start:m.End]))
		}
	}
	return entries
}

// check is a translation while it is checked.
type check struct {
	Glossary
	target        string
	text, literal prepared
	accepted      []span // where accepted wordings stand in target
}

// uses tells whether an accepted wording of e is in the translation, and notes
// where.
func (c *check) uses(e compiled) bool {
	m, text, how := c.Glossary.target, c.text, lenient
	if e.Rule == Keep {
		m, text, how = c.Glossary.literal, c.literal, exact
	}
	used := e.Target == "" // nothing is demanded
	for _, w := range e.accepted {
		for _, s := range m.spans(text, w, how) {
			c.accepted = append(c.accepted, text.original(s))
			used = true
		}
	}
	return used
}

// forbidden are the forbidden wordings of e in the translation.
func (c *check) forbidden(e compiled) []Violation {
	var violations []Violation
	for _, w := range e.forbidden {
		for _, s := range c.Glossary.target.spans(c.text, w, declined) {
			if at := c.text.original(s); !c.isAccepted(at) {
				found := c.target[at.start:at.end]
				violations = append(violations, Violation{Term: e.Term, Found: found, Message: forbidden(e.Term, found)})
				break // one for each wording
			}
		}
	}
	return violations
}

func (c *check) isAccepted(s span) bool {
	for _, a := range c.accepted {
		if a.start <= s.start && s.end <= a.end {
			return true
		}
	}
	return false
}

// original is where a span of the folded text stands in the text itself.
func (f folded) original(s span) span {
	return span{f.start[s.start], f.end[s.end-1]}
}

func missing(t Term) string {
	switch t.Rule {
	case Keep:
		return fmt.Sprintf("“%s” must stay as “%s”, exactly as written", t.Source, t.Target)
	case Must:
		return fmt.Sprintf("“%s” must be translated as “%s”%s", t.Source, t.Target, orForms(t))
	}
	return fmt.Sprintf("“%s” should be translated as “%s”%s", t.Source, t.Target, orForms(t))
}

func orForms(t Term) string {
	if len(t.Forms) == 0 {
		return ""
	}
	return " or " + quoted(t.Forms)
}

func forbidden(t Term, found string) string {
	if t.Target == "" {
		return fmt.Sprintf("“%s” must not be translated as “%s”", t.Source, found)
	}
	return fmt.Sprintf("“%s” must not be translated as “%s”: use “%s”%s", t.Source, found, t.Target, orForms(t))
}
