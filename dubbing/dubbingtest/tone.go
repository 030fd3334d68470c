package dubbingtest

import (
	"hash/fnv"
	"math"
	"time"
	"unicode/utf8"

	"dramaport/internal/wav"
)

// perRune is how long a character takes: 14 a second, as English is spoken.
// The shortest text takes shortest.
const (
	perRune  = time.Second / 14
	shortest = 300 * time.Millisecond
)

// Length is how long a text sounds.
func Length(text string) time.Duration {
	return max(shortest, time.Duration(utf8.RuneCountInString(text))*perRune)
}

// The silence that the server sends around every line.
const (
	Lead = 120 * time.Millisecond
	Tail = 250 * time.Millisecond
)

// tones are two frequencies for the text and one for the voice, in Hz, on a
// grid of 10 Hz: 10,000 texts, 100 voices.
func tones(text, voice string) [3]float64 {
	t := hash(text)
	return [3]float64{300 + 10*float64(t%100), 1400 + 10*float64(t/100%100), 2600 + 10*float64(hash(voice)%100)}
}

func hash(s string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(s))
	v := h.Sum32()
	return v ^ v>>16
}

// Say is what the server says: the tones of the text and the voice, with
// silence around.
func Say(text, voice string, rate int) wav.Sound {
	at := func(d time.Duration) int { return int(d.Seconds() * float64(rate)) }
	samples := make([]float32, at(Lead)+at(Length(text))+at(Tail))
	sounding := samples[at(Lead) : at(Lead)+at(Length(text))]
	for i := range sounding {
		for _, hz := range tones(text, voice) {
			sounding[i] += float32(0.15 * math.Sin(2*math.Pi*hz*float64(i)/float64(rate)))
		}
	}
	return wav.Sound{Rate: rate, Samples: samples}
}

// heardShare is the least share of all energy that each of the three tones
// must have; an undisturbed one has a third.
const heardShare = 0.15

// Heard reports whether a sound is that text, spoken by that voice.
func Heard(s wav.Sound, text, voice string) bool {
	for _, hz := range tones(text, voice) {
		if share(s, hz) < heardShare {
			return false
		}
	}
	return true
}

// share is how much of a sound's energy a frequency has. It is measured in
// pieces of 200 ms, since a stretched tone does not keep its phase for long.
func share(s wav.Sound, hz float64) float64 {
	size := s.Rate / 5
	tone, all := 0.0, 0.0
	for at := 0; at+size <= len(s.Samples); at += size {
		piece := s.Samples[at : at+size]
		tone += 2 * goertzel(piece, hz/float64(s.Rate)) / float64(size)
		for _, v := range piece {
			all += float64(v) * float64(v)
		}
	}
	if all == 0 {
		return 0
	}
	return tone / all
}

// goertzel is the power of one frequency, in turns per sample.
func goertzel(samples []float32, turn float64) float64 {
	c := 2 * math.Cos(2*math.Pi*turn)
	var one, two float64
	for _, v := range samples {
		one, two = float64(v)+c*one-two, one
	}
	return one*one + two*two - c*one*two
}
