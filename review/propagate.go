package review

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dramaport/review/keymap"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/unicode/norm"
)

// propagate offers to give the lines of the market that say the same in the
// source the current line's text, wherever they are in the season: those that
// the filter hides too. Approved lines are never among them.
func (m *Model) propagate() tea.Cmd {
	s, r, ok := m.lines.current()
	switch {
	case !ok:
		m.tell("no line is shown")
		return nil
	case strings.TrimSpace(r.Translation.Text) == "":
		m.tell("%s has no text to give; %s writes one", r.Ref(), m.o.Keys.Name(keymap.ActionEdit))
		return nil
	}
	found := m.identical(s, r)
	if len(found.open) == 0 {
		m.tell("%s", found.nothing(r))
		return nil
	}
	m.open(&preview{
		title: fmt.Sprintf("Give identical lines the text of %s", r.Ref()), notes: found.notes(), proposals: found.open,
		mayApprove: r.Settled(), whyNot: r.Ref() + " is not approved itself; Enter makes the others edited",
		do: func(m *Model, on []proposal, approved bool) tea.Cmd { return m.giveText(r.Ref(), on, approved) },
	})
	return nil
}

// twins are the lines that say the same as another in the source.
type twins struct {
	open []proposal
	// same have the text already, approved are left alone.
	same, approved int
}

// identical finds a row's twins in its market.
func (m *Model) identical(s *stage.Sheet, r *stage.Row) twins {
	var found twins
	key := sameText(r.Text)
	for _, p := range m.lines.all {
		other := &m.lines.sheets[p.sheet]
		row := &other.Rows[p.row]
		if other.Market.Name != s.Market.Name || row == r || sameText(row.Text) != key {
			continue
		}
		switch {
		case row.Translation.Text == r.Translation.Text:
			found.same++
		case row.Translation.State == season.Approved:
			found.approved++
		default:
			found.open = append(found.open, proposal{ref: row.Ref(), was: row.Translation, basis: row.Basis, text: r.Translation.Text, on: true})
		}
	}
	return found
}

// sameText is what identical source texts have in common: in NFC, one space for
// all that separates words, and none beside scripts that are written without.
func sameText(s string) string {
	words := strings.Fields(norm.NFC.String(s))
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			before, _ := utf8.DecodeLastRuneInString(words[i-1])
			after, _ := utf8.DecodeRuneInString(w)
			if !unspaced(before) && !unspaced(after) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(w)
	}
	return b.String()
}

// unspaced is a letter or a sign of a script that does not part its words.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) ||
		r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF65
}

func (t twins) notes() []string {
	var notes []string
	if t.approved > 0 {
		notes = append(notes, wording.Count(t.approved, "approved line")+" with another text left alone")
	}
	if t.same > 0 {
		notes = append(notes, wording.Count(t.same, "line")+" with this text already")
	}
	return notes
}

// nothing says why no line can be given the text.
func (t twins) nothing(r *stage.Row) string {
	if notes := t.notes(); len(notes) > 0 {
		return "nothing to give: " + strings.Join(notes, ", ")
	}
	return "no other line says the same as " + r.Ref()
}

// giveText keeps a text for identical lines.
func (m *Model) giveText(ref string, on []proposal, approved bool) tea.Cmd {
	state := season.Edited
	if approved {
		state = season.Approved
	}
	d := m.changedTo(on, func(season.Translation) (season.State, string) { return state, "" })
	return m.act(fmt.Sprintf("text of %s to %s", ref, wording.Count(len(on), "line")), d, func(m *Model) tea.Cmd {
		m.tell("%s given the text of %s, %s; %s takes it back", wording.Count(len(on), "line"), ref, state, m.o.Keys.Name(keymap.ActionUndo))
		return nil
	})
}
