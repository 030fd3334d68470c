package dubbing

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"

	"dramaport/internal/wav"
)

// Tolerances of Verify.
const (
	// OnsetTolerance is how far a line's sound may begin from where it was
	// planned.
	OnsetTolerance = 60 * time.Millisecond
	// windowMargin is how much beyond a line's window sound is let pass:
	// stretched sound is smeared a little.
	windowMargin = 20 * time.Millisecond
	// onsetSearch is how far before a line's start its sound is looked for.
	onsetSearch = 500 * time.Millisecond
	frameTime   = frameMillis * time.Millisecond
	frameSize   = frameMillis * samplesPerMilli
)

// Fault is what Verify finds wrong with a stem.
type Fault struct {
	// Clip is the index of the planned clip it is about, -1 if it is about
	// the stem.
	Clip    int
	Message string
}

// String is the message.
func (f Fault) String() string { return f.Message }

// Verify reads a stem back and says where it is not as planned: its rate, its
// exact number of samples, clips whose sound is missing or begins more than
// OnsetTolerance off, and sound where none is planned. It hears levels only,
// not words: two lines of like length that were swapped pass. Of clips that
// overlap, it hears what they have for themselves. The plan's lengths must be
// given (Clip.Length); its files are not read.
func Verify(stem io.Reader, planned []Clip, length time.Duration) []Fault {
	levels, err := stemLevels(stem, Samples(length))
	if err != nil {
		fault := Fault{Clip: -1, Message: err.Error()}
		if errors.Is(err, errFormat) || errors.Is(err, wav.ErrNotWAV) {
			return []Fault{fault}
		}
		return append([]Fault{fault}, checkLevels(levels, planned)...)
	}
	return checkLevels(levels, planned)
}

func checkLevels(levels []float64, planned []Clip) []Fault {
	var faults []Fault
	for i := range planned {
		if message := checkClip(levels, planned, i); message != "" {
			faults = append(faults, Fault{Clip: i, Message: message})
		}
	}
	return append(faults, strays(levels, planned)...)
}

// stemLevels reads a stem of so many samples into the levels of its frames;
// the levels are there also if the number is wrong.
func stemLevels(stem io.Reader, want int64) ([]float64, error) {
	r := bufio.NewReaderSize(stem, 64<<10)
	f, err := wav.ReadHeader(r)
	if err != nil {
		return nil, fmt.Errorf("the stem %w", err)
	}
	if f.Rate != SampleRate || f.Channels != 1 || f.Bits != 16 || f.Float {
		return nil, fmt.Errorf("the stem (%d Hz, %d channels, %d bit) %w", f.Rate, f.Channels, f.Bits, errFormat)
	}
	levels, got, err := readLevels(r)
	switch {
	case err != nil:
		return levels, fmt.Errorf("the stem cannot be read: %w", err)
	case got != want:
		return levels, fmt.Errorf("the stem has %d samples, not %d: it is %+d off", got, want, got-want)
	case max(0, f.Size) != 2*want:
		return levels, fmt.Errorf("the stem's header tells of %d bytes of samples, not %d", f.Size, 2*want)
	}
	return levels, nil
}

// readLevels reads 16-bit samples to the end and counts them.
func readLevels(r io.Reader) (levels []float64, samples int64, err error) {
	var raw [2 * frameSize]byte
	var frame [frameSize]float32
	for {
		n, err := io.ReadFull(r, raw[:])
		for i := range n / 2 {
			frame[i] = float32(int16(binary.LittleEndian.Uint16(raw[2*i:]))) / (1 << 15)
		}
		levels = append(levels, frameLevels(frame[:n/2], frameSize)...)
		samples += int64(n / 2)
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return levels, samples, nil
		}
		if err != nil {
			return levels, samples, err
		}
	}
}
