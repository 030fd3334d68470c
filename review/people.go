package review

import (
	"slices"
	"strings"

	"dramaport/review/keymap"
	"dramaport/review/linelist"
	"dramaport/review/wording"
	"dramaport/season"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/unicode/norm"
)

// trackSpeaker stands for the speaker that the track names.
const trackSpeaker = "-"

// setSpeaker says who speaks the selection, or the current line, in every
// market.
func (m *Model) setSpeaker(name string) tea.Cmd {
	_, r, ok := m.lines.Current()
	if !ok {
		m.tell("no line is shown")
		return nil
	}
	name = norm.NFC.String(strings.TrimSpace(name))
	if name == "" {
		p := newPrompt("Speaker (Tab offers names, - is the track's): ", r.Speaker, func(m *Model, name string) tea.Cmd {
			if strings.TrimSpace(name) == "" {
				m.tell("nothing changed; - gives the track's speaker back")
				return nil
			}
			return m.setSpeaker(name)
		})
		p.complete = func(m *Model, typed string) []string {
			return offered(castNames(m.season.Cast, &m.lines), typed, r.Speaker)
		}
		m.layers.open(p)
		return nil
	}
	if name != trackSpeaker && !slices.Contains(castNames(m.season.Cast, &m.lines), name) {
		m.layers.open(&question{text: "Nobody in the cast or the season is called " + name + ". Set it all the same?",
			yes: func(m *Model) tea.Cmd { return m.keepSpeaker(name) }})
		return nil
	}
	return m.keepSpeaker(name)
}

// offered are the names that begin with what is typed; all of them where that
// is nothing, or what stood there already.
func offered(names []string, typed, before string) []string {
	if typed == before {
		return names
	}
	return keymap.Beginning(names, typed)
}

func (m *Model) keepSpeaker(name string) tea.Cmd {
	to := name
	if name == trackSpeaker {
		to = ""
	}
	var d season.Change
	for _, i := range m.lines.Chosen() {
		_, r := m.lines.At(i)
		set := season.SpeakerSet{Episode: r.Episode, Key: r.Key, Speaker: to}
		if (to == "" || r.Speaker != to) && !slices.Contains(d.Speakers, set) {
			d.Speakers = append(d.Speakers, set)
		}
	}
	if len(d.Speakers) == 0 {
		m.tell("%s speaks there already", name)
		return nil
	}
	label, said := "speaker "+name+" for "+wording.Count(len(d.Speakers), "line"), name+" speaks "+wording.Count(len(d.Speakers), "line")
	if to == "" {
		label, said = "the track's speaker for "+wording.Count(len(d.Speakers), "line"), wording.Count(len(d.Speakers), "line")+" spoken by whom the track names"
	}
	return m.act(label, d, func(m *Model) tea.Cmd {
		m.lines.Deselect()
		m.tell("%s, in every market", said)
		return nil
	})
}

// castNames are those who may speak: the cast, then who speaks in the season
// besides.
func castNames(cast []string, lines *linelist.List) []string {
	names := slices.Clone(cast)
	for _, s := range lines.Speakers() {
		if !slices.Contains(names, s) {
			names = append(names, s)
		}
	}
	return names
}

// The words for people that assign knows.
const (
	toMe     = "me"
	toNobody = "nobody"
	ofAll    = "all"
)

// assign says who is to look at the selection, or the current line; with "all"
// after the name, at every line shown.
func (m *Model) assign(arg string) tea.Cmd {
	if m.lines.Len() == 0 {
		m.tell("no line is shown")
		return nil
	}
	if arg == "" {
		p := newPrompt("Assign to (NAME, me, nobody; with all: every line shown): ", "", func(m *Model, text string) tea.Cmd {
			if strings.TrimSpace(text) == "" {
				return nil
			}
			return m.assign(text)
		})
		p.complete = func(m *Model, typed string) []string { return offered(reviewerNames(&m.lines), typed, "") }
		m.layers.open(p)
		return nil
	}
	name, all := assignee(norm.NFC.String(arg))
	switch name {
	case "":
		m.tell("to whom? write a name, me or nobody before all")
		return nil
	case toMe:
		name = m.o.By
	case toNobody:
		name = ""
	}
	if !all {
		return m.keepAssigned(name, m.lines.Chosen())
	}
	chosen := m.lines.All()
	m.layers.open(&question{text: "Assign " + wording.Count(len(chosen), "line") + " shown to " + personOr(name) + "?",
		yes: func(m *Model) tea.Cmd { return m.keepAssigned(name, chosen) }})
	return nil
}

// assignee parts a name from a last word "all".
func assignee(arg string) (name string, all bool) {
	words := strings.Fields(arg)
	if n := len(words); n > 0 && words[n-1] == ofAll {
		words, all = words[:n-1], true
	}
	return strings.Join(words, " "), all
}

// personOr is a person's name, or "nobody".
func personOr(name string) string {
	if name == "" {
		return toNobody
	}
	return name
}

func (m *Model) keepAssigned(to string, chosen []int) tea.Cmd {
	var d season.Change
	for _, i := range chosen {
		if i >= m.lines.Len() {
			break
		}
		if _, r := m.lines.At(i); r.Assigned != to {
			d.Assignments = append(d.Assignments, season.Assignment{Place: r.Translation.Place(), To: to})
		}
	}
	n := wording.Count(len(d.Assignments), "line")
	if len(d.Assignments) == 0 {
		m.tell("assigned to %s already", personOr(to))
		return nil
	}
	return m.act("assign "+n+" to "+personOr(to), d, func(m *Model) tea.Cmd {
		m.lines.Deselect()
		m.tell("%s assigned to %s; %s takes it back", n, personOr(to), m.o.Keys.Name(keymap.ActionUndo))
		return nil
	})
}

// reviewerNames are the people that the lines tell of, behind the words for
// oneself and for nobody.
func reviewerNames(lines *linelist.List) []string {
	others := slices.DeleteFunc(lines.People(), func(n string) bool { return n == toMe || n == toNobody })
	return append([]string{toMe, toNobody}, others...)
}
