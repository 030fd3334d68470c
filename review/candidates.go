package review

import (
	"context"
	"fmt"
	"slices"
	"time"

	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// candidate is a text that a line might have.
type candidate struct {
	// title says where it is from.
	title  string
	text   string
	origin season.Origin
	engine string
	// refused says that a draft with it would not be kept, findings why, or
	// what its translator's judge says of it beside the findings.
	refused  bool
	findings []season.Finding
	// match is its number among the matches of the memory, 0 if it is none.
	match int
	// row is the line as it would be with the text.
	row stage.Row
}

// compareWith lays the current line's text beside the other candidates: the
// translator's answers, matches of the memory, older versions. match is the
// number of the match to begin with, 0 for the first candidate.
func (m *Model) compareWith(match int) tea.Cmd {
	return m.compareAt(func(c *compare) int { return c.numbered(match) }, fmt.Sprintf("the memory has no match %d", match))
}

// compareText begins with the candidate that has a text.
func (m *Model) compareText(text string) tea.Cmd {
	return m.compareAt(func(c *compare) int {
		return slices.IndexFunc(c.others, func(o candidate) bool { return o.text == text })
	}, "there is no such text any more")
}

// compareAt begins with the candidate that begin picks; missing says that there
// is none.
func (m *Model) compareAt(begin func(*compare) int, missing string) tea.Cmd {
	s, i, ok := m.lines.Own()
	if !ok {
		m.tell("no line is shown")
		return nil
	}
	row := s.Rows[i]
	place := row.Translation.Place()
	answers, before := m.requests.answers[place], m.message
	if !m.details.memory.answered {
		m.tell("reading the memory …")
	}
	m.acting = true // what is typed now is for the comparison
	g := candidateFinder{ctx: m.ctx, history: m.season.History, memory: m.season.Memory, now: m.o.Now(), sheet: s, row: i}
	return func() tea.Msg {
		c, err := g.comparison(answers)
		return apply(func(m *Model) tea.Cmd {
			m.message, m.acting = before, false
			switch at := begin(c); {
			case err != nil:
				m.fail(err)
			case !m.idleOn(place):
			case len(c.others) == 0:
				m.tell("%s has no other text: no answer, no match, no older version", row.Ref())
			case at < 0:
				m.tell("%s: %s", row.Ref(), missing)
			default:
				c.at = at
				m.layers.open(c)
				return nil
			}
			m.dropQueued()
			return nil
		})
	}
}

// candidateFinder collects the candidates of a line beside the screen.
type candidateFinder struct {
	ctx     context.Context
	history History
	memory  Memory
	now     time.Time
	sheet   stage.Sheet
	row     int
}

func (g candidateFinder) comparison(answers []candidate) (*compare, error) {
	row := g.sheet.Rows[g.row]
	t := row.Translation
	c := &compare{sheet: g.sheet, row: row, left: candidate{title: "Now: " + wording.StateBy(row), text: t.Text, origin: t.Origin, engine: t.Engine, row: row}}
	if len(row.Findings) == 0 && t.Text != "" { // not checked yet, or nothing found
		c.left.row = g.sheet.Judged(g.row, t.Text)
	}
	all := append([]candidate(nil), answers...)
	matches, err := g.matches()
	if err != nil {
		return c, err
	}
	versions, err := g.versions()
	all = append(all, matches...)
	seen := map[string]bool{t.Text: true, "": true}
	for _, one := range all {
		seen[one.text] = true
	}
	for _, v := range versions {
		if !seen[v.text] {
			seen[v.text] = true
			all = append(all, v)
		}
	}
	for _, one := range all {
		one.row = row
		if one.text != "" {
			one.row = g.sheet.Judged(g.row, one.text)
		}
		if one.text == t.Text {
			one.title += ", the same text"
		}
		c.others = append(c.others, one)
	}
	return c, err
}

func (g candidateFinder) matches() ([]candidate, error) {
	if g.memory == nil {
		return nil, nil
	}
	found, err := g.memory.Matches(g.ctx, g.sheet, g.row, mostMatches)
	var all []candidate
	for n, h := range found {
		all = append(all, candidate{title: fmt.Sprintf("Memory, %d %%: %s", h.Percent, wording.MatchOrigin(h)), text: h.Text, origin: season.FromMemory, match: n + 1})
	}
	return all, err
}

// versions are the line's older texts, the latest first.
func (g candidateFinder) versions() ([]candidate, error) {
	t := g.sheet.Rows[g.row].Translation
	changes, err := g.history.History(g.ctx, t.Market, t.Episode, t.Key)
	var all []candidate
	for i := len(changes) - 1; i >= 0; i-- {
		c := changes[i]
		by := c.By
		if by == "" {
			by = c.Engine
		}
		if by == "" {
			by = string(c.Origin)
		}
		all = append(all, candidate{title: fmt.Sprintf("Version %d: %s by %s, %s", c.Version, wording.State(c.State), by, wording.Ago(g.now, c.At)), text: c.Text, origin: c.Origin, engine: c.Engine})
	}
	return all, err
}
