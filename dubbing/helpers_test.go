package dubbing_test

import (
	"bytes"
	"context"
	"math"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"dramaport/dubbing"
	"dramaport/internal/wav"
)

// tone is a sine at a fifth of full scale.
func tone(rate int, hz float64, d time.Duration) []float32 {
	s := make([]float32, int(d.Seconds()*float64(rate)+0.5))
	for i := range s {
		s[i] = float32(0.2 * math.Sin(2*math.Pi*hz*float64(i)/float64(rate)))
	}
	return s
}

func silence(rate int, d time.Duration) []float32 {
	return make([]float32, int(d.Seconds()*float64(rate)+0.5))
}

func join(parts ...[]float32) []float32 {
	var all []float32
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

func wavBytes(t testing.TB, rate int, samples []float32) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := wav.Write(&b, wav.Sound{Rate: rate, Samples: samples}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// clipOf writes a tone as a clip and plans it.
func clipOf(t testing.TB, start, length time.Duration) dubbing.Clip {
	t.Helper()
	path := filepath.Join(t.TempDir(), "clip.wav")
	if err := os.WriteFile(path, wavBytes(t, dubbing.SampleRate, tone(dubbing.SampleRate, 440, length)), 0o644); err != nil {
		t.Fatal(err)
	}
	return dubbing.Clip{Path: path, Start: start, Length: length}
}

// engine says the same WAV file whatever it is asked, and counts.
type engine struct {
	audio []byte
	err   error
	asked atomic.Int64
}

func (e *engine) Speak(context.Context, dubbing.Speech) ([]byte, error) {
	e.asked.Add(1)
	return e.audio, e.err
}

func (e *engine) Identity() string { return "engine 1" }

func ms(n int) time.Duration { return time.Duration(n) * time.Millisecond }

// hzOf is the frequency of a tone, by the crossings of zero in the middle
// second.
func hzOf(s wav.Sound) float64 {
	from := (len(s.Samples) - s.Rate) / 2
	crossings := 0
	for i := from + 1; i < from+s.Rate; i++ {
		if s.Samples[i-1] < 0 && s.Samples[i] >= 0 {
			crossings++
		}
	}
	return float64(crossings)
}
