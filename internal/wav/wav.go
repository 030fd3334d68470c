package wav

import (
	"math"
	"time"
)

// toInt16 rounds a sample in -1…1 to 16 bits and saturates what is beyond.
func toInt16(s float32) int16 {
	v := math.RoundToEven(float64(s) * 32768)
	return int16(max(math.MinInt16, min(math.MaxInt16, v)))
}

// Sound is sound in memory, mixed down to one channel.
type Sound struct {
	// Rate is in samples a second.
	Rate int
	// Samples are in -1…1; what a float file holds beyond is kept.
	Samples []float32
}

// Duration is how long the sound plays.
func (s Sound) Duration() time.Duration {
	if s.Rate == 0 {
		return 0
	}
	return time.Duration(float64(len(s.Samples)) / float64(s.Rate) * float64(time.Second))
}
