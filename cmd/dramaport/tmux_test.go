package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"dramaport/localize/localizetest"

	"github.com/rogpeppe/go-internal/testscript"
)

// terminalKey holds a script's terminal.
type terminalKey struct{}

// tmuxTerminal is a real one: a tmux server of the script's own.
type tmuxTerminal struct{ home string }

func (t tmuxTerminal) do(ts *testscript.TestScript, args ...string) string {
	cmd := exec.Command("tmux", append([]string{"-u", "-f", os.DevNull, "-S", filepath.Join(t.home, "s")}, args...)...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_NOSYSTEM", "NO_COLOR", "FAKE_KEY", "OPENAI_API_KEY"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	cmd.Env = append(cmd.Env, "DRAMAPORT_NO_TOUR=1", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "TMUX=")
	out, err := cmd.CombinedOutput()
	if err != nil {
		ts.Fatalf("tmux %s: %v: %s", args[0], err, out)
	}
	return string(out)
}

// cmdTmux works a program as a person does, at a real terminal:
//
//	tmux start 120x40 dramaport review -m us
//	tmux keys r            keys by tmux's names
//	tmux type 'a hint'     text as it stands
//	tmux see 'cost 0.0'    waits until the screen shows it
//	tmux gone 'asking'     waits until the screen shows it no longer
//	tmux end               waits until the program has ended
func cmdTmux(ts *testscript.TestScript, _ bool, args []string) {
	switch args[0] {
	case "start":
		startTmux(ts, args[1], args[2:])
	case "keys":
		tmuxOf(ts).do(ts, append([]string{"send-keys", "-t", "t"}, args[1:]...)...)
	case "type":
		tmuxOf(ts).do(ts, "send-keys", "-t", "t", "-l", args[1])
	case "see":
		seeTmux(ts, true, args[1])
	case "gone":
		seeTmux(ts, false, args[1])
	case "end":
		endTmux(ts)
	default:
		ts.Fatalf("tmux %s: start, keys, type, see, gone or end", args[0])
	}
}

func tmuxOf(ts *testscript.TestScript) *tmuxTerminal { return ts.Value(terminalKey{}).(*tmuxTerminal) }

// startTmux begins a program; the pane stays after its end.
func startTmux(ts *testscript.TestScript, size string, program []string) {
	t := tmuxOf(ts)
	if t.home == "" {
		// A socket's path may have 107 bytes; a script's folder is longer.
		home, err := os.MkdirTemp("", "tmux")
		ts.Check(err)
		t.home = home
		ts.Defer(func() {
			_ = exec.Command("tmux", "-S", filepath.Join(home, "s"), "kill-server").Run() // it may have ended by itself
			_ = os.RemoveAll(home)
		})
		t.do(ts, "new-session", "-d", "-s", "base", "sleep 600") // without a session the server would end
	}
	w, h, _ := strings.Cut(size, "x")
	var quoted []string
	for _, word := range program {
		quoted = append(quoted, "'"+strings.ReplaceAll(word, "'", `'\''`)+"'")
	}
	t.do(ts, "new-session", "-d", "-s", "t", "-x", w, "-y", h, strings.Join(quoted, " ")+"; echo ended:$?; sleep 600")
}

// seeTmux waits until the screen shows a text, or no longer.
func seeTmux(ts *testscript.TestScript, there bool, text string) {
	shown := ""
	for range 1000 {
		shown = tmuxOf(ts).do(ts, "capture-pane", "-p", "-t", "t")
		if strings.Contains(shown, text) == there {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("the screen shows %q: never %v:\n%s", text, there, shown)
}

// endTmux waits for the program's end and closes its terminal.
func endTmux(ts *testscript.TestScript) {
	seeTmux(ts, true, "ended:")
	tmuxOf(ts).do(ts, "kill-session", "-t", "t")
}

// cmdChatFault lets the chat provider fail as localizetest.ParseFault says, from
// now on: chat-fault refused; without one it is mended.
func cmdChatFault(ts *testscript.TestScript, _ bool, args []string) {
	f := fakeOf(ts)
	f.handler.SetFaults()
	for _, spec := range args {
		fault, err := localizetest.ParseFault(spec + ",on=always")
		ts.Check(err)
		f.handler.SetFaults(fault)
	}
}
