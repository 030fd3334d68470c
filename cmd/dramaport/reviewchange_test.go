package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// reviewer is a person at `dramaport review` in a real terminal.
type reviewer struct {
	t                 *testing.T
	tool, dir, socket string
	env               []string
}

// atReview makes a season of files, and a reviewer who has not begun yet.
func atReview(t *testing.T, files map[string]string) *reviewer {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r := &reviewer{t: t, dir: t.TempDir()}
	home, err := os.MkdirTemp("", "review") // a socket's path is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(home) })
	r.tool, r.socket = filepath.Join(home, "dramaport"), filepath.Join(home, "s")
	if err := os.Symlink(exe, r.tool); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		path := filepath.Join(r.dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	r.env = append(os.Environ(), "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "TMUX=", "NO_COLOR=1", "DRAMAPORT_NO_TOUR=1", "DRAMAPORT_REVIEWER=Ana", "HOME="+home,
		"XDG_CONFIG_HOME="+filepath.Join(home, "config"), "TMPDIR="+home, "VISUAL=", "EDITOR="+filepath.Join(r.dir, "editor"))
	return r
}

// cli runs a verb and returns what it prints.
func (r *reviewer) cli(args ...string) string {
	r.t.Helper()
	cmd := exec.Command(r.tool, append([]string{"-C", r.dir}, args...)...)
	cmd.Env = r.env
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("dramaport %q: %v\n%s", args, err, out)
	}
	return string(out)
}

func (r *reviewer) tmux(args ...string) string {
	r.t.Helper()
	cmd := exec.Command("tmux", append([]string{"-u", "-f", os.DevNull, "-S", r.socket}, args...)...)
	cmd.Env = r.env
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("tmux %q: %v\n%s", args, err, out)
	}
	return string(out)
}

// begin opens the screen.
func (r *reviewer) begin(args ...string) {
	r.t.Helper()
	line := fmt.Sprintf("'%s' -C '%s' review %s; echo LEFT $?; sleep 100", r.tool, r.dir, strings.Join(args, " "))
	r.tmux("new-session", "-d", "-s", "review", "-x", "120", "-y", "40", line)
	r.t.Cleanup(func() { r.tmux("kill-server") })
}

// sees waits until the screen shows a text.
func (r *reviewer) sees(text string) {
	r.t.Helper()
	screen := ""
	for range 600 {
		if screen = r.tmux("capture-pane", "-p", "-t", "review"); strings.Contains(screen, text) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	r.t.Fatalf("the screen never shows %q:\n%s", text, screen)
}

// press types keys as tmux names them, text writes.
func (r *reviewer) press(keys ...string) {
	r.tmux(append([]string{"send-keys", "-t", "review"}, keys...)...)
}
func (r *reviewer) write(text string) { r.tmux("send-keys", "-t", "review", "-l", text) }

// holds fails the test unless a line's JSON has all parts.
func (r *reviewer) holds(ref string, parts ...string) {
	r.t.Helper()
	episode, number, _ := strings.Cut(ref, ":")
	for _, l := range strings.Split(r.cli("lines", "--json", "-m", "us"), "\n") {
		if !strings.Contains(l, `"episode":"`+episode+`"`) || !strings.Contains(l, `"line":`+number+`,`) {
			continue
		}
		for _, p := range parts {
			if !strings.Contains(l, p) {
				r.t.Errorf("%s has no %s: %s", ref, p, l)
			}
		}
		return
	}
	r.t.Errorf("there is no %s", ref)
}

// changeSeason is a season whose first and third line say the same, with an
// editor that does what the file "how" says.
func changeSeason() map[string]string {
	cue := func(n int, text string) string {
		return fmt.Sprintf("%d\n00:00:%02d,000 --> 00:00:%02d,000\n%s\n\n", n, 3*n, 3*n+2, text)
	}
	return map[string]string{
		"season.yaml":     "title: Change\nsource: {locale: zh-CN, tracks: source/*.srt}\nmarkets:\n  us: {locale: en-US}\n",
		"source/e001.srt": cue(1, "听我解释。") + cue(2, "顾总来了。") + cue(3, "听我解释。"),
		"source/e002.srt": cue(1, "听我解释。") + cue(2, "顾总走了。"),
		"editor":          "#!/bin/sh\nfor file; do :; done\n. \"$(dirname \"$0\")/how\"\n",
		"how":             "exit 0\n",
	}
}

func TestReviewChangesInATerminal(t *testing.T) {
	r := atReview(t, changeSeason())
	r.cli("edit", "e001:1", "-m", "us", "--text", "Mr Gu, hear me out.")
	r.cli("edit", "e001:2", "-m", "us", "--text", "Mr Gu is here.")
	r.cli("edit", "e002:1", "-m", "us", "--text", "Let me explain.", "--approve")
	r.cli("edit", "e002:2", "-m", "us", "--text", "Mr Gu has left.")
	r.cli("comment", "e001:1", "-m", "us", "--text", "Who is he?", "--as", "Ben")
	r.begin("e001:1")
	r.sees("9.5 of 17 char/s")

	r.press("p")
	r.sees("1 of 1 line: Give identical lines the text of e001:1")
	r.sees("1 approved line with another text left alone")
	r.press("Enter")
	r.sees("1 line given the text of e001:1, edited")
	r.holds("e001:3", `"text":"Mr Gu, hear me out."`, `"state":"edited"`)
	r.holds("e002:1", `"text":"Let me explain."`, `"state":"approved"`)

	r.press("R")
	r.write("Mr (\\w+)/Mr. $1/r")
	r.press("Enter")
	r.sees("4 of 4 lines")
	r.press("Enter")
	r.sees("replaced in 4 lines")
	r.holds("e002:2", `"text":"Mr. Gu has left."`)
	r.press("u")
	r.sees("took back: replace")
	r.holds("e002:2", `"text":"Mr Gu has left."`)

	r.press("w")
	r.write("顾沉")
	r.press("Enter")
	r.sees("Nobody in the cast or the season is called 顾沉")
	r.press("y")
	r.sees("顾沉 speaks 1 line, in every market")
	r.holds("e001:1", `"speaker":"顾沉"`)

	r.press(":")
	r.write("assign me all")
	r.press("Enter")
	r.sees("Assign 5 lines shown to Ana?")
	r.press("y")
	r.sees("5 lines assigned to Ana")
	r.holds("e002:2", `"assigned":"Ana"`)

	r.press("C")
	r.sees("resolved: Who is he?")
	r.holds("e001:1", `"comments":0`)
}

func TestReviewInTheReviewersEditor(t *testing.T) {
	r := atReview(t, changeSeason())
	how := func(script string) {
		if err := os.WriteFile(filepath.Join(r.dir, "how"), []byte(script), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r.cli("edit", "e001:1", "-m", "us", "--text", "Hear me out.")
	r.begin("e001:1")
	r.sees("6.0 of 17 char/s")

	how(`sed -i 's/Hear me out/Listen/' "$file"` + "\n")
	r.press("E")
	r.sees("e001:1 kept as edited")
	r.holds("e001:1", `"text":"Listen."`)

	how(`sed -i 's/Listen/Wait/' "$file"; exit 3` + "\n")
	r.press("E")
	r.sees("Nothing was taken")
	r.sees("exit status 3")
	r.holds("e001:1", `"text":"Listen."`)
	how("exit 0\n")
	r.press("e")
	r.sees("e001:1 kept as edited")
	r.holds("e001:1", `"text":"Wait."`)

	how(`sed -i -e 's/Wait/Stop/' -e 's/^=== e002:1 us/=== e009:1 us/' -e '/^# 顾总来了。/a He is here.' "$file"` + "\n")
	r.press("M-e")
	r.sees("2 lines kept as edited")
	r.sees(`"e009:1 us" is not in this file`)
	r.holds("e001:1", `"text":"Stop."`)
	r.holds("e001:2", `"text":"He is here."`, `"state":"edited"`)
	left, err := filepath.Glob(filepath.Join(filepath.Dir(r.tool), "dramaport-*", "lines.txt"))
	if err != nil || len(left) != 1 {
		t.Fatalf("%q are left, %v", left, err)
	}
	for path, mode := range map[string]os.FileMode{left[0]: 0o600, filepath.Dir(left[0]): 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	how(`sed -i 's/^=== e009:1 us/=== e002:1 us/' "$file"` + "\n")
	r.press("e")
	r.sees("nothing changed")
	if _, err := os.Stat(left[0]); err == nil {
		t.Errorf("%s is still there", left[0])
	}
	r.press("u")
	r.sees("took back: edit 2 lines")
	r.holds("e001:1", `"text":"Wait."`)
	r.press("q")
	r.sees("LEFT 0")
}

func TestEditorThatIsNotInstalled(t *testing.T) {
	r := atReview(t, changeSeason())
	r.env = append(r.env, "EDITOR=no-such-editor --wait")
	r.begin("e001:1")
	r.sees("e001:1  us")
	r.press("E")
	r.sees(`the editor "no-such-editor --wait" is not`)
	r.press("Escape")
	r.sees("your file is")
}
