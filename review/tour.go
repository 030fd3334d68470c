package review

import (
	"fmt"

	"dramaport/review/keymap"

	tea "charm.land/bubbletea/v2"
)

// tour teaches the keys that a day's work needs, by having them pressed. The
// keys stay with it: it moves, and decides nothing.
type tour struct {
	cards    []card
	at, step int
	// again is set after a key that was not asked for.
	again string
}

// card is one subject of the tour.
type card struct {
	title string
	steps []tourStep
}

// tourStep is a key to be pressed. The words before it hold %s where the key
// is named.
type tourStep struct {
	action keymap.Action
	words  string
}

func tourCards() []card {
	return []card{
		{"Moving", []tourStep{
			{keymap.ActionDown, "Every line of the season stands in the list. Press %s for the next one."},
			{keymap.ActionNextOpen, "Press %s to go to the next line that is still open."},
		}},
		{"Approving", []tourStep{
			{keymap.ActionApprove, "A line leaves the house only when it is approved. Press %s: it approves and goes to the next open line. (In the tour nothing is decided.)"},
			{keymap.ActionUndo, "Whatever you did is kept at once and can be taken back, also tomorrow. Press %s to undo."},
		}},
		{"Sending back", []tourStep{
			{keymap.ActionNeedsWork, "A line that is not good enough goes back with a reason. Press %s: it then asks for the reason."},
		}},
		{"Editing", []tourStep{
			{keymap.ActionEdit, "Better words are yours to write, with the reading speed beside them. Press %s to edit."},
		}},
		{"Filtering", []tourStep{
			{keymap.ActionFilter, "Look only at what needs you: errors, one speaker, what is yours. Press %s for the filters."},
		}},
		{"Help", []tourStep{
			{keymap.ActionHelp, "All keys and commands are in the help. Press %s, and the season is yours."},
		}},
	}
}

// tour begins the guided tour. Keys that the user has taken from an action are
// not asked for.
func (m *Model) tour(string) tea.Cmd {
	t := &tour{}
	for _, c := range tourCards() {
		var steps []tourStep
		for _, s := range c.steps {
			if len(m.o.Keys.Of(s.action)) > 0 {
				steps = append(steps, s)
			}
		}
		if len(steps) > 0 {
			t.cards = append(t.cards, card{c.title, steps})
		}
	}
	m.layers.open(t)
	return nil
}

func (t *tour) area() area { return footer }

func (t *tour) press(m *Model, msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	if name := key.String(); name == "esc" || name == "ctrl+c" {
		return t.end(m, "the tour is over; :tour shows it again")
	}
	wanted := t.now().action
	action, bound := m.o.Keys.Action(key)
	if action != wanted {
		t.again = key.String() + " does nothing here. "
		if bound {
			t.again = key.String() + " is " + string(action) + ". "
		}
		return nil
	}
	var cmd tea.Cmd
	if move, ok := moves()[action]; ok {
		move(m)
		m.message = message{}
		cmd = m.moved()
	}
	if !t.next() {
		return tea.Batch(cmd, t.end(m, "that was the tour; "+m.o.Keys.Name(keymap.ActionHelp)+" helps, :tour shows it again"))
	}
	return cmd
}

func (t *tour) now() tourStep { return t.cards[t.at].steps[t.step] }

// next goes to the next step; false after the last.
func (t *tour) next() bool {
	t.again = ""
	if t.step++; t.step < len(t.cards[t.at].steps) {
		return true
	}
	t.at, t.step = t.at+1, 0
	return t.at < len(t.cards)
}

// end closes the tour and keeps that it was shown.
func (t *tour) end(m *Model, words string) tea.Cmd {
	m.layers.close()
	m.tell("%s", words)
	done := m.o.TourDone
	if done == nil {
		return nil
	}
	return func() tea.Msg {
		if err := done(); err != nil {
			return apply(func(m *Model) tea.Cmd { m.fail(err); return nil })
		}
		return nil
	}
}

func (t *tour) draw(m *Model, w, _ int) ([]string, *tea.Cursor) {
	drawn := []string{m.paint.Rule(fmt.Sprintf("Tour %d of %d: %s", t.at+1, len(t.cards), t.cards[t.at].title), w)}
	words := t.again + fmt.Sprintf(t.now().words, m.o.Keys.Name(t.now().action))
	drawn = append(drawn, m.paint.Wrap(words, w, m.paint.Look.Strong)...)
	return append(drawn, m.paint.Line("Esc skips the tour", w, m.paint.Look.Faint)), nil
}
