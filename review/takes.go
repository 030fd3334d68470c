package review

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"dramaport/review/keymap"
	"dramaport/review/paint"
	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// takesList lists the takes of the current line, to hear them and pick one.
type takesList struct {
	title string
	takes []stage.Take
	at    int
	// why says that there are none, or that they are being read.
	why string
}

// takes opens the list of takes; with a number it picks that take.
func (m *Model) takes(arg string) tea.Cmd {
	if m.season.Takes == nil {
		m.tell("there are no takes here")
		return nil
	}
	if _, ok := m.lines.Place(); !ok {
		m.tell("no line is shown")
		return nil
	}
	if arg == "" {
		m.layers.open(&takesList{why: "reading …"})
		return m.readTakes(true)
	}
	number, err := strconv.Atoi(arg)
	if err != nil || number < 1 {
		m.tell("takes are numbered from 1; %q is no number of one", arg)
		return nil
	}
	return m.pick(number)
}

// readTakes reads the takes of the current line if their list is open; first
// goes to the chosen one.
func (m *Model) readTakes(first bool) tea.Cmd {
	s, r, ok := m.lines.OwnRow()
	if m.layers.takes() == nil || !ok {
		return nil
	}
	takeReader := m.season.Takes
	return func() tea.Msg {
		found, err := takeReader.Takes(s, r)
		return apply(func(m *Model) tea.Cmd {
			if l := m.layers.takes(); l != nil {
				l.fill(fmt.Sprintf("Takes of %s [%s]", r.Ref(), s.Market.Name), found, err, first)
			}
			return nil
		})
	}
}

func (l *takesList) fill(title string, found []stage.Take, err error, first bool) {
	l.title, l.takes, l.why = title, found, ""
	switch {
	case err != nil:
		l.why = err.Error()
	case len(found) == 0:
		l.why = "none yet; r records one"
	}
	if i := slices.IndexFunc(found, func(t stage.Take) bool { return t.Chosen }); first && i >= 0 {
		l.at = i
	}
	l.at = max(0, min(l.at, len(found)-1))
}

func (l *takesList) area() area { return pane }

func (l *takesList) press(m *Model, msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch key.String() {
	case "esc", "q", "t", "ctrl+c":
		m.playing.end()
		m.layers.close()
		return nil
	case "j", "down":
		l.at = min(l.at+1, max(len(l.takes)-1, 0))
		return nil
	case "k", "up":
		l.at = max(l.at-1, 0)
		return nil
	case "r", "T":
		return m.rerecord()
	case "u":
		return m.undo()
	case "ctrl+r":
		return m.redo()
	case "s":
		return m.playLine(sourceOnly, "")
	case "space":
		return l.play(m)
	case "enter":
		if len(l.takes) > 0 {
			return l.pick(m)
		}
	}
	return nil
}

// play plays the take of the list, or ends what plays.
func (l *takesList) play(m *Model) tea.Cmd {
	switch {
	case m.playing.stop != nil:
		m.playing.end()
		m.tell("stopped")
		return nil
	case m.season.Player == nil:
		m.tell("nothing can be played here")
		return nil
	case len(l.takes) == 0:
		return nil
	}
	m.playing.end()
	ctx, stop := context.WithCancel(m.ctx)
	t := l.takes[l.at]
	m.playing.stop, m.playing.words = stop, wording.Take(t)+" as recorded"+m.playing.note(m.season.Player)
	return m.playClips(ctx, m.playing.generation, []Clip{{File: t.Path}})
}

// pick picks the take of the list.
func (l *takesList) pick(m *Model) tea.Cmd {
	t := l.takes[l.at]
	if !t.Cast {
		m.tell("%s is not this line's voice now; cast it again under cast: to use its takes", t.Voice)
		return nil
	}
	return m.pick(t.Number)
}

// pick chooses a take. Until that is in the store, keys wait.
func (m *Model) pick(number int) tea.Cmd {
	s, r, _ := m.lines.OwnRow()
	m.acting = true
	takeReader, decisions, reader, ctx, by := m.season.Takes, m.season.Decisions, m.season.Sheets, m.ctx, m.o.By
	name := fmt.Sprintf("take %d of %s [%s]", number, r.Ref(), s.Market.Name)
	return func() tea.Msg {
		pick, changes, err := takeReader.Picking(s, r, number)
		if err == nil && changes {
			_, err = decisions.Act(ctx, by, "pick "+name, season.Change{Picks: []season.Pick{pick}})
		}
		var sheets []stage.Sheet
		var late *season.Conflict
		if changes && (err == nil || errors.As(err, &late)) {
			var unread error
			sheets, unread = reader.Refresh(ctx, []season.Place{r.Translation.Place()})
			err = errors.Join(err, unread)
		}
		return apply(func(m *Model) tea.Cmd {
			m.acting = false
			m.lines.Put(m.lines.Known(sheets), m.filter.Keeps)
			m.details.stale = true
			if words, err := pickedWords(name, dubOf(s), m.o.Keys.Name(keymap.ActionUndo), changes, late, err); err != nil {
				m.fail(err)
			} else {
				m.tell("%s", words)
			}
			return tea.Batch(m.readDetailsLater(), m.readTakes(false))
		})
	}
}

// dubOf is the command that puts a sheet's takes in their places.
func dubOf(s stage.Sheet) string {
	return fmt.Sprintf("dramaport dub -m %s -e %s", s.Market.Name, s.Episode)
}

// pickedWords are what came of picking a take.
func pickedWords(name, dub, undo string, changes bool, late *season.Conflict, err error) (string, error) {
	switch {
	case late != nil:
		return "", fmt.Errorf("%s has picked take %s meanwhile: listen to it and pick again", late.Theirs.By, late.Theirs.Text)
	case err != nil:
		return "", err
	case !changes:
		return name + " is picked already", nil
	}
	return fmt.Sprintf("picked %s; %s puts it in its place, %s takes it back", name, dub, undo), nil
}

func (l *takesList) draw(m *Model, w, h int) ([]string, *tea.Cursor) {
	drawn := []string{m.paint.Rule(l.title, w)}
	for i, t := range l.takes {
		style := m.paint.Look.Plain
		if i == l.at {
			style.Reverse = true
		}
		drawn = append(drawn, m.paint.Line(fmt.Sprintf(" %2d  %-24s %6.2f s  %s", t.Number, t.Voice, t.Duration.Seconds(), wording.TakeNote(t)), w, style))
	}
	drawn = append(drawn, m.paint.Wrap(l.why, w, m.paint.Look.Faint)...)
	drawn = append(drawn, m.paint.Rule("", w))
	drawn = append(drawn, m.paint.Wrap("space plays  s the original  Enter picks  r records another  u undoes  Esc leaves", w, m.paint.Look.Faint)...)
	return paint.Cut(drawn, h), nil
}
