package review

import (
	"fmt"
	"slices"
	"strings"

	"dramaport/internal/terminal"
	"dramaport/review/keymap"
	"dramaport/review/wording"
	"dramaport/season/decide"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// draft is a file that the reviewer's own editor works on.
type draft struct {
	path string
	// text is what was written, line where the editor is to begin.
	text  string
	line  int
	seen  map[string]*sight
	notes map[string]bool
}

// sight is a line as the reviewer saw it: the decision rests on that.
type sight struct {
	ref string
	decide.Seen
	// text is what stands in the file until the reviewer changes it.
	text string
}

// editExternal opens the current line in the reviewer's own editor.
func (m *Model) editExternal() tea.Cmd {
	if m.lines.Len() == 0 {
		m.tell("no line is shown")
		return nil
	}
	return m.editOutside([]int{m.lines.Index()})
}

// editAllExternal opens the selection, or all lines shown, in the reviewer's
// own editor, as one file.
func (m *Model) editAllExternal() tea.Cmd {
	chosen := m.lines.ChosenOrAll()
	if len(chosen) == 0 {
		m.tell("no line is shown")
		return nil
	}
	return m.editOutside(chosen)
}

// editOutside writes lines into a file and opens it.
func (m *Model) editOutside(chosen []int) tea.Cmd {
	bench := m.season.ExternalEditor
	if bench == nil {
		m.tell("no editor can be run here; %s edits in place", m.o.Keys.Name(keymap.ActionEdit))
		return nil
	}
	file, seen := m.blocksOf(chosen)
	d := &draft{seen: seen, notes: file.notes()}
	name := "lines"
	if len(file.blocks) == 1 {
		name = file.blocks[0].name
	}
	m.acting = true
	return func() tea.Msg {
		line, text := file.text()
		path, err := bench.Draft(name, text)
		return apply(func(m *Model) tea.Cmd {
			if err != nil {
				m.acting = false
				m.fail(err)
				return nil
			}
			d.path, d.text, d.line = path, text, line
			return m.launch(d)
		})
	}
}

// launch runs the editor on a draft. Keys wait until it has ended.
func (m *Model) launch(d *draft) tea.Cmd {
	m.acting = true
	return m.season.ExternalEditor.Edit(d.path, d.line, func(text string, err error) tea.Msg {
		return apply(func(m *Model) tea.Cmd {
			m.acting = false
			if err != nil {
				m.open(&stray{draft: d, text: text, why: err.Error()})
				return nil
			}
			return m.take(d, text)
		})
	})
}

// blocksOf are lines as a file shows them, and as the reviewer sees them.
func (m *Model) blocksOf(chosen []int) (sheetOfBlocks, map[string]*sight) {
	file := sheetOfBlocks{above: []string{
		"dramaport review: " + terminal.Visible(m.season.Title) + ", " + wording.Count(len(chosen), "line") + " for " + terminal.Visible(m.o.By),
		"",
		"Write each text under the notes of its line; save and leave the editor. Every",
		"text that you changed is then kept as edited, all of them as one action.",
		"Lines that begin with # are notes. What you delete or leave alone stays as it is.",
		`A line of a text that begins with #, === or \ has a \ before it.`,
	}, below: []string{
		"Nothing is kept if the editor ends with an error (:cq in vi).",
		"", "", "", "dramaport: the end of the file",
	}}
	seen := map[string]*sight{}
	for _, i := range chosen {
		s, r := m.lines.At(i)
		name := blockName(s, r)
		seen[name] = &sight{ref: r.Ref(), Seen: r.Seen(), text: asRead(r.Translation.Text)}
		file.blocks = append(file.blocks, passage{name: name, notes: m.notesOf(s, r), text: asRead(r.Translation.Text)})
	}
	return file, seen
}

// blockName is a line's name in a file.
func blockName(s *stage.Sheet, r *stage.Row) string {
	return r.Ref() + " " + string(s.Market.Name)
}

// notesOf is what the reviewer is told of a line beside its text.
func (m *Model) notesOf(s *stage.Sheet, r *stage.Row) []string {
	state := strings.ReplaceAll(string(r.Translation.State), "_", " ")
	if r.Stale {
		state += ", stale"
	}
	notes := []string{fmt.Sprintf("%s - %s  %s  (%s)", wording.Clock(r.Start), wording.Clock(r.End), r.Speaker, state)}
	notes = append(notes, strings.Split(r.Text, "\n")...)
	if s.Market.From != "" {
		notes = append(notes, string(s.Market.From)+": "+wording.OneLine(r.From))
	}
	var terms []string
	for _, t := range r.Terms {
		if text := fmt.Sprintf("term: %s = %s (%s)", t.Term.Source, t.Term.Target, t.Term.Rule); !slices.Contains(terms, text) {
			terms = append(terms, text)
		}
	}
	notes = append(notes, terms...)
	for _, f := range r.Findings {
		notes = append(notes, fmt.Sprintf("%s %s: %s", f.Severity, f.Rule, f.Message))
	}
	if r.Translation.Note != "" {
		notes = append(notes, "note: "+r.Translation.Note)
	}
	for _, c := range r.Comments {
		if c.Open() {
			notes = append(notes, "comment by "+c.By+": "+c.Text)
		}
	}
	for i, n := range notes {
		notes[i] = terminal.Visible(n)
	}
	return notes
}
