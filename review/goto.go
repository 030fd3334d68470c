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

// places are where somebody may go: the episodes of the season, and the one that
// is the current line's, "" if no line is shown.
type places struct {
	episodes []season.EpisodeName
	current  season.EpisodeName
}

// places are where the reviewer may go from the current line.
func (m *Model) places() places {
	e := places{episodes: m.season.Episodes}
	if s, _, ok := m.lines.Current(); ok {
		e.current = s.Episode
	}
	return e
}

// address reads 42, which is a line of the current episode, e012 or e012:7.
func (e places) address(text string) (address, bool) {
	text = strings.TrimLeft(strings.TrimSpace(text), ": ")
	if n, err := strconv.Atoi(text); err == nil && n > 0 {
		return address{e.current, n}, e.current != ""
	}
	if name := season.EpisodeName(text); slices.Contains(e.episodes, name) {
		return address{episode: name}, true
	}
	episode, number, err := season.ParseRef(text)
	return address{episode, number}, err == nil && slices.Contains(e.episodes, episode)
}

// names reports whether a command is no command but the name of a place.
func (e places) names(line string) bool {
	if keymap.IsCommand(line) {
		return false
	}
	_, ok := e.address(line)
	return ok
}

// goTo goes to the line that text names, in the same market if it is shown
// there, or asks for it.
func (m *Model) goTo(text string) tea.Cmd {
	if text == "" {
		p := newPrompt("Go to: ", "", func(m *Model, text string) tea.Cmd { return m.goTo(text) })
		p.complete = func(m *Model, begun string) []string { return m.places().complete(begun) }
		m.layers.open(p)
		return nil
	}
	at, ok := m.places().address(text)
	if m.lost.sought(text, ok); !ok {
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
		m.lost.sought(text, false)
		m.fail(fmt.Errorf("%s is not among the lines shown; %s shows all", strings.TrimLeft(text, ": "), m.o.Keys.Name(keymap.ActionClearFilter)))
	default:
		m.lost.sought(text, false)
		m.fail(fmt.Errorf("%s is not here: %s has no such line with words", strings.TrimLeft(text, ": "), at.episode))
	}
	return m.moved()
}

type unknownPlace string

// Error says what names a place.
func (u unknownPlace) Error() string {
	return strconv.Quote(string(u)) + " names no line: write a number, an episode, or both, such as 42, e012 or e012:7"
}

// words are the names of the episodes.
func (e places) words() []string {
	var words []string
	for _, name := range e.episodes {
		words = append(words, string(name))
	}
	return words
}

// complete is what a place that was begun may become.
func (e places) complete(begun string) []string {
	begun = strings.TrimLeft(begun, ": ")
	if begun == "" {
		return nil
	}
	return keymap.Beginning(e.words(), begun)
}
