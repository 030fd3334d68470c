package review

import (
	"slices"
	"strings"

	"dramaport/review/filter"
	"dramaport/review/keymap"
	"dramaport/review/linelist"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// do does an action; arg is what follows its name on the command line.
func (m *Model) do(a keymap.Action, arg string) tea.Cmd {
	if how, ok := moves()[a]; ok {
		how(m)
		return m.moved()
	}
	if !m.loading.opened && a != keymap.ActionQuit && a != keymap.ActionHelp {
		m.tell("the season is being opened")
		return nil
	}
	if how, ok := changes()[a]; ok {
		return how(m, arg)
	}
	m.tell("%s is not here", a)
	return nil
}

// moves are the actions that go somewhere.
func moves() map[keymap.Action]func(*Model) {
	return map[keymap.Action]func(*Model){
		keymap.ActionDown:            func(m *Model) { m.lines.Move(1) },
		keymap.ActionUp:              func(m *Model) { m.lines.Move(-1) },
		keymap.ActionPageDown:        func(m *Model) { m.lines.Move(m.page()) },
		keymap.ActionPageUp:          func(m *Model) { m.lines.Move(-m.page()) },
		keymap.ActionHalfPageDown:    func(m *Model) { m.lines.Move(m.page() / 2) },
		keymap.ActionHalfPageUp:      func(m *Model) { m.lines.Move(-m.page() / 2) },
		keymap.ActionTop:             func(m *Model) { m.lost.sought("", true); m.lines.To(0) },
		keymap.ActionBottom:          func(m *Model) { m.lost.sought("", true); m.lines.To(m.lines.Len()) },
		keymap.ActionNextOpen:        func(m *Model) { m.seek(1, "open line", linelist.NeedsDecision) },
		keymap.ActionPreviousOpen:    func(m *Model) { m.seek(-1, "open line", linelist.NeedsDecision) },
		keymap.ActionNextFinding:     func(m *Model) { m.seek(1, "finding", hasWarning) },
		keymap.ActionPreviousFinding: func(m *Model) { m.seek(-1, "finding", hasWarning) },
		keymap.ActionNextEpisode:     func(m *Model) { m.lines.NextSheet(1) },
		keymap.ActionPreviousEpisode: func(m *Model) { m.lines.NextSheet(-1) },
		keymap.ActionNextMarket:      func(m *Model) { m.otherMarket(1) },
		keymap.ActionPreviousMarket:  func(m *Model) { m.otherMarket(-1) },
		keymap.ActionNextMatch:       func(m *Model) { m.nextMatch(1) },
		keymap.ActionPreviousMatch:   func(m *Model) { m.nextMatch(-1) },
	}
}

// changes are the other actions.
func changes() map[keymap.Action]func(*Model, string) tea.Cmd {
	return map[keymap.Action]func(*Model, string) tea.Cmd{
		keymap.ActionApprove:     func(m *Model, _ string) tea.Cmd { return m.approve() },
		keymap.ActionApproveAll:  func(m *Model, _ string) tea.Cmd { return m.approveAll() },
		keymap.ActionNeedsWork:   (*Model).sendBack,
		keymap.ActionEdit:        (*Model).edit,
		keymap.ActionUndo:        func(m *Model, _ string) tea.Cmd { return m.undo() },
		keymap.ActionRedo:        func(m *Model, _ string) tea.Cmd { return m.redo() },
		keymap.ActionSearch:      (*Model).searchFor,
		keymap.ActionFilter:      (*Model).filterBy,
		keymap.ActionClearFilter: func(m *Model, _ string) tea.Cmd { return m.setFilter("") },
		keymap.ActionCommand:     (*Model).command,
		keymap.ActionSelect:      func(m *Model, _ string) tea.Cmd { return m.selectRange() },
		keymap.ActionHidden:      func(m *Model, _ string) tea.Cmd { m.paint.Cells.Hidden = !m.paint.Cells.Hidden; return nil },
		keymap.ActionZoom:        func(m *Model, _ string) tea.Cmd { m.zoomed = !m.zoomed; return nil },
		keymap.ActionScrollDown:  func(m *Model, _ string) tea.Cmd { return m.scroll(1) },
		keymap.ActionScrollUp:    func(m *Model, _ string) tea.Cmd { return m.scroll(-1) },
		keymap.ActionBack:        func(m *Model, _ string) tea.Cmd { return m.back() },
		keymap.ActionRefresh:     func(m *Model, _ string) tea.Cmd { return m.refresh() },
		keymap.ActionComment:     (*Model).writeComment,
		keymap.ActionConcordance: (*Model).concordance,
		keymap.ActionAsk:         (*Model).askAgain,
		keymap.ActionMatch:       (*Model).match,
		keymap.ActionCompare:     func(m *Model, _ string) tea.Cmd { return m.compareWith(0) },
		keymap.ActionHelp:        (*Model).help,
		keymap.ActionGo:          (*Model).goTo,
		keymap.ActionHistory:     (*Model).history,
		keymap.ActionStatistics:  (*Model).statistics,
		keymap.ActionTour:        (*Model).tour,
		keymap.ActionPlay:        (*Model).play,
		keymap.ActionPlaySource:  func(m *Model, arg string) tea.Cmd { return m.playLine(sourceOnly, arg) },
		keymap.ActionPlayBoth:    func(m *Model, arg string) tea.Cmd { return m.playLine(sourceThenTake, arg) },
		keymap.ActionTakes:       (*Model).takes,
		keymap.ActionRerecord:    func(m *Model, _ string) tea.Cmd { return m.rerecord() },
		keymap.ActionVideo:       func(m *Model, _ string) tea.Cmd { return m.video() },
		keymap.ActionQuit:        func(m *Model, _ string) tea.Cmd { return m.quit() },

		keymap.ActionPropagate: func(m *Model, _ string) tea.Cmd { return m.propagate() },
		keymap.ActionReplace:   (*Model).replace,
		keymap.ActionSpeaker:   (*Model).setSpeaker,
		keymap.ActionAssign:    (*Model).assign,
		keymap.ActionResolve:   (*Model).resolve,

		keymap.ActionEditExternal:    func(m *Model, _ string) tea.Cmd { return m.editExternal() },
		keymap.ActionEditAllExternal: func(m *Model, _ string) tea.Cmd { return m.editAllExternal() },
	}
}

// hasWarning is a line with an error or a warning.
func hasWarning(_ *stage.Sheet, r *stage.Row) bool {
	return wording.Heaviest(r) != season.Info && len(r.Findings) > 0
}

// moved is what follows when the reviewer is on another line.
func (m *Model) moved() tea.Cmd {
	m.offset = 0
	return m.readDetailsLater()
}

func (m *Model) seek(step int, what string, holds func(*stage.Sheet, *stage.Row) bool) {
	if !m.lines.Seek(step, holds) {
		m.tell("no %s among the lines shown", what)
	}
}

// otherMarket goes to the same line in the next market, or in the one before.
func (m *Model) otherMarket(step int) {
	s, r, ok := m.lines.Current()
	if !ok {
		return
	}
	from, ref := s.Market.Name, r.Ref()
	if !m.lines.Seek(step, func(s *stage.Sheet, r *stage.Row) bool { return s.Market.Name != from && r.Ref() == ref }) {
		m.tell("%s is shown in one market only", ref)
	}
}

// selectRange begins a selection, or ends it.
func (m *Model) selectRange() tea.Cmd {
	if m.lines.Selecting() {
		m.lines.Deselect()
		return nil
	}
	m.lines.Select()
	m.tell("selecting: move, then a, x, A or any action; v ends it")
	return nil
}

// back leaves what was entered last.
func (m *Model) back() tea.Cmd {
	switch {
	case m.playing.stop != nil:
		m.playing.end()
		m.tell("stopped")
	case m.lines.Selecting():
		m.lines.Deselect()
	case m.zoomed:
		m.zoomed = false
	case m.paint.Search != "":
		m.paint.Search = ""
	case m.filter.String() != "":
		return m.setFilter("")
	default:
		m.tell("q leaves")
	}
	return nil
}

// refresh reads the season's lines again, and sets the filter anew.
func (m *Model) refresh() tea.Cmd {
	m.lines.Show(m.filter.Keeps)
	m.loading.toCheck = slices.Clone(m.loading.markets)
	m.details.stale = true
	return tea.Batch(tea.ClearScreen, m.read())
}

// command reads a command and does it.
func (m *Model) command(arg string) tea.Cmd {
	if arg != "" {
		return m.run(arg)
	}
	p := newPrompt(":", "", func(m *Model, line string) tea.Cmd { return m.run(line) })
	p.complete = func(m *Model, line string) []string {
		return append(keymap.Complete(line, m.words), m.places().complete(line)...)
	}
	m.layers.open(p)
	return nil
}

func (m *Model) run(line string) tea.Cmd {
	if strings.TrimSpace(line) == "" {
		return nil
	}
	if m.places().names(line) {
		return m.do(keymap.ActionGo, line)
	}
	action, arg, err := keymap.ParseCommand(line)
	if err != nil {
		m.fail(err)
		return nil
	}
	return m.do(action, arg)
}

// words are what may follow a command.
func (m *Model) words(command string) []string {
	var words []string
	switch command {
	case string(keymap.ActionFilter):
		words = filter.Words(m.lines.Speakers(), m.season.Episodes, m.loading.markets)
	case string(keymap.ActionPlay), string(keymap.ActionPlaySource), string(keymap.ActionPlayBoth):
		words = []string{playOn}
	case string(keymap.ActionSpeaker):
		words = castNames(m.season.Cast, &m.lines)
	case string(keymap.ActionAssign):
		words = reviewerNames(&m.lines)
	case string(keymap.ActionGo):
		words = m.places().words()
	}
	return words
}

// setFilter shows the lines that a filter keeps.
func (m *Model) setFilter(text string) tea.Cmd {
	f, err := filter.Parse(text, m.o.By, m.season.Episodes, m.o.Now())
	if err != nil {
		m.lost.filter = text
		m.fail(err)
		return nil
	}
	m.lost.filter = ""
	m.filter = f
	m.lines.Show(f.Keeps)
	m.tell("%s shown", wording.Count(m.lines.Len(), "line"))
	return m.moved()
}

// filterBy asks for a filter.
func (m *Model) filterBy(arg string) tea.Cmd {
	if arg != "" {
		return m.setFilter(arg)
	}
	m.layers.open(newFilterMenu(m))
	return nil
}

// writeComment asks for a comment and keeps it.
func (m *Model) writeComment(text string) tea.Cmd {
	place, ok := m.lines.Place()
	if !ok {
		m.tell("no line is shown")
		return nil
	}
	if text == "" {
		m.layers.open(newPrompt("Comment: ", "", func(m *Model, text string) tea.Cmd { return m.writeComment(text) }))
		return nil
	}
	d := season.Change{Comments: []season.Comment{{Place: place, By: m.o.By, Text: text}}}
	return m.act("comment", d, func(m *Model) tea.Cmd {
		m.tell("comment kept")
		return nil
	})
}
