package paint

import (
	"dramaport/internal/terminal"
	"dramaport/season"
)

// Look is how the screen is painted. It uses the terminal's own sixteen
// colours alone, so that it follows the reviewer's palette; every difference
// that matters is a sign as well.
type Look struct {
	Plain, Strong, Faint, Bar, Bad, Warn, Good, Note terminal.Style
	Speaker, Source, Hit, Added, Removed             terminal.Style
	// follows says that it follows the terminal's background.
	follows bool
}

// NewLook is the look of that name (auto, light, dark or plain, which has no
// colours); "" and auto are dark until the terminal has answered whether its
// background is.
func NewLook(name string) Look {
	switch name {
	case "plain":
		return plain()
	case "light":
		return coloured(terminal.Blue, terminal.Red, terminal.Magenta, terminal.Green, terminal.Cyan)
	}
	l := coloured(terminal.BrightCyan, terminal.BrightRed, terminal.BrightYellow, terminal.BrightGreen, terminal.BrightBlue)
	l.follows = name != "dark"
	return l
}

func plain() Look {
	return Look{Strong: terminal.Style{Bold: true}, Faint: terminal.Style{Faint: true}, Bar: terminal.Style{Reverse: true},
		Bad: terminal.Style{Bold: true}, Hit: terminal.Style{Underline: true}, Added: terminal.Style{Underline: true},
		Removed: terminal.Style{Faint: true}}
}

// coloured is a look of five colours: for names, for what is wrong, doubtful
// and right, and for what is noted.
func coloured(name, bad, warn, good, note terminal.Color) Look {
	return Look{
		Strong:  terminal.Style{Bold: true},
		Faint:   terminal.Style{Faint: true},
		Bar:     terminal.Style{Reverse: true},
		Bad:     terminal.Style{Foreground: bad, Bold: true},
		Warn:    terminal.Style{Foreground: warn},
		Good:    terminal.Style{Foreground: good},
		Note:    terminal.Style{Foreground: note},
		Speaker: terminal.Style{Foreground: name},
		Source:  terminal.Style{},
		Hit:     terminal.Style{Foreground: warn, Reverse: true},
		Added:   terminal.Style{Foreground: good, Underline: true},
		Removed: terminal.Style{Foreground: bad, Faint: true},
	}
}

// On is the look for a terminal whose background is dark, or light, if it is
// to follow the terminal.
func (l Look) On(dark bool) Look {
	if !l.follows {
		return l
	}
	name := "light"
	if dark {
		name = "dark"
	}
	return NewLook(name)
}

// State is how a state is painted.
func (l Look) State(s season.State, stale bool) terminal.Style {
	switch {
	case stale, s == season.NeedsWork:
		return l.Warn
	case s == season.Approved:
		return l.Good
	case s == season.Untranslated:
		return l.Bad
	}
	return l.Faint
}

// Severity is how a finding is painted.
func (l Look) Severity(s season.Severity) terminal.Style {
	switch s {
	case season.Error:
		return l.Bad
	case season.Warning:
		return l.Warn
	}
	return l.Faint
}
