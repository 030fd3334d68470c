package dubbing

import (
	"math"

	"dramaport/internal/wav"
)

// The low-pass filter of Resample: a sinc under a Kaiser window. With 24 zero
// crossings on each side and beta 9, what is folded back or left out of the
// pass band is about 90 dB down, below 16-bit noise for speech.
const (
	crossings = 24
	beta      = 9
	// passBand is the part of the lower of both Nyquist frequencies that
	// is kept; above it the filter falls.
	passBand = 0.94
)

// Resample is the sound at another rate: a polyphase filter whose delay is
// taken out, so that nothing moves. The length is exactly round(n × rate ÷
// s.Rate). At the same rate the samples themselves are returned.
func Resample(s wav.Sound, rate int) wav.Sound {
	if s.Rate == rate {
		return s
	}
	common := gcd(s.Rate, rate)
	up, down := rate/common, s.Rate/common
	phases, reach := bank(up, down)
	n := (int64(len(s.Samples))*int64(up)*2 + int64(down)) / (2 * int64(down))
	out := make([]float32, n)
	for i := range out {
		at := int64(i) * int64(down)
		first := int(at/int64(up)) - reach + 1
		out[i] = dot(phases[at%int64(up)], s.Samples, first)
	}
	return wav.Sound{Rate: rate, Samples: out}
}

// dot weighs the samples from first on; what is outside is silence.
func dot(weights, samples []float32, first int) float32 {
	if first < 0 {
		weights = weights[min(-first, len(weights)):]
		first = 0
	}
	if first >= len(samples) {
		return 0
	}
	samples = samples[first:min(len(samples), first+len(weights))]
	weights = weights[:len(samples)]
	sum := float32(0)
	for i, v := range samples {
		sum += v * weights[i]
	}
	return sum
}

// bank is one filter for each of the up positions an output sample can have
// between two input samples, and how many inputs each side of it reaches.
func bank(up, down int) (phases [][]float32, reach int) {
	width := max(1, float64(down)/float64(up)) // of a zero crossing, in inputs
	reach = int(math.Ceil(crossings * width))
	phases = make([][]float32, up)
	flat := make([]float32, up*2*reach)
	for p := range phases {
		phases[p] = flat[p*2*reach : (p+1)*2*reach]
		fill(phases[p], float64(p)/float64(up), width, reach)
	}
	return phases, reach
}

// fill computes one phase and makes its weights add up to 1, so that every
// phase has the same gain.
func fill(weights []float32, offset, width float64, reach int) {
	sum := 0.0
	for i := range weights {
		x := (float64(i-reach+1) - offset) / width
		w := sinc(x*passBand) * kaiser(x/crossings)
		weights[i] = float32(w)
		sum += w
	}
	for i := range weights {
		weights[i] /= float32(sum)
	}
}

func sinc(x float64) float64 {
	if x == 0 {
		return 1
	}
	return math.Sin(math.Pi*x) / (math.Pi * x)
}

// kaiser is the window at x in -1…1, not scaled; fill does that.
func kaiser(x float64) float64 {
	if x <= -1 || x >= 1 {
		return 0
	}
	return bessel(beta * math.Sqrt(1-x*x))
}

// bessel is the modified Bessel function of the first kind and order zero.
func bessel(x float64) float64 {
	sum, term := 1.0, 1.0
	for k := 1.0; term > sum*1e-12; k++ {
		term *= (x / (2 * k)) * (x / (2 * k))
		sum += term
	}
	return sum
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
