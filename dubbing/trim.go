package dubbing

import (
	"math"

	"dramaport/internal/wav"
)

// What counts as sound, measured as the level of frames of 5 ms. The soft
// starts of speech (f, h) lie up to 40 dB under its loudest vowel; the noise
// of neural voices lies below -60 dBFS; digital silence lies at the bottom.
const (
	frameMillis = 5
	// soundFloor is the level below which nothing is heard: -60 dBFS.
	soundFloor = 1e-3
	// soundRange is how far below its loudest frame a line still sounds:
	// 45 dB.
	soundRange = 0.0056
	// keepFrames is what Trim leaves at both ends: 10 ms, room for a fade.
	keepFrames = 2
)

// Trim is the sound without the silence before and after it, but for 10 ms at
// either end. Silence is what is more than 45 dB below the loudest 5 ms, or
// below -60 dBFS. What is silent throughout becomes empty.
func Trim(s wav.Sound) wav.Sound {
	size := max(1, s.Rate*frameMillis/1000)
	levels := frameLevels(s.Samples, size)
	first, last := sounding(levels)
	if first < 0 {
		return wav.Sound{Rate: s.Rate}
	}
	from := max(0, first-keepFrames) * size
	to := min(len(s.Samples), (last+1+keepFrames)*size)
	return wav.Sound{Rate: s.Rate, Samples: s.Samples[from:to]}
}

// frameLevels is the root mean square of each frame; the last may be short.
func frameLevels(samples []float32, size int) []float64 {
	levels := make([]float64, 0, len(samples)/size+1)
	for len(samples) > 0 {
		frame := samples[:min(size, len(samples))]
		samples = samples[len(frame):]
		sum := 0.0
		for _, v := range frame {
			sum += float64(v) * float64(v)
		}
		levels = append(levels, math.Sqrt(sum/float64(len(frame))))
	}
	return levels
}

// sounding finds the first and the last frame that is no silence; -1, -1 if
// there is none.
func sounding(levels []float64) (first, last int) {
	least := audible(levels)
	first, last = -1, -1
	for i, level := range levels {
		if level <= least {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	return first, last
}

// audible is the level above which these frames count as sound.
func audible(levels []float64) float64 {
	loudest := 0.0
	for _, level := range levels {
		loudest = max(loudest, level)
	}
	return max(soundFloor, loudest*soundRange)
}
