package review

import (
	"fmt"
	"strings"

	"dramaport/review/linelist"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// concordance asks for words and shows where they stand: in the lines of the
// season in this market, and in the market's memory.
func (m *Model) concordance(text string) tea.Cmd {
	s, i, ok := m.lines.Own()
	if !ok {
		m.tell("no line is shown")
		return nil
	}
	if text == "" {
		m.layers.open(newPrompt("Concordance: ", suggestedWords(m.paint.Search, s.Rows[i]), func(m *Model, text string) tea.Cmd {
			if strings.TrimSpace(text) == "" {
				return nil
			}
			return m.concordance(text)
		}))
		return nil
	}
	m.tell("looking for %s …", text)
	lines, market, memory, ctx := m.lines.Texts(s.Market.Name), s.Market, m.season.Memory, m.ctx
	return func() tea.Msg {
		found := linelist.Holding(lines, text)
		var matches []stage.Match
		var err error
		if memory != nil {
			matches, err = memory.Search(ctx, market, text, mostMemoryHits+len(found))
		}
		return apply(func(m *Model) tea.Cmd {
			m.message = message{}
			if err != nil {
				m.fail(err) // the season's own lines are there all the same
			}
			return m.showConcordance(text, market.Name, found, memoryHits(matches))
		})
	}
}

// suggestedWords are the words to look for unless the reviewer has others: what is
// searched for, or the first agreed word of the line.
func suggestedWords(search string, r stage.Row) string {
	if search != "" {
		return search
	}
	if len(r.Terms) > 0 {
		return r.Terms[0].Term.Source
	}
	return ""
}

// mostMemoryHits is the most matches of the memory that a concordance shows.
const mostMemoryHits = 50

// concordanceHit is where words stand: a line of the season, or an entry of the
// memory, whose place is empty.
type concordanceHit struct {
	place                 season.Place
	title                 string
	source, pivot, target string
	speaker               string
}

// lineHits are lines that hold the words.
func lineHits(lines *linelist.List, found []linelist.Text) []concordanceHit {
	all := make([]concordanceHit, len(found))
	for i, t := range found {
		r := lines.Row(t)
		all[i] = concordanceHit{place: r.Translation.Place(), source: t.Source, pivot: t.Pivot, target: t.Target, speaker: r.Speaker}
	}
	return all
}

// memoryHits are the matches that are no lines of the season, whose lines are
// found by themselves.
func memoryHits(matches []stage.Match) []concordanceHit {
	var all []concordanceHit
	for _, h := range matches {
		if h.Line == "" && len(all) < mostMemoryHits {
			all = append(all, concordanceHit{title: fmt.Sprintf("%d %%  %s", h.Percent, wording.MatchOrigin(h)), source: h.Source, target: h.Text, speaker: h.Speaker})
		}
	}
	return all
}

// showConcordance shows where words stand.
func (m *Model) showConcordance(text string, market season.MarketName, found []linelist.Text, memory []concordanceHit) tea.Cmd {
	switch {
	case len(found)+len(memory) == 0 && !m.message.bad:
		m.tell("%q is in no line of %s and not in its memory", text, market)
	case len(m.layers) > 0: // the reviewer is at something else by now
	case len(found)+len(memory) > 0:
		m.layers.open(&concordanceView{text: text, market: market, all: append(lineHits(&m.lines, found), memory...), lines: len(found)})
	}
	return nil
}
