package wav

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// Read reads a WAV file of 16-, 24- or 32-bit PCM or 32-bit float samples,
// 4 to 192 kHz, up to 8 channels and ten minutes. Sizes that streaming writers
// put into the header are not believed: the samples end where the bytes do.
// Where the size can be true, what follows the samples is ignored, and samples
// that are missing are an error (ErrCutOff). ErrNotWAV is for anything else.
func Read(r io.Reader) (Sound, error) {
	f, err := ReadHeader(r)
	if err != nil {
		return Sound{}, err
	}
	most := int64(f.Rate) * MostSeconds * int64(f.frame())
	body := io.LimitReader(r, most+1)
	if f.Size >= 0 {
		body = io.LimitReader(r, min(f.Size, most+1))
	}
	raw, err := io.ReadAll(body)
	if err != nil {
		return Sound{}, err
	}
	if int64(len(raw)) > most {
		return Sound{}, fmt.Errorf("is a WAV file of more than %d s, which is no line", MostSeconds)
	}
	if missing := f.Size - int64(len(raw)); missing > shortBy {
		return Sound{}, fmt.Errorf("%w: %d of %d bytes are missing", ErrCutOff, missing, f.Size)
	}
	if f.Size < 0 {
		raw = withoutTrailer(raw)
	}
	return f.sound(raw)
}

var errNotFinite = errors.New("is a WAV file with samples that are no numbers")

// sound mixes whole frames down to one channel.
func (f Format) sound(raw []byte) (Sound, error) {
	width, frame := f.Bits/8, f.frame()
	s := Sound{Rate: f.Rate, Samples: make([]float32, len(raw)/frame)}
	for i := range s.Samples {
		sum := float32(0)
		for side := range f.Channels {
			at := i*frame + side*width
			sum += f.sample(raw[at : at+width])
		}
		s.Samples[i] = sum / float32(f.Channels)
		if v := float64(s.Samples[i]); math.IsNaN(v) || math.IsInf(v, 0) {
			return Sound{}, errNotFinite
		}
	}
	return s, nil
}

func (f Format) sample(b []byte) float32 {
	switch {
	case f.Float:
		return math.Float32frombits(binary.LittleEndian.Uint32(b))
	case f.Bits == 16:
		return float32(int16(binary.LittleEndian.Uint16(b))) / (1 << 15)
	case f.Bits == 24:
		return float32(int32(b[0])<<8|int32(b[1])<<16|int32(int8(b[2]))<<24) / (1 << 31)
	}
	return float32(int32(binary.LittleEndian.Uint32(b))) / (1 << 31)
}

// trailerLen is how far from the end a trailing LIST chunk is looked for.
const trailerLen = 4096

// withoutTrailer drops a LIST chunk (a writer's name and such) that reaches
// exactly to the end: behind a false size it would be heard as a click.
func withoutTrailer(raw []byte) []byte {
	for at := max(0, len(raw)-trailerLen); at+8 <= len(raw); at++ {
		if string(raw[at:at+4]) != "LIST" {
			continue
		}
		if size := int64(binary.LittleEndian.Uint32(raw[at+4:])); int64(at)+8+size+size%2 == int64(len(raw)) {
			return raw[:at]
		}
	}
	return raw
}
