package review

import (
	"fmt"
	"strings"

	"dramaport/review/keymap"
	"dramaport/review/linelist"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/season/decide"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// propagate offers to give the lines of the market that say the same in the
// source the current line's text, wherever they are in the season: those that
// the filter hides too. Approved lines are never among them.
func (m *Model) propagate() tea.Cmd {
	s, r, ok := m.lines.Current()
	switch {
	case !ok:
		m.tell("no line is shown")
		return nil
	case strings.TrimSpace(r.Translation.Text) == "":
		m.tell("%s has no text to give; %s writes one", r.Ref(), m.o.Keys.Name(keymap.ActionEdit))
		return nil
	}
	found := identical(&m.lines, s, r)
	if len(found.open) == 0 {
		m.tell("%s", found.noneWords(r))
		return nil
	}
	m.layers.open(&preview{
		title: fmt.Sprintf("Give identical lines the text of %s", r.Ref()), notes: found.notes(), proposals: found.open,
		mayApprove: r.Settled(), whyNot: r.Ref() + " is not approved itself; Enter makes the others edited",
		do: func(m *Model, on []proposal, approved bool) tea.Cmd { return m.giveText(r.Ref(), on, approved) },
	})
	return nil
}

// identicalLines are the lines that say the same as another in the source.
type identicalLines struct {
	open []proposal
	// same have the text already, approved are left alone.
	same, approved int
}

// identical finds the lines that say the same as a row in its market.
func identical(lines *linelist.List, s *stage.Sheet, r *stage.Row) identicalLines {
	var found identicalLines
	for _, row := range lines.SameSource(s, r) {
		switch {
		case row.Translation.Text == r.Translation.Text:
			found.same++
		case row.Translation.State == season.Approved:
			found.approved++
		default:
			found.open = append(found.open, proposal{ref: row.Ref(), seen: row.Seen(), to: textOf(r.Translation), on: true})
		}
	}
	return found
}

func (t identicalLines) notes() []string {
	var notes []string
	if t.approved > 0 {
		notes = append(notes, wording.Count(t.approved, "approved line")+" with another text left alone")
	}
	if t.same > 0 {
		notes = append(notes, wording.Count(t.same, "line")+" with this text already")
	}
	return notes
}

// noneWords says why no line can be given the text.
func (t identicalLines) noneWords(r *stage.Row) string {
	if notes := t.notes(); len(notes) > 0 {
		return "nothing to give: " + strings.Join(notes, ", ")
	}
	return "no other line says the same as " + r.Ref()
}

// textOf is a line's text as other lines may have it: its origin goes with it.
func textOf(t season.Translation) decide.Candidate {
	return decide.Candidate{Text: t.Text, Origin: t.Origin, Engine: t.Engine}
}

// giveText keeps a text for identical lines.
func (m *Model) giveText(ref string, on []proposal, approved bool) tea.Cmd {
	state := season.Edited
	if approved {
		state = season.Approved
	}
	d := changedTo(on, func(p proposal) (season.Translation, error) { return decide.Accept(m.o.By, p.seen, p.to, approved) })
	return m.act(fmt.Sprintf("text of %s to %s", ref, wording.Count(len(on), "line")), d, func(m *Model) tea.Cmd {
		m.tell("%s given the text of %s, %s; %s takes it back", wording.Count(len(on), "line"), ref, state, m.o.Keys.Name(keymap.ActionUndo))
		return nil
	})
}
