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
				m.layers.open(&stray{draft: d, text: text, why: err.Error()})
				return nil
			}
			return m.take(d, text)
		})
	})
}

// blocksOf are lines as a file shows them, and as the reviewer sees them.
func blocksOf(lines *linelist.List, chosen []int) ([]editfile.Block, map[string]*sight) {
	var blocks []editfile.Block
	seen := map[string]*sight{}
	for _, i := range chosen {
		s, r := lines.At(i)
		b := editfile.NewBlock(s, r)
		seen[b.Name] = &sight{ref: r.Ref(), Seen: r.Seen(), text: b.Text}
		blocks = append(blocks, b)
	}
	return blocks, seen
}
