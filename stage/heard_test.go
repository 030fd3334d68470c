package stage_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dramaport/dubbing"
	"dramaport/dubbing/espeak"
	"dramaport/internal/wav"
	"dramaport/season"
	"dramaport/stage"
)

const spokenSeason = `title: Heard
source: {locale: zh-CN, tracks: source/*, video: "video/{episode}.mp4"}
markets:
  us: {locale: en-US, speak: espeak}
  mute: {locale: en-GB}
cast:
  林婉: {us: espeak/en-us}
`

const spokenTrack = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v 林婉>你骗了我三年。\n\n00:02.500 --> 00:04.000\n<v 林婉>滚。\n\n00:04.500 --> 00:06.000\n<v 路人甲>我没有骗你。\n"

// studio brings espeak.
func studio(t *testing.T) func(string) (dubbing.Synthesizer, error) {
	t.Helper()
	e, err := espeak.New(t.Context(), espeak.Options{Name: "espeak"})
	if err != nil {
		t.Fatal(err)
	}
	return func(string) (dubbing.Synthesizer, error) { return e, nil }
}

func recordAll(t *testing.T, d *stage.Workspace, castings ...stage.Casting) {
	t.Helper()
	failures, err := d.Record(t.Context(), castings, stage.Recording{
		Progress: func(season.MarketName, int) {},
		Meter: func(_ string, s dubbing.Synthesizer, _ <-chan struct{}, _ func(context.Context, season.Usage) error) dubbing.Synthesizer {
			return s
		}})
	if err != nil || len(failures) > 0 {
		t.Fatalf("%q, %v", failures, err)
	}
}

func dubUS(t *testing.T, d *stage.Workspace) {
	t.Helper()
	cast, err := d.Cast(sheet(t, d, "us"), false, studio(t))
	if err != nil {
		t.Fatal(err)
	}
	recordAll(t, d, cast)
	if _, _, err := d.Assemble(t.Context(), cast, false); err != nil {
		t.Fatal(err)
	}
}

func heard(t *testing.T, d *stage.Workspace, market string, line int) stage.Sound {
	t.Helper()
	s := sheet(t, d, market)
	found, err := d.Heard(t.Context(), s, s.Rows[line-1])
	if err != nil {
		t.Fatal(err)
	}
	if (found.Take.Path == "") != (found.NoTake != "") || (found.Source.Path == "") != (found.NoSource != "") {
		t.Errorf("neither there nor said to be missing: %+v", found)
	}
	return found
}

func TestHeardIsWhatTheDubUses(t *testing.T) {
	d := workspace(t, map[string]string{"season.yaml": spokenSeason, "source/e001.vtt": spokenTrack})
	if got := heard(t, d, "us", 1); !strings.Contains(got.NoTake, "dramaport translate -m us -e e001") || !strings.Contains(got.NoSource, "no video/e001.mp4") {
		t.Errorf("%+v", got)
	}
	decide(t, d, "us", "You have lied to me for three years now.", "Get out.", "Not I.")
	if got := heard(t, d, "us", 1); !strings.HasSuffix(got.NoTake, "dramaport dub -m us -e e001 records it") {
		t.Errorf("%+v", got)
	}
	dubUS(t, d)
	fast, free := heard(t, d, "us", 1).Take, heard(t, d, "us", 2).Take
	if fast.Rate <= 1.01 || fast.Paced == fast.Path || free.Rate != 1 || free.Paced != free.Path {
		t.Errorf("the test wants one fast and one free:\n%+v\n%+v", fast, free)
	}
	for _, f := range []stage.TakeSound{fast, free} {
		for path, length := range map[string]time.Duration{f.Path: f.Duration, f.Paced: f.Length} {
			if got := lengthOf(t, path); !filepath.IsAbs(path) || math.Abs((got-length).Seconds()) > 0.001 {
				t.Errorf("%s lasts %s, said to last %s", path, got, length)
			}
		}
	}
	if fast.Voice != "espeak/en-us" || fast.Number != 1 || fast.Start != time.Second || fast.Overhang != fast.Start+fast.Length-2*time.Second {
		t.Errorf("%+v", fast)
	}
	if got := heard(t, d, "us", 3); !strings.Contains(got.NoTake, "路人甲 has no voice here") {
		t.Errorf("%+v", got)
	}
	if got := heard(t, d, "mute", 1); !strings.Contains(got.NoTake, "not dubbed") {
		t.Errorf("%+v", got)
	}
	decide(t, d, "us", "You lied.")
	if got := heard(t, d, "us", 1); !strings.Contains(got.NoTake, "have changed since the dub; dramaport dub") {
		t.Errorf("%+v", got)
	}
	if err := os.Remove(free.Path); err != nil {
		t.Fatal(err)
	}
	if got := heard(t, d, "us", 2); !strings.Contains(got.NoTake, "not in the library any more") {
		t.Errorf("%+v", got)
	}
}

func lengthOf(t *testing.T, path string) time.Duration {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sound, err := wav.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return dubbing.TimeOf(int64(len(sound.Samples)))
}

func TestTheSourceLineIsAPieceOfTheVideo(t *testing.T) {
	d := workspace(t, map[string]string{"season.yaml": spokenSeason, "source/e001.vtt": spokenTrack, "video/e001.mp4": "video"})
	got := heard(t, d, "us", 2)
	if filepath.Base(got.Source.Path) != "e001.mp4" || !filepath.IsAbs(got.Video) || got.Source.Start != 2500*time.Millisecond || got.Source.End != 4*time.Second {
		t.Errorf("%+v", got)
	}
	d = season1(t)
	if got := heard(t, d, "us", 1); !strings.Contains(got.NoSource, "source: video:") {
		t.Errorf("%+v", got)
	}
}

// A pick is about one line: the same words in another keep their first take.
func TestAPickIsAboutOneLine(t *testing.T) {
	d := workspace(t, map[string]string{"season.yaml": spokenSeason, "source/e001.vtt": spokenTrack})
	decide(t, d, "us", "Get out.", "Get out.")
	dubUS(t, d)
	s := sheet(t, d, "us")
	again, err := d.Retake(s, s.Rows[0], studio(t))
	if err != nil {
		t.Fatal(err)
	}
	recordAll(t, d, again)
	if err := d.PickTake(t.Context(), s, s.Rows[0], 3, "Ana", studio(t)); err == nil || !strings.Contains(err.Error(), "no take 3") {
		t.Errorf("%v", err)
	}
	if err := d.PickTake(t.Context(), s, s.Rows[0], 2, "Ana", studio(t)); err != nil {
		t.Fatal(err)
	}
	// Who has not seen that pick does not overwrite it.
	if err := d.PickTake(t.Context(), s, s.Rows[0], 2, "Ben", studio(t)); err == nil || !strings.Contains(err.Error(), "Ana") {
		t.Errorf("%v", err)
	}
	dubUS(t, d)
	if a, b := heard(t, d, "us", 1).Take.Number, heard(t, d, "us", 2).Take.Number; a != 2 || b != 1 {
		t.Errorf("takes %d and %d, want 2 and 1", a, b)
	}
	s = sheet(t, d, "us")
	takes, err := d.Takes(s, s.Rows[0], studio(t))
	if err != nil || len(takes) != 2 || takes[0].Chosen || !takes[1].Chosen || takes[1].SameAs != 1 {
		t.Errorf("%+v, %v", takes, err)
	}
	if err := d.PickTake(t.Context(), s, s.Rows[0], 1, "Ben", studio(t)); err != nil {
		t.Fatal(err)
	}
	dubUS(t, d)
	if got := heard(t, d, "us", 1).Take.Number; got != 1 {
		t.Errorf("take %d after the pick was taken back", got)
	}
}
