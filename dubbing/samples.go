package dubbing

import (
	"math"
	"time"
)

// SampleRate is the rate of every take and stem, in samples a second: what
// video is delivered with (Netflix, EBU).
const SampleRate = 48000

// samplesPerMilli is SampleRate in whole samples a millisecond.
const samplesPerMilli = SampleRate / 1000

// Samples is how many samples a time is at SampleRate, rounded to the nearest.
func Samples(d time.Duration) int64 {
	milli, rest := int64(d/time.Millisecond), int64(d%time.Millisecond)
	part := rest * samplesPerMilli
	half := int64(time.Millisecond / 2)
	if part < 0 {
		half = -half
	}
	return milli*samplesPerMilli + (part+half)/int64(time.Millisecond)
}

// TimeOf is how long so many samples take at SampleRate, rounded to the
// nearest nanosecond; Samples(TimeOf(n)) is n.
func TimeOf(samples int64) time.Duration {
	milli, rest := samples/samplesPerMilli, samples%samplesPerMilli
	return time.Duration(milli)*time.Millisecond +
		time.Duration(math.Round(float64(rest)*float64(time.Millisecond)/samplesPerMilli))
}
