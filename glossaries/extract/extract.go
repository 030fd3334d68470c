package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"dramaport/glossaries"
)

// Line is a line of the season's source, its markup taken out.
type Line struct {
	// Episode and Ref name it: "e001", "e001:7".
	Episode, Ref  string
	Speaker, Text string
}

// Input is what proposals are made from.
type Input struct {
	Lines  []Line
	Source language.Tag
	// Known finds what the glossary has already.
	Known glossaries.Glossary
	// Cast are the speakers that the season names.
	Cast []string
	// MinCount is how often a wording must occur; 0 is DefaultCount. Who
	// speaks is proposed in any case, and a name with a form of address from
	// two occurrences on.
	MinCount int
}

// DefaultCount is how often a wording must occur in a season of that many
// lines: three times, and once more for every 800 lines beyond the first 2400,
// so that a person has a few hundred proposals to read at most.
func DefaultCount(lines int) int { return max(3, lines/800) }

// Proposal is a wording to agree on.
type Proposal struct {
	Wording string `json:"wording"`
	// Type is person, title, name or term.
	Type string `json:"type"`
	// Count is how often it occurs in the lines, within longer wordings of
	// scripts without spaces too; Spoken how many lines are
	// spoken by it, Episodes in how many it does either.
	Count    int `json:"count"`
	Spoken   int `json:"spoken,omitempty"`
	Episodes int `json:"episodes"`
	// Contexts are the first lines in which it occurs.
	Contexts []Context `json:"contexts"`
}

// Context is a line in which a wording occurs.
type Context struct {
	Ref  string `json:"ref"`
	Text string `json:"text"`
}

// Note is the count and the first contexts, for a glossary's note.
func (p Proposal) Note() string {
	said := plural(p.Count, "time")
	if p.Spoken > 0 {
		said += ", speaks " + plural(p.Spoken, "line")
	}
	note := fmt.Sprintf("%s in %s", said, plural(p.Episodes, "episode"))
	for _, c := range p.Contexts {
		note += fmt.Sprintf("; %s %s", c.Ref, c.Text)
	}
	return note
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// mostContexts is how many lines are shown with a wording.
const mostContexts = 3

// Propose lists what the glossary may need: who speaks, names and titles,
// then terms, each group with the most frequent first.
func Propose(in Input) []Proposal {
	if in.MinCount <= 0 {
		in.MinCount = DefaultCount(len(in.Lines))
	}
	in.Lines = slices.Clone(in.Lines)
	for i, l := range in.Lines {
		in.Lines[i].Text = strings.Join(strings.Fields(l.Text), " ")
	}
	p := &proposer{Input: in, words: lexiconOf(in.Source), types: map[string]string{}}
	p.speakers()
	if unspaced(in.Source) {
		p.characters()
	} else {
		p.spacedWords()
	}
	return p.proposals()
}

// unspaced tells whether the language puts no spaces between its words.
func unspaced(tag language.Tag) bool {
	switch base, _ := tag.Base(); base.String() {
	case "zh", "yue", "ja", "th", "lo", "km", "my":
		return true
	}
	return false
}

// proposer collects wordings with their types.
type proposer struct {
	Input
	words *lexicon
	types map[string]string
}

// kinds are the types in the order in which they are listed.
var kinds = [...]string{"person", "title", "name", "term"}

func (p *proposer) propose(wording, kind string) {
	if wording == "" || p.known(wording) || p.types[wording] != "" {
		return
	}
	p.types[wording] = kind
}

// known tells whether the glossary finds the whole of a wording.
func (p *proposer) known(wording string) bool {
	found := p.Known.Find(wording)
	return len(found) == 1 && found[0].Start == 0 && found[0].End == len(wording)
}

func (p *proposer) speakers() {
	for _, name := range p.Cast {
		p.propose(name, "person")
	}
	for _, l := range p.Lines {
		p.propose(strings.TrimSpace(l.Speaker), "person")
	}
}

// proposals counts and sorts what was collected.
func (p *proposer) proposals() []Proposal {
	all := make([]Proposal, 0, len(p.types))
	for wording, kind := range p.types {
		all = append(all, p.counted(wording, kind))
	}
	slices.SortFunc(all, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds[:], a.Type), slices.Index(kinds[:], b.Type)),
			cmp.Compare(b.Count+b.Spoken, a.Count+a.Spoken), cmp.Compare(a.Wording, b.Wording))
	})
	return all
}

func (p *proposer) counted(wording, kind string) Proposal {
	c := Proposal{Wording: wording, Type: kind, Contexts: []Context{}}
	last := ""
	count := counter(wording)
	for _, l := range p.Lines {
		n := count(l.Text)
		spoken := l.Speaker == wording
		if n == 0 && !spoken {
			continue
		}
		c.Count += n
		if spoken {
			c.Spoken++
		}
		if l.Episode != last {
			c.Episodes, last = c.Episodes+1, l.Episode
		}
		if n > 0 && len(c.Contexts) < mostContexts {
			c.Contexts = append(c.Contexts, Context{l.Ref, l.Text})
		}
	}
	return c
}
