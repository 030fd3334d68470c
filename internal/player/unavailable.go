package player

import (
	"runtime"
	"strings"
)

// Unavailable says that this machine cannot play or show something. It is for
// showing the user Command instead.
type Unavailable struct {
	// Why says what is missing, Remedy what mends it.
	Why, Remedy string
	// Command plays or shows the thing, typed at a shell where it is
	// possible.
	Command string
}

// Error is all three.
func (u *Unavailable) Error() string { return u.Why + "; " + u.Remedy + "; by hand: " + u.Command }

// Install is the command that installs a player on this system.
func Install() string {
	switch runtime.GOOS {
	case "darwin":
		return "brew install mpv"
	case "windows":
		return "winget install mpv"
	}
	return "sudo apt-get install mpv"
}

func (o Options) noPlayer(clips []Clip) error {
	return &Unavailable{Why: "no player is installed", Remedy: "install one with: " + Install(), Command: ByHand(clips)}
}

// ByHand is what to type at a shell to hear the clips with mpv.
func ByHand(clips []Clip) string {
	var commands []string
	for _, c := range clips {
		words := []string{"mpv", "--no-video"}
		if c.Start > 0 {
			words = append(words, "--start="+seconds(c.Start))
		}
		if c.End > 0 {
			words = append(words, "--end="+seconds(c.End))
		}
		commands = append(commands, strings.Join(append(words, quoted(c.File)), " "))
	}
	return strings.Join(commands, " && ")
}
