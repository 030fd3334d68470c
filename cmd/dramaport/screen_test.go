package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// screens are the terminals of a script, each a tmux server of its own in a
// folder with a short path (a socket's may have 107 bytes).
type screens struct{ dir string }

type screensKey struct{}

// longWait is how long a script waits for what has to come: long enough for
// the slowest machine, since only a failing script waits so long.
const longWait = 60 * time.Second

// escapeRest is the pause after Esc by which a program tells the key from the
// beginning of another one (Bubble Tea waits 50 ms).
const escapeRest = 150 * time.Millisecond

// setUpScreens gives a script a place for its terminals, and ends them.
func setUpScreens(e *testscript.Env) error {
	dir, err := os.MkdirTemp("", "scr")
	if err != nil {
		return err
	}
	e.Values[screensKey{}] = &screens{dir: dir}
	e.Setenv("LANG", "C.UTF-8")
	e.Setenv("DRAMAPORT_NO_TOUR", "1")
	e.Setenv("EVIL", "a\x1b]52;c;cHduZWQ=\x07\x1b]0;evil\x07\u009b2J\u202eb")
	e.Defer(func() {
		sockets, _ := filepath.Glob(filepath.Join(dir, "*.sock"))
		for _, s := range sockets {
			_ = exec.Command("tmux", "-S", s, "kill-server").Run() // it may have ended
		}
		os.RemoveAll(dir)
	})
	return nil
}

// pty is one terminal of a script.
type pty struct {
	ts        *testscript.TestScript
	dir, name string
}

// cmdScreen drives dramaport in a real terminal: screen [@NAME] VERB ARGS.
// Scripts that need two terminals name them.
//
//	screen start W H ARG…   dramaport ARG… in a new terminal of W by H cells
//	screen keys KEY…        keys as tmux names them; Escape only as the last
//	screen type TEXT        a text, as typed
//	screen paste TEXT       a text, as pasted
//	screen wait TEXT        until the screen shows it (! until it does not)
//	screen shows TEXT       it does so now (! it does not)
//	screen save FILE        what it shows; colours FILE with the colours
//	screen resize W H       the terminal gets another size
//	screen kill -9          a signal for dramaport; or -TERM, -HUP
//	screen ask FORMAT       what tmux knows, on stdout: #{pane_title}
//	screen clipboard        what programs have put there, on stdout
//	screen end              the terminal is closed, and dramaport is gone
func cmdScreen(ts *testscript.TestScript, neg bool, args []string) {
	w := pty{ts: ts, dir: ts.Value(screensKey{}).(*screens).dir, name: "main"}
	if strings.HasPrefix(args[0], "@") {
		w.name, args = args[0][1:], args[1:]
	}
	verbs := map[string]func(pty, bool, []string){
		"start": pty.start, "keys": pty.keys, "type": pty.typed, "paste": pty.paste,
		"wait": pty.wait, "shows": pty.shows, "save": pty.save, "colours": pty.colours,
		"resize": pty.resize, "kill": pty.kill, "ask": pty.ask, "clipboard": pty.clipboard, "end": pty.end,
	}
	verb, ok := verbs[args[0]]
	if !ok {
		ts.Fatalf("screen has no verb %q", args[0])
	}
	verb(w, neg, args[1:])
}

// watched runs the program that follows it and says how it ended; the number
// of its process goes into the file $0.
const watched = `sh -c 'echo $$ >"$0"; exec "$@"' "$0" "$@"; code=$?; echo; echo "[exit $code]"; exec cat >/dev/null`

func (w pty) start(_ bool, args []string) {
	env := "TERM=" + w.ts.Getenv("TERM")
	if env == "TERM=" {
		env = "TERM=screen-256color"
	}
	_ = os.Remove(w.pidFile())
	w.ts.Check(w.ts.Exec("tmux", append([]string{"-u", "-f", os.DevNull, "-S", w.socket(),
		"set-option", "-g", "set-clipboard", "on", ";", "set-option", "-g", "status", "off", ";",
		"new-session", "-d", "-x", args[0], "-y", args[1], "--",
		"env", env, "sh", "-c", watched, w.pidFile(), "dramaport"}, args[2:]...)...))
}

func (w pty) socket() string  { return filepath.Join(w.dir, w.name+".sock") }
func (w pty) pidFile() string { return filepath.Join(w.dir, w.name+".pid") }

// tmux gives an order to the terminal and returns the answer.
func (w pty) tmux(args ...string) string {
	out, err := exec.Command("tmux", append([]string{"-u", "-S", w.socket()}, args...)...).CombinedOutput()
	if err != nil {
		w.ts.Fatalf("tmux %s: %v: %s", args[0], err, out)
	}
	return string(out)
}

func (w pty) keys(_ bool, keys []string) {
	for i, k := range keys {
		if k == "Escape" && i < len(keys)-1 {
			w.ts.Fatalf("Escape and the next key would be one: wait for what Escape does")
		}
	}
	w.tmux(append([]string{"send-keys", "--"}, keys...)...)
	if keys[len(keys)-1] == "Escape" {
		time.Sleep(escapeRest)
	}
}

func (w pty) typed(_ bool, text []string) {
	w.tmux("send-keys", "-l", "--", strings.Join(text, " "))
}

func (w pty) paste(_ bool, text []string) {
	w.tmux("set-buffer", "-b", "pasted", "--", strings.Join(text, " "))
	w.tmux("paste-buffer", "-p", "-d", "-b", "pasted")
}

// now is what the terminal shows.
func (w pty) now() string { return w.tmux("capture-pane", "-p") }

func (w pty) wait(neg bool, text []string) {
	want, end := strings.Join(text, " "), time.Now().Add(longWait)
	for time.Now().Before(end) {
		screen := w.now()
		if strings.Contains(screen, want) != neg {
			return
		}
		if strings.Contains(screen, "[exit ") {
			break
		}
		time.Sleep(15 * time.Millisecond)
	}
	w.shows(neg, text)
}

func (w pty) shows(neg bool, text []string) {
	want, screen := strings.Join(text, " "), w.now()
	switch found := strings.Contains(screen, want); {
	case found && neg:
		w.ts.Fatalf("screen %s shows %q:\n%s", w.name, want, screen)
	case !found && !neg:
		w.ts.Fatalf("screen %s does not show %q:\n%s", w.name, want, screen)
	}
}

func (w pty) save(_ bool, args []string) {
	w.ts.Check(os.WriteFile(w.ts.MkAbs(args[0]), []byte(w.now()), 0o600))
}

func (w pty) colours(_ bool, args []string) {
	w.ts.Check(os.WriteFile(w.ts.MkAbs(args[0]), []byte(w.tmux("capture-pane", "-p", "-e")), 0o600))
}

func (w pty) resize(_ bool, args []string) {
	w.tmux("resize-window", "-x", args[0], "-y", args[1])
}

func (w pty) kill(_ bool, args []string) {
	signals := map[string]syscall.Signal{"-9": syscall.SIGKILL, "-TERM": syscall.SIGTERM, "-HUP": syscall.SIGHUP, "-INT": syscall.SIGINT}
	sig, ok := signals[args[0]]
	if !ok {
		w.ts.Fatalf("screen kill knows no %s", args[0])
	}
	w.ts.Check(w.process().Signal(sig))
}

// process is dramaport.
func (w pty) process() *os.Process {
	for end := time.Now().Add(longWait); time.Now().Before(end); time.Sleep(15 * time.Millisecond) {
		b, err := os.ReadFile(w.pidFile())
		if pid, bad := strconv.Atoi(strings.TrimSpace(string(b))); err == nil && bad == nil {
			p, err := os.FindProcess(pid)
			w.ts.Check(err)
			return p
		}
	}
	w.ts.Fatalf("dramaport never began")
	return nil
}

func (w pty) ask(_ bool, args []string) {
	w.ts.Check(w.ts.Exec("tmux", "-u", "-S", w.socket(), "display-message", "-p", args[0]))
}

func (w pty) clipboard(_ bool, _ []string) {
	w.ts.Check(w.ts.Exec("tmux", "-u", "-S", w.socket(), "list-buffers", "-F", "#{buffer_sample}"))
}

func (w pty) end(_ bool, _ []string) {
	p := w.process()
	w.tmux("kill-server")
	for end := time.Now().Add(longWait); time.Now().Before(end); time.Sleep(15 * time.Millisecond) {
		if p.Signal(syscall.Signal(0)) != nil {
			_ = os.Remove(w.socket()) // a script may start another under the same name
			return
		}
	}
	w.ts.Fatalf("dramaport (process %d) outlived its terminal %s", p.Pid, w.name)
}
