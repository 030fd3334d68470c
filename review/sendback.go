package review

import (
	"errors"
	"fmt"

	"dramaport/review/keymap"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/season/decide"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// sendBack asks why, then marks the selection, or the line, as needing work.
// Lines without a text are left open: there is nothing to send back.
func (m *Model) sendBack(reason string) tea.Cmd {
	chosen := m.lines.Chosen()
	blank := m.blank(chosen)
	switch {
	case len(chosen) == 0:
		m.tell("no line is shown")
		return nil
	case blank == len(chosen):
		m.fail(errors.New(m.noText(blank, "send back")))
		return nil
	case decide.Clean(reason) == "":
		m.open(m.ask("Needs work, because: ", "", func(m *Model, reason string) tea.Cmd { return m.sendBack(reason) }))
		return nil
	}
	d, err := m.sentBack(chosen, reason)
	if err != nil {
		m.fail(err)
		return nil
	}
	return m.act("needs work: "+wording.Count(len(d.Translations), "line"), d, func(m *Model) tea.Cmd {
		m.lines.Deselect()
		return m.nextOpen(m.named(d) + " sent back: " + decide.Clean(reason) + leftBlank(blank))
	})
}

// sentBack is the change that sends lines back, those without a text aside.
func (m *Model) sentBack(chosen []int, reason string) (d season.Change, err error) {
	d = m.decided(chosen, func(r *stage.Row) (season.Translation, error) {
		t, why := decide.SendBack(m.o.By, r.Seen(), reason)
		if why != nil && !errors.Is(why, decide.ErrNoText) {
			err = why
		}
		return t, why
	})
	return d, err
}

// blank counts those of the i-th lines that have no text.
func (m *Model) blank(chosen []int) int {
	n := 0
	for _, i := range chosen {
		if _, r := m.lines.At(i); r.Seen().Blank() {
			n++
		}
	}
	return n
}

// noText says that n lines have no text to do something with, and what gives
// them one.
func (m *Model) noText(n int, what string) string {
	who := wording.Count(n, "line") + " have"
	if _, r, ok := m.lines.Current(); ok && n == 1 {
		who = r.Ref() + " has"
	}
	return fmt.Sprintf("%s no text to %s; %s writes one, %s asks the translator", who, what, m.o.Keys.Name(keymap.ActionEdit), m.o.Keys.Name(keymap.ActionAsk))
}
