package review

import (
	"context"
	"fmt"
	"strings"

	"dramaport/review/keymap"
	"dramaport/review/wording"

	tea "charm.land/bubbletea/v2"
)

// hearing is what of a line is heard.
type hearing int

const (
	theTake hearing = iota
	theSource
	theBoth
)

// playing is what is being played; the zero value is silence.
type playing struct {
	what hearing
	// words say what plays, stop ends it; turn counts the plays, so that
	// what comes of an earlier one is not heeded.
	words string
	stop  context.CancelFunc
	turn  int
	// on goes on with the lines that follow until a key is pressed; heard
	// and skipped count the lines since.
	on             bool
	heard, skipped int
	// noted is set once the reviewer knows where sound is heard.
	noted bool
}

// goOn is the word after play that goes on with the lines that follow.
const goOn = "on"

// play plays the take, or ends what plays.
func (m *Model) play(arg string) tea.Cmd {
	if arg == "" && m.playing.stop != nil {
		m.playing.end()
		m.tell("stopped")
		return nil
	}
	return m.hear(theTake, arg)
}

// hear plays what is wanted of the current line, in the place of what plays.
func (m *Model) hear(what hearing, arg string) tea.Cmd {
	switch {
	case arg != "" && arg != goOn:
		m.tell("only %q may follow, to go on with the next lines; not %q", goOn, arg)
		return nil
	case m.season.SoundFinder == nil || m.season.Player == nil:
		m.tell("nothing can be played here")
		return nil
	case m.lines.Len() == 0:
		m.tell("no line is shown")
		return nil
	}
	m.playing.end()
	m.playing.what, m.playing.on = what, arg == goOn
	return m.start()
}

// start finds what is to be heard of the current line, and plays it.
func (m *Model) start() tea.Cmd {
	s, r, ok := m.lines.OwnRow()
	if !ok {
		return nil
	}
	ctx, stop := context.WithCancel(m.ctx)
	m.playing.turn++
	m.playing.stop = stop
	turn, what, ear, studio := m.playing.turn, m.playing.what, m.season.SoundFinder, m.season.Takes
	return func() tea.Msg {
		found, err := what.find(ear, studio, s, r)
		return apply(func(m *Model) tea.Cmd {
			switch {
			case turn != m.playing.turn:
				return nil
			case err != nil:
				m.playing.end()
				m.fail(err)
				return nil
			case found.missing != "":
				return m.unheard(found.missing)
			}
			m.playing.words = found.words + m.playing.note(m.season.Player)
			return m.sound(ctx, turn, found.clips)
		})
	}
}

// note is where sound is heard, told once.
func (p *playing) note(from Player) string {
	note := from.Note()
	if p.noted || note == "" {
		return ""
	}
	p.noted = true
	return "; " + note
}

// sound plays clips beside the screen.
func (m *Model) sound(ctx context.Context, turn int, clips []Clip) tea.Cmd {
	player := m.season.Player
	return func() tea.Msg {
		err := player.Play(ctx, clips)
		return apply(func(m *Model) tea.Cmd {
			switch {
			case turn != m.playing.turn:
				return nil
			case err != nil:
				m.playing.end()
				m.fail(err)
				return nil
			case m.playing.on:
				m.playing.heard++
				return m.follow()
			}
			m.playing.end()
			return nil
		})
	}
}

// unheard says why a line cannot be heard; on the way through the lines that
// follow the first it is passed by.
func (m *Model) unheard(missing string) tea.Cmd {
	if m.playing.on && m.playing.heard > 0 {
		m.playing.skipped++
		return m.follow()
	}
	m.playing.end()
	m.tell("%s", missing)
	return nil
}

// follow goes on with the next line that is shown.
func (m *Model) follow() tea.Cmd {
	if m.lines.Index()+1 >= m.lines.Len() {
		heard, skipped := m.playing.heard, m.playing.skipped
		m.playing.end()
		text := "the last line is reached; heard " + wording.Count(heard, "line")
		if skipped > 0 {
			text += fmt.Sprintf(", passed by %d that cannot be heard", skipped)
		}
		m.tell("%s", text)
		return nil
	}
	m.playing.stop()
	m.lines.Move(1)
	return tea.Batch(m.moved(), m.start())
}

// end ends what plays.
func (p *playing) end() {
	if p.stop != nil {
		p.stop()
	}
	*p = playing{turn: p.turn + 1, noted: p.noted}
}

// halted ends the going on from line to line because a key was pressed, and
// tells whether that is all that the key was for.
func (m *Model) halted(msg tea.Msg) bool {
	if !m.playing.on {
		return false
	}
	m.playing.end()
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false
	}
	action, _ := m.o.Keys.Action(key)
	if action != keymap.ActionPlay && action != keymap.ActionBack {
		return false
	}
	m.tell("stopped")
	return true
}

// activity says what goes on beside the screen, "" if nothing does.
func activity(p playing, recording string) string {
	var all []string
	if p.words != "" {
		all = append(all, "playing "+p.words)
	}
	if recording != "" {
		all = append(all, "recording another take of "+recording+" …")
	}
	return strings.Join(all, "; ")
}
