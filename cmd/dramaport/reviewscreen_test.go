package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// newcomer is a user whose first review is in a real terminal, with a home of its own.
type newcomer struct {
	t            *testing.T
	socket, tool string
	dir, home    string
}

func newNewcomer(t *testing.T) *newcomer {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Fatal("tmux is missing: scripts/tools installs it")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	home, err := os.MkdirTemp("", "review") // a socket's path is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(home) })
	r := &newcomer{t: t, dir: t.TempDir(), home: home}
	r.tool = filepath.Join(r.home, "dramaport")
	r.socket = filepath.Join(r.home, "tmux")
	if err := os.Symlink(exe, r.tool); err != nil { // testscript.Main makes the test binary the tool by its name
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"season.yaml":     "title: Screen\nsource: {locale: zh-CN, tracks: source/*.srt}\nmarkets:\n  us: {locale: en-US}\n",
		"source/e001.srt": "1\n00:00:01,000 --> 00:00:03,000\n你骗了我。\n\n2\n00:00:04,000 --> 00:00:06,000\n我没有骗你。\n",
		"source/e002.srt": "1\n00:00:01,000 --> 00:00:03,000\n放手！\n",
	} {
		file := filepath.Join(r.dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { r.tmux("kill-server") })
	return r
}

func (r *newcomer) tmux(args ...string) string {
	out, err := exec.Command("tmux", append([]string{"-u", "-S", r.socket, "-f", "/dev/null"}, args...)...).CombinedOutput()
	if err != nil {
		r.t.Logf("tmux %v: %v: %s", args, err, out)
	}
	return string(out)
}

// start opens a screen of 80 by 24, again opens another in its place.
func (r *newcomer) start() {
	r.tmux("new-session", "-d", "-s", "review", "-x", "80", "-y", "24", r.command())
}

func (r *newcomer) again() { r.tmux("respawn-pane", "-k", "-t", "review", r.command()) }

func (r *newcomer) command() string {
	return "env -u CI -u DRAMAPORT_NO_TOUR HOME=" + r.home + " XDG_CONFIG_HOME=" + r.home + "/config XDG_STATE_HOME=" + r.home +
		"/state NO_COLOR=yes LC_ALL=C.UTF-8 '" + r.tool + "' -C '" + r.dir + "' review --as Ana; echo ENDED; sleep 60"
}

// press types keys, by tmux's names for them.
func (r *newcomer) press(keys ...string) {
	r.tmux(append([]string{"send-keys", "-t", "review"}, keys...)...)
}

// waitFor waits until the screen shows a text, and returns the screen.
func (r *newcomer) waitFor(text string) string {
	r.t.Helper()
	screen := ""
	for range 400 {
		screen = r.tmux("capture-pane", "-p", "-t", "review")
		if strings.Contains(screen, text) {
			return screen
		}
		time.Sleep(50 * time.Millisecond)
	}
	r.t.Fatalf("never showed %q:\n%s", text, screen)
	return ""
}

// A user's first screen begins with the tour, the second does not; what is
// edited, restored from the history and counted goes through the store.
func TestReviewScreenOfANewUser(t *testing.T) {
	r := newNewcomer(t)
	r.start()
	r.waitFor("Tour 1 of 6")
	r.press("j", "Tab", "a", "u", "x", "e", "f")
	r.waitFor("Tour 6 of 6")
	r.press("?")
	r.waitFor("that was the tour")
	r.press(":e002", "Enter")
	r.waitFor("3 of 3 lines")
	r.press(":e001:2", "Enter", ":edit I did not.", "Enter")
	r.waitFor("e001:2 kept as edited")
	r.press(":edit I never lied.", "Enter")
	r.waitFor("I never lied.")
	r.press("h")
	r.waitFor("History of e001:2")
	r.press("j", "Enter")
	r.waitFor("Compare e001:2")
	r.press("r")
	r.waitFor("e001:2 has version 1")
	r.press("S")
	screen := r.waitFor("Decided ──")
	if !strings.Contains(screen, "Ana                     0      3         0 ") {
		t.Errorf("the statistics do not count:\n%s", screen)
	}
	r.press("q", "C-c")
	r.waitFor("ENDED")

	r.again()
	screen = r.waitFor("I did not.")
	if strings.Contains(screen, "Tour 1 of") {
		t.Errorf("the tour comes again:\n%s", screen)
	}
	r.press("q")
	r.waitFor("ENDED")
}
