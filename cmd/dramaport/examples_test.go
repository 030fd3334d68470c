package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dramaport/dubbing"
	"dramaport/internal/console"
	"dramaport/internal/wav"
	"dramaport/subtitles"
)

var update = flag.Bool("update", false, "write the examples' expected files anew")

// TestExamples ports every folder of examples/ as `make demo` does and
// compares what leaves with what the folder expects.
func TestExamples(t *testing.T) {
	folders, err := filepath.Glob("../../examples/*/season.yaml")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, f := range folders {
		t.Run(filepath.Base(filepath.Dir(f)), func(t *testing.T) { portExample(t, filepath.Dir(f)) })
	}
}

func portExample(t *testing.T, example string) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(example)); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		code int
		args []string
	}{
		{exitOpen, []string{"translate", "-m", "us"}},
		{exitOpen, []string{"approve", "-m", "us", "--clean", "--as", "Ana"}},
		{exitOpen, []string{"translate", "-m", "latam"}},
		{exitOpen, []string{"approve", "-m", "latam", "--clean", "--as", "Luz"}},
		{exitDone, []string{"dub", "-e", "e001-e002"}},
		{exitDone, []string{"export", "-e", "e001-e002"}},
		{exitOpen, []string{"run"}},
	} {
		var said bytes.Buffer
		a := &app{in: strings.NewReader(""), getenv: func(string) string { return "" }, Console: console.Console{Out: &said, Err: &said}}
		if code := a.run(context.Background(), append([]string{"-C", dir}, step.args...)); code != step.code {
			t.Fatalf("%v: exit %d, want %d\n%s", step.args, code, step.code, said.String())
		}
	}
	compareText(t, example, filepath.Join(dir, "exports", "us"))
	compareCues(t, filepath.Join(dir, "exports"))
	compareStems(t, dir)
}

// compareText holds the text that leaves to the letter.
func compareText(t *testing.T, example, exported string) {
	t.Helper()
	for _, pattern := range []string{"*.srt", "*.vtt"} {
		files, _ := filepath.Glob(filepath.Join(exported, pattern))
		if len(files) != 2 {
			t.Errorf("%d files %s left, want 2", len(files), pattern)
		}
		for _, f := range files {
			compareFile(t, f, filepath.Join(example, "expected", "us", filepath.Base(f)))
		}
	}
}

func compareFile(t *testing.T, got, want string) {
	t.Helper()
	content, err := os.ReadFile(got)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.MkdirAll(filepath.Dir(want), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(want, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	expected, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(content, expected) {
		t.Errorf("%s is not %s; look at the difference, then go test ./cmd/dramaport -run Examples -update", got, want)
	}
}

// compareCues holds every market to the number of cues of its pivot; the
// words of a rule-based engine differ with its version.
func compareCues(t *testing.T, exports string) {
	t.Helper()
	for _, episode := range []string{"e001", "e002"} {
		us := cues(t, filepath.Join(exports, "us", episode+".en-US.srt"))
		latam := cues(t, filepath.Join(exports, "latam", episode+".es-419.srt"))
		if len(us) == 0 || len(us) != len(latam) {
			t.Errorf("%s: %d cues for us, %d for latam", episode, len(us), len(latam))
		}
	}
}

func cues(t *testing.T, path string) []subtitles.Cue {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	track, problems, err := subtitles.Parse(path, raw, subtitles.Options{})
	if err != nil || len(problems) > 0 {
		t.Fatalf("%s: %v %v", path, problems, err)
	}
	return track.Cues()
}

// compareStems holds each stem to the end of the source's last cue.
func compareStems(t *testing.T, dir string) {
	t.Helper()
	stems, _ := filepath.Glob(filepath.Join(dir, "exports", "*", "*.dub.wav"))
	if len(stems) != 4 {
		t.Errorf("%d stems left, want 4", len(stems))
	}
	for _, stem := range stems {
		f, err := os.Open(stem)
		if err != nil {
			t.Fatal(err)
		}
		sound, err := wav.Read(f)
		f.Close()
		if err != nil || sound.Rate != dubbing.SampleRate {
			t.Errorf("%s: %v, %d Hz", stem, err, sound.Rate)
		}
		episode, _, _ := strings.Cut(filepath.Base(stem), ".")
		source, _ := filepath.Glob(filepath.Join(dir, "source", episode+".*"))
		all := cues(t, source[0])
		if want := dubbing.Samples(all[len(all)-1].End); int64(len(sound.Samples)) != want {
			t.Errorf("%s: %d samples, want %d", stem, len(sound.Samples), want)
		}
	}
}
