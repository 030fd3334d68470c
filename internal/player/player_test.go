package player_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dramaport/internal/player"
)

// clip is a file that is there.
func clip(t *testing.T, name string) player.Clip {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte("sound"), 0o644); err != nil {
		t.Fatal(err)
	}
	return player.Clip{File: path}
}

func open(t *testing.T, o player.Options) *player.Player {
	t.Helper()
	p := player.New(o)
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// want demands an error that holds all of these, or none at all.
func want(t *testing.T, err error, holds ...string) {
	t.Helper()
	if (err == nil) != (len(holds) == 0) {
		t.Errorf("error %v, want %q", err, holds)
		return
	}
	for _, h := range holds {
		if !strings.Contains(err.Error(), h) {
			t.Errorf("error %v does not hold %q", err, h)
		}
	}
}

func TestOneMPVForAllClips(t *testing.T) {
	log := fakes(t, "flood", "mpv")
	p := open(t, player.Options{})
	if log() != "" {
		t.Errorf("started before it was needed: %s", log())
	}
	a, b := clip(t, "a, 'b'.wav"), clip(t, "b.wav")
	b.Start, b.End = 2*time.Second, 2500*time.Millisecond
	for range 2 {
		want(t, p.Play(t.Context(), []player.Clip{a, b}))
	}
	got := log()
	if strings.Count(got, "start ") != 1 || strings.Count(got, "loadfile") != 4 {
		t.Errorf("log:\n%s", got)
	}
	for _, s := range []string{`"url":"` + a.File + `"`, `"options":{"end":"2.500","pause":"no","start":"2.000"}`} {
		if !strings.Contains(got, s) {
			t.Errorf("the log has no %s:\n%s", s, got)
		}
	}
	if p.Describe() != "mpv" || p.Note() != "" {
		t.Errorf("%q, %q", p.Describe(), p.Note())
	}
}

func TestFaultsOfMPV(t *testing.T) {
	for _, c := range []struct {
		fault  string
		starts int
		holds  []string
	}{
		{"", 1, nil},
		{"once dies", 2, nil},
		{"once garbage", 2, nil},
		{"once hangs", 2, nil},
		{"dies", 2, []string{"mpv", "exit status 3", "out of memory"}},
		{"garbage", 2, []string{"mpv", "no message"}},
		{"hangs", 2, []string{"mpv", "does not answer"}},
		{"endless", 1, []string{"did not say that the sound has ended"}},
		{"refuses", 1, []string{"a.wav", "unrecognized file format"}},
	} {
		t.Run(c.fault, func(t *testing.T) {
			log := fakes(t, c.fault, "mpv")
			p := open(t, player.Options{Patience: time.Second / 2})
			want(t, p.Play(t.Context(), []player.Clip{clip(t, "a.wav")}), c.holds...)
			if n := strings.Count(log(), "start "); n != c.starts {
				t.Errorf("%d starts, want %d:\n%s", n, c.starts, log())
			}
		})
	}
}

// A player that was killed while nothing played is started again, whatever
// happened to the one before.
func TestAKilledMPVIsStartedAgain(t *testing.T) {
	log := fakes(t, "", "mpv")
	p := open(t, player.Options{})
	for n := 1; n <= 4; n++ {
		want(t, p.Play(t.Context(), []player.Clip{clip(t, "a.wav")}))
		if got := strings.Count(log(), "start "); got != n {
			t.Errorf("%d starts, want %d", got, n)
		}
		killLast(t, log())
	}
}

func TestCancelIsSilenceAndNoError(t *testing.T) {
	for _, c := range []struct{ tool, fault, until string }{
		{"mpv", "endless", "duration"}, {"mpv", "hangs", "loadfile"}, {"ffplay", "hangs", "args"}, {"theirs", "hangs", "args"},
	} {
		t.Run(c.tool+" "+c.fault, func(t *testing.T) {
			log := fakes(t, c.fault, c.tool)
			o := player.Options{}
			if c.tool == "theirs" {
				o.Command = "theirs {file}"
			}
			p := open(t, o)
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan error)
			go func() { done <- p.Play(ctx, []player.Clip{clip(t, "a.wav"), clip(t, "b.wav")}) }()
			await(t, func() bool { return strings.Contains(log(), c.until) })
			cancel()
			want(t, <-done)
			if strings.Contains(log(), "b.wav") || c.fault == "endless" && !strings.Contains(log(), "stop") {
				t.Errorf("log:\n%s", log())
			}
		})
	}
}

// Who comes later stops what is playing.
func TestTheLaterStopsTheFormer(t *testing.T) {
	log := fakes(t, "endless", "mpv")
	p := open(t, player.Options{})
	first := make(chan error)
	go func() { first <- p.Play(t.Context(), []player.Clip{clip(t, "a.wav")}) }()
	await(t, func() bool { return strings.Contains(log(), "a.wav") })
	second := make(chan error)
	go func() { second <- p.Play(t.Context(), []player.Clip{clip(t, "b.wav")}) }()
	want(t, <-first)
	await(t, func() bool { return strings.Contains(log(), "b.wav") })
	want(t, p.Close())
	want(t, <-second)
	want(t, p.Play(t.Context(), []player.Clip{clip(t, "c.wav")}), "closed")
	if strings.Count(log(), "start ") != 1 {
		t.Errorf("log:\n%s", log())
	}
}

func TestProgramsPerClip(t *testing.T) {
	a := clip(t, "a {start} 'b' $(x).wav")
	a.Start, a.End = time.Second, 3*time.Second
	whole := player.Clip{File: a.File}
	for _, c := range []struct {
		name, tool, command string
		clip                player.Clip
		args                string
	}{
		{"ffplay", "ffplay", "", a, "-hide_banner|-loglevel|error|-nodisp|-vn|-autoexit|-protocol_whitelist|file|-ss|1.000|-t|2.000|-i|file:" + a.File},
		{"ffplay whole", "ffplay", "", whole, "-hide_banner|-loglevel|error|-nodisp|-vn|-autoexit|-protocol_whitelist|file|-ss|0.000|-i|file:" + a.File},
		{"own", "theirs", `theirs --at={start} "{end} x" '' \{duration} {file}`, a, "--at=1.000|3.000 x||2.000|" + a.File},
		{"own whole", "theirs", "theirs -t {duration} {file}", whole, "-t|86400.000|" + a.File},
	} {
		t.Run(c.name, func(t *testing.T) {
			log := fakes(t, "", c.tool)
			p := open(t, player.Options{Command: c.command})
			want(t, p.Play(t.Context(), []player.Clip{c.clip, c.clip}))
			if got := log(); got != strings.Repeat("args "+c.args+"\n", 2) {
				t.Errorf("log:\n%swant\n%s", got, c.args)
			}
			t.Setenv("FAKE", "fails")
			want(t, p.Play(t.Context(), []player.Clip{c.clip}), p.Describe(), "exit status 3", "no such device")
		})
	}
}

func TestCommandsThatCannotBeUsed(t *testing.T) {
	fakes(t, "", "theirs", "mpv")
	for command, holds := range map[string]string{
		"theirs 'a {file}": "not closed",
		"theirs {file} \\": "stands last",
		"theirs --play":    "{file}",
		"{file}":           "{file}",
		"   ":              "{file}",
		"nowhere {file}":   "no program nowhere",
	} {
		p := open(t, player.Options{Command: command})
		want(t, p.Play(t.Context(), []player.Clip{clip(t, "a.wav")}), "your player command", holds)
		_, err := player.Look(t.Context(), player.Options{Command: command})
		want(t, err, holds)
	}
}

func TestNoPlayerShowsTheCommand(t *testing.T) {
	fakes(t, "")
	p := open(t, player.Options{Display: ":0"})
	a := clip(t, "it's.wav")
	a.Start, a.End = time.Second, 2*time.Second
	err := p.Play(t.Context(), []player.Clip{a, {File: a.File}})
	var u *player.Unavailable
	if !errors.As(err, &u) {
		t.Fatalf("error %v", err)
	}
	file := "'" + strings.ReplaceAll(a.File, "'", `'\''`) + "'"
	if u.Command != "mpv --no-video --start=1.000 --end=2.000 "+file+" && mpv --no-video "+file {
		t.Errorf("command %s", u.Command)
	}
	want(t, err, "no player", "install mpv", u.Command)
	want(t, p.Video(t.Context(), player.Video{File: a.File}), "no player", "mpv --start=0.000 ")
	if p.Describe() != "no player" {
		t.Error(p.Describe())
	}
}

func TestClipsThatAreNone(t *testing.T) {
	log := fakes(t, "", "mpv")
	p := open(t, player.Options{Display: ":0"})
	a := clip(t, "a.wav")
	for name, c := range map[string]player.Clip{
		"absolute":        {File: "-a.wav"},
		"no such file":    {File: a.File + "x"},
		"is no file":      {File: filepath.Dir(a.File)},
		"nothing between": {File: a.File, Start: 2 * time.Second, End: time.Second},
	} {
		want(t, p.Play(t.Context(), []player.Clip{a, c}), name)
	}
	want(t, p.Play(t.Context(), nil))
	want(t, p.Video(t.Context(), player.Video{File: a.File, Subtitles: "x.srt"}), "absolute")
	if log() != "" {
		t.Errorf("played all the same: %s", log())
	}
}

func TestWindows(t *testing.T) {
	log := fakes(t, "", "mpv")
	p := open(t, player.Options{Display: ":0"})
	a, srt := clip(t, "a.mp4"), clip(t, "a.srt")
	v := player.Video{File: a.File, At: 1500 * time.Millisecond, Subtitles: srt.File}
	for range 2 {
		want(t, p.Video(t.Context(), v))
	}
	got := log()
	for _, s := range []string{`"start":"1.500"`, `"name":"sub-add"`, `"url":"` + srt.File + `"`} {
		if !strings.Contains(got, s) {
			t.Errorf("the log has no %s:\n%s", s, got)
		}
	}
	if strings.Count(got, "start ") != 1 {
		t.Errorf("a window each: %s", got)
	}
	t.Setenv("FAKE", "blind")
	killLast(t, got)
	want(t, p.Video(t.Context(), v), "opened no window")
	t.Setenv("FAKE", "dies")
	want(t, p.Video(t.Context(), v), "mpv", "out of memory")
}

func TestWindowsOfFfplay(t *testing.T) {
	log := fakes(t, "hangs", "ffplay")
	p := open(t, player.Options{Display: ":0"})
	a := clip(t, "a.mp4")
	want(t, p.Video(t.Context(), player.Video{File: a.File, At: time.Second}))
	if got := log(); !strings.Contains(got, "-ss|1.000|-i|file:"+a.File) {
		t.Errorf("log: %s", got)
	}
	t.Setenv("FAKE", "fails")
	want(t, p.Video(t.Context(), player.Video{File: a.File}), "ffplay", "no such device")
}

func TestWhereNoWindowCanBe(t *testing.T) {
	fakes(t, "", "mpv")
	a := clip(t, "a b.mp4")
	v := player.Video{File: a.File, At: time.Second, Subtitles: clip(t, "a.srt").File}
	for _, c := range []struct {
		env   map[string]string
		holds []string
	}{
		{map[string]string{}, []string{"DISPLAY", "mpv --start=1.000 --sub-file=", "'" + a.File + "'"}},
		{map[string]string{"SSH_CONNECTION": "x", "DISPLAY": ":0"}, []string{"over ssh", "ssh -X"}},
		{map[string]string{"SSH_CONNECTION": "x"}, []string{"over ssh"}},
		{map[string]string{"SSH_CONNECTION": "x", "DISPLAY": "localhost:10.0"}, nil},
		{map[string]string{"WAYLAND_DISPLAY": "wayland-0"}, nil},
	} {
		p := open(t, player.FromEnvironment(func(name string) string { return c.env[name] }, ""))
		want(t, p.Video(t.Context(), v), c.holds...)
		if remote := c.env["SSH_CONNECTION"] != ""; remote != strings.Contains(p.Note(), "remote machine") {
			t.Errorf("%v: note %q", c.env, p.Note())
		}
	}
}
