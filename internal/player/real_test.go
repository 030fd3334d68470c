package player_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"dramaport/internal/player"
)

// killLast kills the last player that the log names.
func killLast(t *testing.T, log string) {
	t.Helper()
	i := strings.LastIndex(log, "start ")
	word, _, _ := strings.Cut(log[i+len("start "):], "\n")
	pid, err := strconv.Atoi(word)
	if err != nil {
		t.Fatal(err)
	}
	last, err := os.FindProcess(pid)
	if err == nil {
		err = last.Kill()
	}
	if err != nil {
		t.Fatal(err)
	}
	await(t, func() bool { return !running(pid) })
}

// running reports whether there is such a process that is no zombie.
func running(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		p, err := os.FindProcess(pid)
		return err == nil && p.Signal(syscall.Signal(0)) == nil
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	return !strings.HasPrefix(rest, "Z")
}

// await waits until something is so.
func await(t *testing.T, so func() bool) {
	t.Helper()
	for range 1000 {
		if so() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("it never came to be")
}

// tone is a WAV file of that length.
func tone(t *testing.T, length time.Duration) string {
	t.Helper()
	samples := int(length.Seconds() * 48000)
	b := []byte("RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x80\xbb\x00\x00\x00\x77\x01\x00\x02\x00\x10\x00data")
	b = binary.LittleEndian.AppendUint32(b, uint32(2*samples))
	for i := range samples {
		b = binary.LittleEndian.AppendUint16(b, uint16(100*(i%100)))
	}
	binary.LittleEndian.PutUint32(b[4:], uint32(len(b)-8))
	path := filepath.Join(t.TempDir(), "女 %d a,b.wav")
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func silent() player.Options {
	return player.Options{Display: ":nowhere", MPV: []string{"--ao=null", "--vo=null"}}
}

// The real mpv takes as long as the clips last, and no shorter.
func TestRealMPV(t *testing.T) {
	p := open(t, silent())
	file := tone(t, 300*time.Millisecond)
	clips := []player.Clip{{File: file}, {File: file, Start: 100 * time.Millisecond, End: 200 * time.Millisecond}, {File: file, Start: 200 * time.Millisecond}}
	for range 2 {
		begun := time.Now()
		want(t, p.Play(t.Context(), clips))
		if took := time.Since(begun); took < 480*time.Millisecond {
			t.Errorf("0.5 s of sound took %s", took)
		}
	}
	page := clip(t, "page.wav")
	want(t, p.Play(t.Context(), []player.Clip{page}), page.File, "cannot play it")
	// A playlist must not make it open what it names.
	if err := os.WriteFile(page.File, []byte("#EXTM3U\n#EXTINF:5,\n"+file+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := p.Play(t.Context(), []player.Clip{page}); err == nil {
		t.Error("it followed a playlist")
	}
	found, err := player.Look(t.Context(), player.Options{})
	if err != nil || found.Name != "mpv" || found.Path == "" || found.Version == "" {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestRealMPVWithoutSoundCard(t *testing.T) {
	p := open(t, player.Options{MPV: []string{"--ao=alsa", "--audio-device=alsa/nowhere"}})
	want(t, p.Play(t.Context(), []player.Clip{{File: tone(t, time.Second)}}), "audio output initialization failed")
}

func TestRealMPVShowsVideo(t *testing.T) {
	dir := t.TempDir()
	file, srt := filepath.Join(dir, "v:1,2.mp4"), filepath.Join(dir, "s:1,2.srt")
	if out, err := exec.Command("ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", "color=black:s=90x160:r=25:d=2", "-y", "file:"+file).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if err := os.WriteFile(srt, []byte("1\n00:00:00,000 --> 00:00:02,000\nHi\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	p := open(t, silent())
	for range 2 {
		want(t, p.Video(t.Context(), player.Video{File: file, At: time.Second, Subtitles: srt}))
	}
	// A screen that is not there is told; mpv would play on without a window.
	blind := open(t, player.Options{Display: ":nowhere", MPV: []string{"--ao=null", "--vo=x11"}})
	t.Setenv("DISPLAY", ":nowhere")
	if err := blind.Video(t.Context(), player.Video{File: file}); err == nil {
		t.Error("a window on a screen that is not there")
	}
	broken := clip(t, "broken.mp4")
	want(t, p.Video(t.Context(), player.Video{File: broken.File}), "cannot play it")
}

func TestRealFfplay(t *testing.T) {
	path, err := exec.LookPath("ffplay")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Symlink(path, filepath.Join(dir, "ffplay")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	t.Setenv("SDL_AUDIODRIVER", "dummy")
	p := open(t, player.Options{})
	file := tone(t, 400*time.Millisecond)
	begun := time.Now()
	want(t, p.Play(t.Context(), []player.Clip{{File: file}, {File: file, Start: 100 * time.Millisecond, End: 200 * time.Millisecond}}))
	if took := time.Since(begun); took < 400*time.Millisecond {
		t.Errorf("0.5 s of sound took %s", took)
	}
	want(t, p.Play(t.Context(), []player.Clip{clip(t, "page.wav")}), "ffplay failed", "could not play the file")
	t.Setenv("SDL_AUDIODRIVER", "nonesuch")
	want(t, p.Play(t.Context(), []player.Clip{{File: file}}), "ffplay failed", "nonesuch")
}

// No player outlives us, however we end: the program of this test opens one
// and is killed.
func TestNoPlayerOutlivesUs(t *testing.T) {
	if file := os.Getenv("PLAY"); file != "" {
		_ = player.New(player.Options{Command: os.Getenv("COMMAND"), MPV: []string{"--ao=null"}}).
			Play(t.Context(), []player.Clip{{File: file}})
		return
	}
	file := tone(t, time.Minute)
	for name, env := range map[string][]string{"mpv": nil, "sleep": {"COMMAND=sh -c 'exec sleep 3600' {file}"}} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			us := exec.Command(os.Args[0], "-test.run=^TestNoPlayerOutlivesUs$")
			us.Env, us.Stdout, us.Stderr = append(append(os.Environ(), "PLAY="+file), env...), &out, &out
			if err := us.Start(); err != nil {
				t.Fatal(err)
			}
			var child int
			await(t, func() bool { child = childOf(us.Process.Pid, name); return child != 0 })
			if err := us.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_ = us.Wait()
			await(t, func() bool { return !running(child) })
		})
	}
}

// childOf finds a process by its parent and name, 0 if there is none.
func childOf(parent int, name string) int {
	out, err := exec.Command("ps", "-A", "-o", "pid=,ppid=,comm=").Output()
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		if len(f) == 3 && f[1] == strconv.Itoa(parent) && f[2] == name {
			pid, _ := strconv.Atoi(f[0])
			return pid
		}
	}
	return 0
}
