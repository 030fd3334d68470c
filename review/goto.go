package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dramaport/review/keymap"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// address is where somebody wants to go: a line of an episode, or its first
// line that is shown if number is 0.
type address struct {
	episode season.EpisodeName
	number  int
}

// addressOf reads 42, which is a line of the current episode, e012 or e012:7.
func (m *Model) addressOf(text string) (address, bool) {
	text = strings.TrimLeft(strings.TrimSpace(text), ": ")
	if n, err := strconv.Atoi(text); err == nil && n > 0 {
		s, _, ok := m.lines.Current()
		if !ok {
			return address{}, false
		}
		return address{s.Episode, n}, true
	}
	if name := season.EpisodeName(text); slices.Contains(m.season.Episodes, name) {
		return address{episode: name}, true
	}
	episode, number, err := season.ParseRef(text)
	return address{episode, number}, err == nil && slices.Contains(m.season.Episodes, episode)
}

// namesPlace reports whether a command is no command but the name of a place.
func (m *Model) namesPlace(line string) bool {
	if keymap.IsCommand(line) {
		return false
	}
	_, ok := m.addressOf(line)
	return ok
}

// goTo goes to the line that text names, in the same market if it is shown
// there, or asks for it.
func (m *Model) goTo(text string) tea.Cmd {
	if text == "" {
		p := m.ask("Go to: ", "", func(m *Model, text string) tea.Cmd { return m.goTo(text) })
		p.complete = (*Model).completePlace
		m.open(p)
		return nil
	}
	at, ok := m.addressOf(text)
	if m.found(text, ok); !ok {
		m.fail(unknownPlace(text))
		return nil
	}
	here, _, _ := m.lines.Current()
	is := func(s *stage.Sheet, r *stage.Row) bool {
		return s.Episode == at.episode && (at.number == 0 || r.Number == at.number)
	}
	inMarket := func(s *stage.Sheet, r *stage.Row) bool {
		return s.Market.Name == here.Market.Name && is(s, r)
	}
	switch {
	case at.number == 0 && here != nil && m.lines.First(inMarket):
	case here != nil && m.lines.Seek(1, inMarket):
	case m.lines.Seek(1, is):
	case m.filter.String() != "":
		m.found(text, false)
		m.fail(fmt.Errorf("%s is not among the lines shown; %s shows all", strings.TrimLeft(text, ": "), m.o.Keys.Name(keymap.ActionClearFilter)))
	default:
		m.found(text, false)
		m.fail(fmt.Errorf("%s is not here: %s has no such line with words", strings.TrimLeft(text, ": "), at.episode))
	}
	return m.moved()
}

type unknownPlace string

// Error says what names a place.
func (u unknownPlace) Error() string {
	return strconv.Quote(string(u)) + " names no line: write a number, an episode, or both, such as 42, e012 or e012:7"
}

// episodeWords are the names of the episodes.
func (m *Model) episodeWords() []string {
	var words []string
	for _, e := range m.season.Episodes {
		words = append(words, string(e))
	}
	return words
}

// completePlace is what a place that was begun may become.
func (m *Model) completePlace(begun string) []string {
	begun = strings.TrimLeft(begun, ": ")
	if begun == "" {
		return nil
	}
	return keymap.Beginning(m.episodeWords(), begun)
}
