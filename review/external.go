package review

import (
	"dramaport/review/editfile"
	"dramaport/review/keymap"
	"dramaport/review/linelist"
	"dramaport/season/decide"

	tea "charm.land/bubbletea/v2"
)

// draft is a file that the reviewer's own editor works on.
type draft struct {
	path string
	// text is what was written, line where the editor is to begin.
	text  string
	line  int
	seen  map[string]*seenLine
	notes map[string]bool
}

// seenLine is a line as the reviewer saw it: the decision rests on that.
type seenLine struct {
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
	return m.editExternally([]int{m.lines.Index()})
}

// editAllExternal opens the selection, or all lines shown, in the reviewer's
// own editor, as one file.
func (m *Model) editAllExternal() tea.Cmd {
	chosen := m.lines.ChosenOrAll()
	if len(chosen) == 0 {
		m.tell("no line is shown")
		return nil
	}
	return m.editExternally(chosen)
}

// editExternally writes lines into a file and opens it.
func (m *Model) editExternally(chosen []int) tea.Cmd {
	external := m.season.ExternalEditor
	if external == nil {
		m.tell("no editor can be run here; %s edits in place", m.o.Keys.Name(keymap.ActionEdit))
		return nil
	}
	blocks, seen := blocksOf(&m.lines, chosen)
	file := editfile.New(m.season.Title, m.o.By, blocks)
	d := &draft{seen: seen, notes: file.Notes()}
	name := "lines"
	if len(file.Blocks) == 1 {
		name = file.Blocks[0].Name
	}
	m.acting = true
	return func() tea.Msg {
		line, text := file.Text()
		path, err := external.Draft(name, text)
		return apply(func(m *Model) tea.Cmd {
			if err != nil {
				m.acting = false
				m.fail(err)
				return nil
			}
			d.path, d.text, d.line = path, text, line
			return m.runEditor(d)
		})
	}
}

// runEditor runs the editor on a draft. Keys wait until it has ended.
func (m *Model) runEditor(d *draft) tea.Cmd {
	m.acting = true
	return m.season.ExternalEditor.Edit(d.path, d.line, func(text string, err error) tea.Msg {
		return apply(func(m *Model) tea.Cmd {
			m.acting = false
			if err != nil {
				m.layers.open(&draftFaults{draft: d, text: text, why: err.Error()})
				return nil
			}
			return m.applyDraft(d, text)
		})
	})
}

// blocksOf are lines as a file shows them, and as the reviewer sees them.
func blocksOf(lines *linelist.List, chosen []int) ([]editfile.Block, map[string]*seenLine) {
	var blocks []editfile.Block
	seen := map[string]*seenLine{}
	for _, i := range chosen {
		s, r := lines.At(i)
		b := editfile.NewBlock(s, r)
		seen[b.Name] = &seenLine{ref: r.Ref(), Seen: r.Seen(), text: b.Text}
		blocks = append(blocks, b)
	}
	return blocks, seen
}
