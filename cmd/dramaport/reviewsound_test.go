package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"dramaport/dubbing/dubbingtest"
	"dramaport/internal/atomicfile"
	"dramaport/internal/console"
	"dramaport/internal/player"
	"dramaport/internal/provider"
	"dramaport/review"
	"dramaport/stage"
)

// heardSeason is a season of three lines, two of them with a text, and with a
// video of six seconds.
func heardSeason(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range map[string]string{
		"season.yaml": "title: Heard\nsource: {locale: zh-CN, tracks: source/*.srt, video: \"video/{episode}.mp4\"}\n" +
			"markets:\n  us: {locale: en-US, speak: espeak}\ncast:\n  default: {us: espeak/en-us}\n",
		"source/e001.srt": "1\n00:00:01,000 --> 00:00:02,000\n你骗了我。\n\n2\n00:00:02,500 --> 00:00:04,000\n滚。\n\n3\n00:00:04,500 --> 00:00:05,500\n不。\n",
	} {
		if err := atomicfile.Write(filepath.Join(dir, name), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "video"), 0o755); err != nil {
		t.Fatal(err)
	}
	mustHeard(t, exec.Command("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=s=90x160:r=10", "-f", "lavfi", "-i", "sine", "-t", "6", filepath.Join(dir, "video/e001.mp4")))
	runHeard(t, dir, "edit", "e001:1", "-m", "us", "--text", "You lied.", "--as", "Ana")
	runHeard(t, dir, "edit", "e001:2", "-m", "us", "--text", "Get out!", "--as", "Ana")
	runHeard(t, dir, "dub", "--draft")
	return dir
}

func mustHeard(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v: %s", cmd.Args, err, out)
	}
	return string(out)
}

// runHeard runs dramaport on a season.
func runHeard(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command(heardTool(t), append([]string{"-C", dir}, args...)...)
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_CONFIG_HOME="+dir)
	return mustHeard(t, cmd)
}

// heardTool is the test binary under the name by which it is the tool.
func heardTool(t *testing.T) string {
	t.Helper()
	exe, err := os.Executable()
	path := filepath.Join(t.TempDir(), "dramaport")
	if err == nil {
		err = os.Symlink(exe, path)
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// heardScreen is dramaport review in a real terminal.
type heardScreen struct {
	t      *testing.T
	socket string
}

// openHeard opens the review of a season with these variables set.
func openHeard(t *testing.T, dir string, env ...string) *heardScreen {
	t.Helper()
	s := &heardScreen{t, filepath.Join(t.TempDir(), "tmux")}
	t.Cleanup(func() { s.tmux("kill-server") })
	words := []string{"env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", "-u", "SSH_CONNECTION", "LANG=C.UTF-8", "NO_COLOR=1", "DRAMAPORT_NO_TOUR=1", "HOME=" + dir, "XDG_CONFIG_HOME=" + dir, "TMPDIR=" + dir}
	for _, w := range env {
		words = append(words, "'"+w+"'")
	}
	s.tmux("-u", "new-session", "-d", "-s", "r", "-x", "130", "-y", "40",
		fmt.Sprintf("%s '%s' -C '%s' review --as Ana; echo ENDED; sleep 60", strings.Join(words, " "), heardTool(t), dir))
	s.shows("e001:1")
	return s
}

func (s *heardScreen) tmux(args ...string) string {
	out, err := exec.Command("tmux", append([]string{"-S", s.socket, "-f", "/dev/null"}, args...)...).CombinedOutput()
	if err != nil {
		s.t.Logf("tmux %v: %v: %s", args, err, out)
	}
	return string(out)
}

func (s *heardScreen) press(keys ...string) *heardScreen {
	s.tmux(append([]string{"send-keys", "-t", "r"}, keys...)...)
	return s
}

// shows waits until the screen shows a text.
func (s *heardScreen) shows(pattern string) *heardScreen {
	s.t.Helper()
	s.until(func() bool { return regexp.MustCompile(pattern).MatchString(s.screen()) }, pattern)
	return s
}

// screen is what the terminal shows, its lines joined by one space.
func (s *heardScreen) screen() string {
	return strings.Join(strings.Fields(s.tmux("capture-pane", "-p", "-t", "r")), " ")
}

// until waits for something that follows from the keys.
func (s *heardScreen) until(so func() bool, what string) {
	s.t.Helper()
	for range 400 {
		if so() {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	s.t.Fatalf("never: %s\n%s", what, s.tmux("capture-pane", "-p", "-t", "r"))
}

// loggingPlayer is a player of the user's own that writes down what it is
// told, and plays on for as long as there is a file called hang.
func loggingPlayer(t *testing.T) (command string, hang string, log func() string) {
	t.Helper()
	dir := t.TempDir()
	path, file := filepath.Join(dir, "play"), filepath.Join(dir, "log")
	hang = filepath.Join(dir, "hang")
	script := fmt.Sprintf("#!/bin/sh\necho \"$2-$3 $1\" >> '%s'\nwhile [ -e '%s' ]; do sleep 0.1; done\n", file, hang)
	if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return path + " {file} {start} {end}", hang, func() string {
		b, _ := os.ReadFile(file)
		return string(b)
	}
}

func logHas(log func() string, patterns ...string) func() bool {
	return func() bool {
		return regexp.MustCompile(`(?s)^` + strings.Join(patterns, "") + `$`).MatchString(log())
	}
}

// One line each of what the logging player is told.
const (
	takeLine   = `0\.000-[0-9.]+ [^\n]*/takes/[^\n]*\n`
	sourceLine = `1\.000-2\.000 [^\n]*/video/e001\.mp4\n`
)

// TestLinesAreHeardInARealTerminal plays, stops, compares, picks and records
// takes with the user's own player.
func TestLinesAreHeardInARealTerminal(t *testing.T) {
	dir := heardSeason(t)
	command, hang, log := loggingPlayer(t)
	s := openHeard(t, dir, "DRAMAPORT_PLAYER="+command)
	s.shows(`Take ─.*take 1 by espeak/en-us, [0-9.]+ s .*pace 1\.\d\d of 1\.30 starts \+0\.00 of 0\.40 s overhang 0\.00 of 1\.20 s`)
	s.press("Space").until(logHas(log, takeLine), "the take")
	s.press("s").until(logHas(log, takeLine, sourceLine), "the source")
	s.press("b").until(logHas(log, takeLine, sourceLine, sourceLine, takeLine), "both")
	if err := os.WriteFile(hang, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s.press("Space").shows(`playing e001:1 \[us\]: take 1 by espeak/en-us`).press("Space").shows("stopped")
	if err := os.Remove(hang); err != nil {
		t.Fatal(err)
	}
	before := strings.Count(log(), "\n")
	s.press(":").press("play on", "Enter").shows("the last line is reached; heard 2 lines, passed by 1")
	if n := strings.Count(log(), "\n") - before; n != 2 {
		t.Errorf("%d played on the way", n)
	}
	s.press("Space").shows(`e001:3 \[us\] has no take to play: it has no text yet; dramaport translate -m us -e e001 drafts it`)
	s.press("g", "T").shows(`Record take 2 of e001:1 \[us\] by espeak/en-us: 9 characters, cost 0\.0000\? \[y/n\]`)
	s.press("y").shows(`recorded take 2 of e001:1 \[us\]`)
	s.press("t").shows(`Takes of e001:1 .* 1 espeak/en-us .*picked .*2 espeak/en-us .*same sound as 1`)
	s.press("j", "Space").until(logHas(log, ".*", takeLine), "the other take")
	s.press("Enter").shows(`picked take 2 of e001:1 \[us\]; dramaport dub -m us -e e001 puts it in its place`)
	if got := runHeard(t, dir, "takes", "e001:1", "-m", "us"); !regexp.MustCompile(`(?m)^2 .*chosen`).MatchString(got) {
		t.Errorf("the store holds:\n%s", got)
	}
	s.press("u").shows(`took back: pick take 2 of e001:1`).press("Escape")
	if got := runHeard(t, dir, "takes", "e001:1", "-m", "us"); !regexp.MustCompile(`(?m)^1 .*chosen`).MatchString(got) {
		t.Errorf("the store holds:\n%s", got)
	}
	s.until(func() bool { return !strings.Contains(s.screen(), "Takes of") }, "the list closed")
	s.press("o").shows("there is no screen to open a window on: .*by hand: mpv --start=1.000")
	s.press("q").shows("ENDED")
	if left, _ := filepath.Glob(filepath.Join(dir, "dramaport-review-*")); len(left) > 0 {
		t.Errorf("the subtitles stayed: %v", left)
	}
}

// Leaving ends what plays.
func TestLeavingSilences(t *testing.T) {
	dir := heardSeason(t)
	command, hang, log := loggingPlayer(t)
	if err := os.WriteFile(hang, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s := openHeard(t, dir, "DRAMAPORT_PLAYER="+command)
	s.press("Space").until(logHas(log, takeLine), "the take")
	s.press("q").shows("ENDED")
	mustHeard(t, exec.Command("sh", "-c", fmt.Sprintf("! ps ax -o args | grep -F '%s' | grep -v grep", filepath.Dir(hang)+"/play /")))
}

// Over ssh, and without a player, the screen says so and what to type.
func TestWhatCannotBePlayedIsToldInARealTerminal(t *testing.T) {
	dir := heardSeason(t)
	s := openHeard(t, dir, "SSH_CONNECTION=10.0.0.1 5 10.0.0.2 22", "PATH=/nowhere")
	s.press("Space").shows(`no player is installed; install one with: .*; by hand: mpv --no-video `)
	s.press("o").shows(`over ssh a window would open on the remote machine, not where you sit; .*--sub-file=`)
	if err := os.Remove(filepath.Join(dir, "video/e001.mp4")); err != nil {
		t.Fatal(err)
	}
	s.press("s").shows(`e001:1 cannot be heard in the original: there is no video/e001\.mp4; put the episode's video there`)
	s.press("o").shows(`e001 has no video to show: there is no video/e001\.mp4`)
}

// silentRoom is a reviewSound whose mpv makes no sound and opens no window.
func silentRoom(t *testing.T, dir string) (*reviewSound, *stage.Workspace) {
	t.Helper()
	a := &app{in: strings.NewReader(""), getenv: os.Getenv, dir: dir, stop: make(chan struct{}), Console: console.Console{Out: io.Discard, Err: io.Discard, Quiet: true}}
	d, err := a.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return a.newReviewSound(d, player.Options{Display: ":nowhere", MPV: []string{"--ao=null", "--vo=null"}}, provider.NewBudget(noCeiling())), d
}

// TestMPVPlaysAndShowsWhatTheReviewAsksFor hears the take and the original,
// and looks at the video, with mpv itself.
func TestMPVPlaysAndShowsWhatTheReviewAsksFor(t *testing.T) {
	dir := heardSeason(t)
	room, d := silentRoom(t, dir)
	sheets, err := d.LayOut(t.Context(), stage.Scope{Markets: d.Config.Markets, Episodes: d.EpisodeNames()})
	if err != nil {
		t.Fatal(err)
	}
	s := sheets[0]
	found, err := d.Heard(t.Context(), s, s.Rows[0])
	if err != nil || found.Take.Paced == "" || found.Source.Path == "" {
		t.Fatalf("%+v, %v", found, err)
	}
	if err := room.Play(t.Context(), []review.Clip{{File: found.Source.Path, Start: found.Source.Start, End: found.Source.End}, {File: found.Take.Paced}}); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := room.Play(ctx, []review.Clip{{File: found.Source.Path}}); err != nil {
		t.Error(err)
	}
	// --vo=null counts as no window: mpv has loaded the file and says so.
	err = room.Show(t.Context(), s, s.Rows[1])
	if err != nil && !strings.Contains(err.Error(), "opened no window") {
		t.Error(err)
	}
	text, err := os.ReadFile(filepath.Join(room.folder, "e001.en-US.srt"))
	if err != nil || !strings.Contains(string(text), "00:00:02,500 --> ") || !strings.Contains(string(text), "Get out!") || strings.Contains(string(text), "滚") {
		t.Errorf("%v: %s", err, text)
	}
	if err := room.close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(room.folder); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the subtitles stayed: %v", err)
	}
}

// A take that is being recorded when the screen is left is paid for: it is
// waited for, kept and accounted.
func TestWhatIsRecordedWhenTheScreenIsLeftIsKept(t *testing.T) {
	arrived, answer := make(chan struct{}, 9), make(chan struct{})
	speech := dubbingtest.NewHandler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		arrived <- struct{}{}
		<-answer
		speech.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	dir := heardSeason(t)
	paid := "title: Heard\nsource: {locale: zh-CN, tracks: source/*.srt}\nsynthesizers:\n  kokoro: {engine: openai, base_url: " + server.URL + "/v1, model: kokoro, price: {characters: 100}}\n" +
		"markets:\n  us: {locale: en-US, speak: kokoro}\ncast:\n  default: {us: kokoro/af_heart}\n"
	if err := atomicfile.Write(filepath.Join(dir, "season.yaml"), []byte(paid)); err != nil {
		t.Fatal(err)
	}
	room, d := silentRoom(t, dir)
	sheets, err := d.LayOut(t.Context(), stage.Scope{Markets: d.Config.Markets, Episodes: d.EpisodeNames()})
	if err != nil {
		t.Fatal(err)
	}
	s := sheets[0]
	if q, err := room.Quote(s, s.Rows[0]); err != nil || q != (review.Retake{Take: 1, Voice: "kokoro/af_heart", Characters: 9, Cost: 0.0009}) {
		t.Errorf("%+v, %v", q, err)
	}
	ctx, leave := context.WithCancel(t.Context())
	recorded, closed := make(chan error, 1), make(chan error, 1)
	go func() {
		_, err := room.Record(ctx, s, s.Rows[0])
		recorded <- err
	}()
	<-arrived
	leave()
	go func() { closed <- room.close() }()
	select {
	case <-closed:
		t.Error("it did not wait")
	case <-time.After(2 * quietWait):
	}
	close(answer)
	if err := errors.Join(<-recorded, <-closed); err != nil {
		t.Error(err)
	}
	if takes, err := room.Takes(s, s.Rows[0]); err != nil || len(takes) != 1 || !takes[0].Chosen {
		t.Errorf("%+v, %v", takes, err)
	}
	used, err := d.Store.Usage(t.Context())
	if err != nil || len(used) != 2 || used[1].Provider != "kokoro" || used[1].Requests != 1 || used[1].Cost < 0.00089 || used[1].Cost > 0.00091 {
		t.Errorf("%+v, %v", used, err)
	}
	// Nothing is begun once the screen is left.
	if _, err := room.Record(t.Context(), s, s.Rows[1]); err == nil || speech.Count() != 1 {
		t.Errorf("%v after %d requests", err, speech.Count())
	}
}
