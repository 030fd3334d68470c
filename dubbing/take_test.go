package dubbing_test

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"dramaport/dubbing"
	"dramaport/internal/wav"
)

func speech(text string) dubbing.Speech {
	return dubbing.Speech{Text: text, Voice: "af_heart", Language: language.AmericanEnglish}
}

func TestTakeKey(t *testing.T) {
	base := dubbing.TakeKey("engine 1", speech("Café"))
	if len(base) != 64 || strings.Trim(base, "0123456789abcdef") != "" {
		t.Errorf("%q is not 64 hex digits", base)
	}
	if got := dubbing.TakeKey("engine 1", speech("Cafe\u0301")); got != base {
		t.Error("two spellings of one text have two keys")
	}
	first := speech("Café")
	if first.Take = 1; dubbing.TakeKey("engine 1", first) != base {
		t.Error("the first take has two keys")
	}
	others := map[string]string{
		"identity": dubbing.TakeKey("engine 2", speech("Café")),
		"text":     dubbing.TakeKey("engine 1", speech("Café.")),
		"voice":    dubbing.TakeKey("engine 1", dubbing.Speech{Text: "Café", Voice: "am_adam", Language: language.AmericanEnglish}),
		"language": dubbing.TakeKey("engine 1", dubbing.Speech{Text: "Café", Voice: "af_heart", Language: language.BritishEnglish}),
		"take":     dubbing.TakeKey("engine 1", dubbing.Speech{Text: "Café", Voice: "af_heart", Language: language.AmericanEnglish, Take: 2}),
		"border":   dubbing.TakeKey("engine 1C", dubbing.Speech{Text: "afé", Voice: "af_heart", Language: language.AmericanEnglish}),
	}
	for what, got := range others {
		if got == base {
			t.Errorf("another %s has the same key", what)
		}
	}
}

func TestTrim(t *testing.T) {
	rate := 24000
	quiet := func(d time.Duration, level float64) []float32 {
		s := tone(rate, 3000, d)
		for i := range s {
			s[i] *= float32(level)
		}
		return s
	}
	tests := []struct {
		name string
		in   []float32
		want time.Duration
	}{
		{"silence around", join(silence(rate, ms(300)), tone(rate, 440, ms(500)), silence(rate, ms(700))), ms(520)},
		{"noise around", join(quiet(ms(300), 0.002), tone(rate, 440, ms(500)), quiet(ms(700), 0.002)), ms(520)},
		{"a soft start 40 dB down stays", join(silence(rate, ms(100)), quiet(ms(100), 0.02), tone(rate, 440, ms(500))), ms(610)},
		{"a pause inside stays", join(tone(rate, 440, ms(200)), silence(rate, ms(400)), tone(rate, 440, ms(200))), ms(800)},
		{"nothing but noise", quiet(ms(500), 0.005), 0},
		{"nothing", nil, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := dubbing.Trim(wav.Sound{Rate: rate, Samples: tt.in})
			if off := got.Duration() - tt.want; off.Abs() > ms(5) {
				t.Errorf("%v are left, not %v", got.Duration(), tt.want)
			}
		})
	}
}

func TestRecordOnceAndFind(t *testing.T) {
	lib := dubbing.Library{Dir: filepath.Join(t.TempDir(), "takes")}
	e := &engine{audio: wavBytes(t, 24000, join(silence(24000, ms(300)), tone(24000, 440, ms(1000)), silence(24000, ms(300))))}
	first, err := lib.Record(context.Background(), e, speech("Café"))
	if err != nil {
		t.Fatal(err)
	}
	if off := first.Duration - ms(1020); off.Abs() > ms(5) {
		t.Errorf("the take lasts %v", first.Duration)
	}
	key := dubbing.TakeKey("engine 1", speech("Café"))
	if want := filepath.Join(lib.Dir, key[:2], key+".wav"); first.Path != want || first.Key != key {
		t.Errorf("the take is %+v, not at %s", first, want)
	}
	again, err := lib.Record(context.Background(), e, speech("Cafe\u0301"))
	if err != nil || again != first || e.asked.Load() != 1 {
		t.Errorf("again: %+v, %v, asked %d times", again, err, e.asked.Load())
	}
	if found, ok := lib.Find(key); !ok || found != first {
		t.Errorf("found %+v, %t", found, ok)
	}
	onlyFile(t, lib.Dir, first.Path)
	raw, err := os.ReadFile(first.Path)
	if err != nil || time.Duration(float64(len(raw)-44)/2/48000*float64(time.Second)).Round(ms(1)) != first.Duration.Round(ms(1)) {
		t.Errorf("%d bytes, %v for %v", len(raw), err, first.Duration)
	}
}

// onlyFile fails if there is any other file under dir; "" means none at all.
func onlyFile(t *testing.T, dir, path string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && p != path {
			t.Errorf("left behind: %s", p)
		}
		return err
	})
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

func TestRecordKeepsNoRubbish(t *testing.T) {
	good := wavBytes(t, 24000, tone(24000, 440, time.Second))
	down := errors.New("down")
	tests := []struct {
		name  string
		audio []byte
		err   error
		want  error
	}{
		{"the engine fails", good, down, down},
		{"nothing", nil, nil, wav.ErrNotWAV},
		{"error page", []byte("<html>no</html>"), nil, wav.ErrNotWAV},
		{"no samples", wavBytes(t, 24000, nil), nil, dubbing.ErrSilent},
		{"silence", wavBytes(t, 24000, silence(24000, time.Second)), nil, dubbing.ErrSilent},
		{"a click", wavBytes(t, 24000, []float32{0.5, -0.5}), nil, dubbing.ErrSilent},
		{"cut off", good[:len(good)/2], nil, wav.ErrCutOff},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lib := dubbing.Library{Dir: t.TempDir()}
			if take, err := lib.Record(context.Background(), &engine{audio: tt.audio, err: tt.err}, speech("Café")); !errors.Is(err, tt.want) {
				t.Errorf("got %+v, %v", take, err)
			}
			onlyFile(t, lib.Dir, "")
		})
	}
}

func TestTakesOfImpossibleSizeAreRecordedAnew(t *testing.T) {
	for _, size := range []int64{0, 20, 44, 44 + 100, 44 + 48001} {
		lib := dubbing.Library{Dir: t.TempDir()}
		e := &engine{audio: wavBytes(t, 24000, tone(24000, 440, time.Second))}
		take, err := lib.Record(context.Background(), e, speech("Café"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(take.Path, size); err != nil {
			t.Fatal(err)
		}
		if found, ok := lib.Find(take.Key); ok {
			t.Errorf("%d bytes: found %+v", size, found)
		}
		if again, err := lib.Record(context.Background(), e, speech("Café")); err != nil || again != take || e.asked.Load() != 2 {
			t.Errorf("%d bytes: %+v, %v, asked %d times", size, again, err, e.asked.Load())
		}
	}
}

func TestFindTakesNoPathForAKey(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.wav"), wavBytes(t, 48000, tone(48000, 440, time.Second)), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"", "a", "../x", strings.Repeat("zz", 32)} {
		if take, ok := (dubbing.Library{Dir: filepath.Join(dir, "takes")}).Find(key); ok {
			t.Errorf("%q: found %+v", key, take)
		}
	}
}

func TestSamplesAndTimes(t *testing.T) {
	for n := int64(0); n < 100_000; n += 7 {
		if got := dubbing.Samples(dubbing.TimeOf(n)); got != n {
			t.Fatalf("Samples(TimeOf(%d)) is %d", n, got)
		}
	}
	for _, d := range []time.Duration{1, 10_416, 10_417, time.Second - 1, 100*time.Hour + 1} {
		if got, want := dubbing.Samples(d), int64(math.Round(d.Seconds()*48000)); got != want {
			t.Errorf("Samples(%d ns) is %d, not %d", d, got, want)
		}
	}
}
