package review

import (
	"context"
	"fmt"
	"strings"

	"dramaport/review/keymap"
	"dramaport/review/wording"

	tea "charm.land/bubbletea/v2"
)

// soundChoice is what of a line is heard.
type soundChoice int

const (
	takeOnly soundChoice = iota
	sourceOnly
	sourceThenTake
)

// playing is what is being played; the zero value is silence.
type playing struct {
	what soundChoice
	// words say what plays, stop ends it; turn counts the plays, so that
	// what comes of an earlier one is not heeded.
	words      string
	stop       context.CancelFunc
	generation int
	// continuous goes on with the lines that follow until a key is pressed; played
	// and skipped count the lines since.
	continuous      bool
	played, skipped int
	// noted is set once the reviewer knows where sound is heard.
	noted bool
}

// playOn is the word after play that goes on with the lines that follow.
const playOn = "on"

// play plays the take, or ends what plays.
func (m *Model) play(arg string) tea.Cmd {
	if arg == "" && m.playing.stop != nil {
		m.playing.end()
		m.tell("stopped")
		return nil
	}
	return m.playLine(takeOnly, arg)
}

// playLine plays what is wanted of the current line, in the place of what plays.
func (m *Model) playLine(what soundChoice, arg string) tea.Cmd {
	switch {
	case arg != "" && arg != playOn:
		m.tell("only %q may follow, to go on with the next lines; not %q", playOn, arg)
		return nil
	case m.season.SoundFinder == nil || m.season.Player == nil:
		m.tell("nothing can be played here")
		return nil
	case m.lines.Len() == 0:
		m.tell("no line is shown")
		return nil
	}
	m.playing.end()
	m.playing.what, m.playing.continuous = what, arg == playOn
	return m.playCurrent()
}

// playCurrent finds what is to be heard of the current line, and plays it.
func (m *Model) playCurrent() tea.Cmd {
	s, r, ok := m.lines.OwnRow()
	if !ok {
		return nil
	}
	ctx, stop := context.WithCancel(m.ctx)
	m.playing.generation++
	m.playing.stop = stop
	generation, what, finder, takeReader := m.playing.generation, m.playing.what, m.season.SoundFinder, m.season.Takes
	return func() tea.Msg {
		found, err := what.find(ctx, finder, takeReader, s, r)
		return apply(func(m *Model) tea.Cmd {
			switch {
			case generation != m.playing.generation:
				return nil
			case err != nil:
				m.playing.end()
				m.fail(err)
				return nil
			case found.missing != "":
				return m.skipOrTell(found.missing)
			}
			m.playing.words = found.words + m.playing.note(m.season.Player)
			return m.playClips(ctx, generation, found.clips)
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

// playClips plays clips beside the screen.
func (m *Model) playClips(ctx context.Context, generation int, clips []Clip) tea.Cmd {
	player := m.season.Player
	return func() tea.Msg {
		err := player.Play(ctx, clips)
		return apply(func(m *Model) tea.Cmd {
			switch {
			case generation != m.playing.generation:
				return nil
			case err != nil:
				m.playing.end()
				m.fail(err)
				return nil
			case m.playing.continuous:
				m.playing.played++
				return m.playNext()
			}
			m.playing.end()
			return nil
		})
	}
}

// skipOrTell says why a line cannot be heard; on the way through the lines that
// follow the first it is passed by.
func (m *Model) skipOrTell(missing string) tea.Cmd {
	if m.playing.continuous && m.playing.played > 0 {
		m.playing.skipped++
		return m.playNext()
	}
	m.playing.end()
	m.tell("%s", missing)
	return nil
}

// playNext goes on with the next line that is shown.
func (m *Model) playNext() tea.Cmd {
	if m.lines.Index()+1 >= m.lines.Len() {
		played, skipped := m.playing.played, m.playing.skipped
		m.playing.end()
		text := "the last line is reached; heard " + wording.Count(played, "line")
		if skipped > 0 {
			text += fmt.Sprintf(", passed by %d that cannot be heard", skipped)
		}
		m.tell("%s", text)
		return nil
	}
	m.playing.stop()
	m.lines.Move(1)
	return tea.Batch(m.moved(), m.playCurrent())
}

// end ends what plays.
func (p *playing) end() {
	if p.stop != nil {
		p.stop()
	}
	*p = playing{generation: p.generation + 1, noted: p.noted}
}

// stopsOnKey ends the going on from line to line because a key was pressed, and
// tells whether that is all that the key was for.
func (m *Model) stopsOnKey(msg tea.Msg) bool {
	if !m.playing.continuous {
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
