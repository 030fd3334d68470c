package dubbing_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"dramaport/dubbing"
	"dramaport/internal/wav"
)

func mixed(t testing.TB, clips []dubbing.Clip, length time.Duration) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := dubbing.Mix(context.Background(), &b, clips, length); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func samplesOf(t testing.TB, raw []byte) []float32 {
	t.Helper()
	s, err := wav.Read(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return s.Samples
}

// constant writes a clip of one value.
func constant(t testing.TB, value float32, samples int, start time.Duration) dubbing.Clip {
	t.Helper()
	s := make([]float32, samples)
	for i := range s {
		s[i] = value
	}
	path := filepath.Join(t.TempDir(), "constant.wav")
	if err := os.WriteFile(path, wavBytes(t, 48000, s), 0o644); err != nil {
		t.Fatal(err)
	}
	return dubbing.Clip{Path: path, Start: start, Length: dubbing.TimeOf(int64(samples))}
}

func TestMixIsExactlyAsLongAsThePicture(t *testing.T) {
	clip := clipOf(t, ms(100), ms(300))
	for _, length := range []time.Duration{0, 1, 10_417, time.Second, ms(1234) + 567*time.Microsecond, 2*time.Minute + 1} {
		raw := mixed(t, []dubbing.Clip{clip}, length)
		want := int(math.Round(length.Seconds() * 48000))
		if len(raw) != 44+2*want {
			t.Errorf("%v: %d bytes, not %d", length, len(raw), 44+2*want)
		}
		if got := int(raw[40]) | int(raw[41])<<8 | int(raw[42])<<16 | int(raw[43])<<24; got != 2*want {
			t.Errorf("%v: the header says %d bytes, not %d", length, got, 2*want)
		}
	}
}

func TestMixPutsEverySampleInItsPlace(t *testing.T) {
	for _, at := range []int64{0, 1, 16383, 16384, 16385, 40001} {
		clip := constant(t, 0.5, 20000, dubbing.TimeOf(at))
		got := samplesOf(t, mixed(t, []dubbing.Clip{clip}, 2*time.Second))
		for i, v := range got {
			in := int64(i) - at
			switch {
			case in < 0 || in >= 20000:
				if v != 0 {
					t.Fatalf("at %d: sample %d is %v outside the clip", at, i, v)
				}
			case in >= 384 && in < 20000-720:
				if v != 0.5 {
					t.Fatalf("at %d: sample %d of the clip is %v", at, in, v)
				}
			case v <= 0 && in > 20 && in < 19980 || v > 0.5:
				t.Fatalf("at %d: sample %d of the clip is %v in its fade", at, in, v)
			}
		}
	}
}

func TestMixAddsAndSaturates(t *testing.T) {
	one := constant(t, 0.75, 9600, 0)
	two := constant(t, 0.75, 9600, ms(100))
	got := samplesOf(t, mixed(t, []dubbing.Clip{two, one}, time.Second))
	if got[2400] != 0.75 || got[7200] != 32767.0/32768 || got[12000] != 0.75 {
		t.Errorf("before %v, together %v, after %v", got[2400], got[7200], got[12000])
	}
}

func TestMixReadsNoMoreThanItsPlan(t *testing.T) {
	clip := constant(t, 0.5, 9600, 0)
	clip.Length = ms(100)
	got := samplesOf(t, mixed(t, []dubbing.Clip{clip}, time.Second))
	if got[4000] != 0.5 || got[4799] > 0.01 || got[4800] != 0 {
		t.Errorf("%v, %v, %v", got[4000], got[4799], got[4800])
	}
	clip.Length = 0
	if got := samplesOf(t, mixed(t, []dubbing.Clip{clip}, time.Second)); got[8000] != 0.5 || got[9600] != 0 {
		t.Errorf("%v, %v", got[8000], got[9600])
	}
}

func TestMixRefusesWhatItCannotMix(t *testing.T) {
	dir := t.TempDir()
	put := func(name string, raw []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, raw, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := wavBytes(t, 48000, tone(48000, 440, ms(500)))
	tests := map[string]dubbing.Clip{
		"absent":         {Path: filepath.Join(dir, "absent.wav")},
		"24 kHz":         {Path: put("24k.wav", wavBytes(t, 24000, tone(24000, 440, ms(500))))},
		"stereo":         {Path: put("stereo.wav", stereo(good))},
		"no sound":       {Path: put("page.wav", []byte("<html></html>"))},
		"cut off":        {Path: put("cut.wav", good[:len(good)/2])},
		"before 0":       {Path: put("good.wav", good), Start: -ms(50)},
		"named -i by it": {Path: "-i"},
	}
	for name, clip := range tests {
		if err := dubbing.Mix(context.Background(), io.Discard, []dubbing.Clip{clip}, time.Second); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// stereo is a mono WAV file whose header says two channels.
func stereo(mono []byte) []byte {
	raw := slices.Clone(mono)
	raw[22], raw[32] = 2, 4
	return raw
}

func TestMixStopsWhenToldTo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	w := &stopper{after: 3, stop: cancel}
	if err := dubbing.Mix(ctx, w, nil, time.Hour); !errors.Is(err, context.Canceled) || w.writes > 4 {
		t.Errorf("%v after %d writes", err, w.writes)
	}
}

// stopper cancels after some writes.
type stopper struct {
	after, writes int
	stop          context.CancelFunc
}

func (s *stopper) Write(b []byte) (int, error) {
	s.writes++
	if s.writes == s.after {
		s.stop()
	}
	return len(b), nil
}

// episode is sixty lines in two minutes.
func episode(t testing.TB) []dubbing.Clip {
	clips := make([]dubbing.Clip, 60)
	for i := range clips {
		clips[i] = clipOf(t, ms(2000*i+300), ms(1200+(37*i)%500))
	}
	return clips
}

func BenchmarkMix(b *testing.B) {
	clips := episode(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := dubbing.Mix(context.Background(), io.Discard, clips, 2*time.Minute); err != nil {
			b.Fatal(err)
		}
	}
}
