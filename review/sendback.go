package review

import (
	"errors"
	"fmt"

	"dramaport/review/keymap"
	"dramaport/review/linelist"
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
	blank := blankOf(&m.lines, chosen)
	switch {
	case len(chosen) == 0:
		m.tell("no line is shown")
		return nil
	case blank == len(chosen):
		m.fail(errors.New(m.noText(blank, "send back")))
		return nil
	case decide.Clean(reason) == "":
		m.layers.open(newPrompt("Needs work, because: ", "", func(m *Model, reason string) tea.Cmd { return m.sendBack(reason) }))
		return nil
	}
	d, err := sentBack(m.o.By, &m.lines, chosen, reason)
	if err != nil {
		m.fail(err)
		return nil
	}
	return m.act("needs work: "+wording.Count(len(d.Translations), "line"), d, func(m *Model) tea.Cmd {
		m.lines.Deselect()
		return m.nextOpen(changedLines(&m.lines, d) + " sent back: " + decide.Clean(reason) + leftBlank(blank))
	})
}

// sentBack is the change that sends lines back, those without a text aside.
func sentBack(by string, lines *linelist.List, chosen []int, reason string) (d season.Change, err error) {
	d = decided(lines, chosen, func(r *stage.Row) (season.Translation, error) {
		t, why := decide.SendBack(by, r.Seen(), reason)
		if why != nil && !errors.Is(why, decide.ErrNoText) {
			err = why
		}
		return t, why
	})
	return d, err
}

// blankOf counts those of the i-th lines that have no text.
func blankOf(lines *linelist.List, chosen []int) int {
	n := 0
	for _, i := range chosen {
		if _, r := lines.At(i); r.Seen().Blank() {
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
