package dubbing

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"dramaport/internal/wav"
)

// The fades at a clip's edges: 8 ms in, 15 ms out; half of each side of a clip
// that is too short for them.
const (
	fadeIn  = 8 * samplesPerMilli
	fadeOut = 15 * samplesPerMilli
)

// voice is a clip that is being read.
type voice struct {
	path string
	file *os.File
	// start is its place in the stem, read how far it has come, total how
	// long it is, in samples.
	start, read, total int64
}

var errFormat = errors.New("is not 48 kHz, mono, 16 bit")

func openVoice(c Clip) (*voice, error) {
	file, err := os.Open(c.Path)
	if err != nil {
		return nil, fmt.Errorf("mixing: %w", err)
	}
	v := &voice{path: c.Path, file: file, start: Samples(c.Start)}
	if v.total, err = samplesOf(file); err != nil {
		file.Close()
		return nil, fmt.Errorf("mixing: %s %w: delete it, and it is made anew", c.Path, err)
	}
	if c.Length > 0 {
		v.total = min(v.total, Samples(c.Length))
	}
	return v, nil
}

// samplesOf reads a clip's header and says how many samples follow it.
func samplesOf(file *os.File) (int64, error) {
	f, err := wav.ReadHeader(file)
	if err != nil {
		return 0, err
	}
	if f.Rate != SampleRate || f.Channels != 1 || f.Bits != 16 || f.Float {
		return 0, errFormat
	}
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	head, err := file.Seek(0, io.SeekCurrent)
	if err != nil {
		return 0, err
	}
	there := info.Size() - head
	if f.Size > there {
		return 0, wav.ErrCutOff
	}
	if f.Size >= 0 {
		there = f.Size
	}
	return there / 2, nil
}

// addTo adds to the sum, which starts at position at of the stem, what of the
// clip falls into it; raw is room to read into.
func (v *voice) addTo(sum []int32, at int64, raw []byte) error {
	into := sum[max(0, v.start+v.read-at):]
	n := min(int64(len(into)), v.total-v.read)
	raw = raw[:2*n]
	if _, err := io.ReadFull(v.file, raw); err != nil {
		return fmt.Errorf("mixing: %s: %w", v.path, err)
	}
	for i := range n {
		s := int32(int16(binary.LittleEndian.Uint16(raw[2*i:])))
		if g := v.gain(v.read + i); g < 1 {
			s = int32(math.RoundToEven(float64(s) * g))
		}
		into[i] += s
	}
	v.read += n
	return nil
}

// gain is the fade at a sample of the clip.
func (v *voice) gain(at int64) float64 {
	in, out := min(fadeIn, v.total/2), min(fadeOut, v.total/2)
	switch left := v.total - 1 - at; {
	case at < in:
		return sineSquared(at, in)
	case left < out:
		return sineSquared(left, out)
	}
	return 1
}

func sineSquared(at, length int64) float64 {
	s := math.Sin(math.Pi / 2 * (float64(at) + 0.5) / float64(length))
	return s * s
}

// closeIfDone closes the file of a clip that has been read to its end.
func (v *voice) closeIfDone() bool {
	if v.read < v.total {
		return false
	}
	v.file.Close()
	return true
}
