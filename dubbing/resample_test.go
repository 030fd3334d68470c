package dubbing_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dramaport/dubbing"
	"dramaport/internal/wav"
)

// against is how far below a sine of that frequency the rest of the sound
// lies, in dB, away from the edges.
func against(s wav.Sound, hz float64) float64 {
	edge := s.Rate / 20
	signal, rest := 0.0, 0.0
	for i := edge; i < len(s.Samples)-edge; i++ {
		want := 0.2 * math.Sin(2*math.Pi*hz*float64(i)/float64(s.Rate))
		signal += want * want
		off := float64(s.Samples[i]) - want
		rest += off * off
	}
	return 10 * math.Log10(signal/rest)
}

func TestResampleKeepsWhatItHears(t *testing.T) {
	for _, rate := range []int{8000, 11025, 16000, 22050, 24000, 32000, 44100, 96000, 192000} {
		for _, hz := range []float64{50, 440, 3000} {
			t.Run(fmt.Sprintf("%d Hz from %d", int(hz), rate), func(t *testing.T) {
				got := dubbing.Resample(wav.Sound{Rate: rate, Samples: tone(rate, hz, time.Second)}, 48000)
				if len(got.Samples) != 48000 || got.Rate != 48000 {
					t.Fatalf("%d samples at %d Hz", len(got.Samples), got.Rate)
				}
				if db := against(got, hz); db < 80 {
					t.Errorf("the tone is only %.1f dB above what was added", db)
				}
			})
		}
	}
}

func TestResampleFoldsNothingBack(t *testing.T) {
	got := dubbing.Resample(wav.Sound{Rate: 96000, Samples: tone(96000, 30000, time.Second)}, 48000)
	loudest := float32(0)
	for _, v := range got.Samples[2400 : len(got.Samples)-2400] {
		loudest = max(loudest, v, -v)
	}
	if db := 20 * math.Log10(float64(loudest)/0.2); db > -80 {
		t.Errorf("30 kHz is heard at %.1f dB", db)
	}
}

func TestResampleLength(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := rapid.IntRange(4000, 192000).Draw(t, "from"), rapid.SampledFrom([]int{8000, 44100, 48000}).Draw(t, "to")
		from = from / 25 * 25 // a filter bank of bearable size
		n := rapid.IntRange(0, 300).Draw(t, "samples")
		got := dubbing.Resample(wav.Sound{Rate: from, Samples: make([]float32, n)}, to)
		if want := int(math.Round(float64(n) * float64(to) / float64(from))); len(got.Samples) != want {
			t.Errorf("%d samples, not %d", len(got.Samples), want)
		}
	})
}

func BenchmarkResample(b *testing.B) {
	for _, rate := range []int{22050, 24000, 44100} {
		s := wav.Sound{Rate: rate, Samples: tone(rate, 440, 2*time.Second)}
		b.Run(fmt.Sprintf("2s/%d", rate), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				dubbing.Resample(s, 48000)
			}
		})
	}
}
