package review

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"dramaport/review/keymap"
	"dramaport/review/linelist"
	"dramaport/review/substitution"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/season/decide"

	tea "charm.land/bubbletea/v2"
)

// replace searches the translations of the selection, or of the lines shown,
// and offers what a replacement would make of them.
func (m *Model) replace(arg string) tea.Cmd {
	if arg == "" {
		m.layers.open(replacementPrompt("/"))
		return nil
	}
	sub, err := substitution.Parse(arg)
	if err != nil {
		m.fail(err)
		return nil
	}
	chosen, where := m.lines.All(), "the lines shown"
	if m.lines.Selecting() {
		chosen, where = m.lines.Chosen(), "the selection"
	}
	lines := m.lines.Translations(chosen)
	m.acting = true
	m.tell("looking through %s …", wording.Count(len(lines), "line"))
	return func() tea.Msg {
		changed := touched(sub, lines)
		return apply(func(m *Model) tea.Cmd {
			m.acting, m.message = false, message{}
			m.offer(arg, replaced(m.o.By, &m.lines, sub, where, changed))
			return nil
		})
	}
}

// offer shows what a replacement would do.
func (m *Model) offer(arg string, found replacements) {
	if len(found.proposals) == 0 {
		m.dropQueued()
		m.tell("%s", strings.Join(append([]string{"nothing to replace in " + found.where}, found.notes()...), "; "))
		return
	}
	m.layers.open(&preview{title: "Replace " + arg + " in " + found.where, notes: found.notes(), proposals: found.proposals,
		whyNot: "a replaced text is edited; approve it once you have read it",
		do:     func(m *Model, on []proposal, _ bool) tea.Cmd { return m.keepReplaced(arg, on) }})
}

// touched are the lines that a substitution changes.
func touched(sub substitution.Substitution, lines []linelist.Text) []linelist.Text {
	return slices.DeleteFunc(lines, func(l linelist.Text) bool {
		_, changed := sub.Apply(l.Target)
		return !changed
	})
}

// replacementPrompt asks for /TEXT/NEW/; what cannot be read can be mended.
func replacementPrompt(typed string) *prompt {
	return newPrompt("Replace /TEXT/NEW/ (then i w r): ", typed, func(m *Model, text string) tea.Cmd {
		if _, err := substitution.Parse(text); err != nil {
			m.fail(err)
			m.layers.open(replacementPrompt(text))
			return nil
		}
		return m.replace(text)
	})
}

// replacements are what a replacement would do.
type replacements struct {
	where     string
	proposals []proposal
	// approved are off at first; spoilt cannot be, by reason.
	approved int
	spoilt   map[string]int
}

// replaced is what a substitution makes of lines that it touches, as they
// stand now.
func replaced(by string, lines *linelist.List, sub substitution.Substitution, where string, changed []linelist.Text) replacements {
	found := replacements{where: where, spoilt: map[string]int{}}
	for _, t := range changed {
		r := lines.Row(t)
		text, differs := sub.Apply(r.Translation.Text)
		if !differs {
			continue
		}
		if _, err := decide.Replace(by, r.Seen(), text); err != nil {
			found.spoilt[spoilt(err)]++
			continue
		}
		approved := r.Translation.State == season.Approved
		if approved {
			found.approved++
		}
		found.proposals = append(found.proposals, proposal{ref: r.Ref(), seen: r.Seen(), to: decide.Candidate{Text: text}, on: !approved})
	}
	return found
}

// Why a replacement leaves a line alone.
const (
	wouldBeEmpty    = "would be empty"
	wouldLoseMarkup = "would lose markup"
	wouldBeTooLong  = "would be too long"
)

// spoilt says why a replaced text cannot be kept.
func spoilt(err error) string {
	switch {
	case errors.Is(err, decide.ErrNoText):
		return wouldBeEmpty
	case errors.Is(err, decide.ErrMarkup):
		return wouldLoseMarkup
	}
	return wouldBeTooLong
}

func (r replacements) notes() []string {
	var notes []string
	if r.approved > 0 {
		notes = append(notes, wording.Count(r.approved, "approved line")+" off: one that you turn on becomes edited")
	}
	for _, why := range []string{wouldBeEmpty, wouldLoseMarkup, wouldBeTooLong} {
		if n := r.spoilt[why]; n > 0 {
			notes = append(notes, fmt.Sprintf("%s %s, left alone", wording.Count(n, "line"), why))
		}
	}
	return notes
}

// keepReplaced keeps the replaced texts. A line that was sent back stays so,
// with its reason.
func (m *Model) keepReplaced(arg string, on []proposal) tea.Cmd {
	d := changedTo(on, func(p proposal) (season.Translation, error) { return decide.Replace(m.o.By, p.seen, p.to.Text) })
	return m.act("replace "+arg+" in "+wording.Count(len(on), "line"), d, func(m *Model) tea.Cmd {
		m.lines.Deselect()
		m.tell("replaced in %s; %s takes it back", wording.Count(len(on), "line"), m.o.Keys.Name(keymap.ActionUndo))
		return nil
	})
}
