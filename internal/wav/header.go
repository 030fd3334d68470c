package wav

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// Limits of a WAV file that is speech. What is beyond is no sound to be made
// a take of, and would cost memory without bound.
const (
	slowestRate = 4000
	fastestRate = 192000
	mostSides   = 8 // channels
	MostSeconds = 600
)

// falseSize is the smallest size of a data chunk that is taken for a
// placeholder. Streamed files carry 2000000000 (Pocket-TTS), 0x7FFFF000
// (espeak-ng), 0x7FFFFFFF (ElevenLabs), 0xFFFFFFFF (OpenAI, ffmpeg) or 0
// (writers that never come back to it); no line is 0x70000000 bytes long.
const falseSize = 0x70000000

// shortBy is how many bytes may be missing before a file with a true size
// counts as cut off: writers err by a header's length, 1 KiB is 11 ms.
const shortBy = 1024

// ErrNotWAV is in the chain of errors about bytes that are no WAV file.
var ErrNotWAV = errors.New("is no WAV file")

// ErrCutOff is in the chain of errors about a WAV file that ends before the
// end its header tells.
var ErrCutOff = errors.New("is a WAV file that is cut off")

// Format is what a WAV file's header says of its samples.
type Format struct {
	Rate, Channels, Bits int
	Float                bool
	// size is how many bytes of samples the header promises, -1 if it does
	// not know.
	Size int64
}

func (f Format) frame() int { return f.Channels * f.Bits / 8 }

// ReadHeader reads up to the first byte of the samples, chunk by chunk.
func ReadHeader(r io.Reader) (Format, error) {
	var head [12]byte
	if _, err := io.ReadFull(r, head[:]); err != nil || (string(head[:4]) != "RIFF" && string(head[:4]) != "RF64") ||
		string(head[8:]) != "WAVE" {
		return Format{}, ErrNotWAV
	}
	var f Format
	for {
		var id [8]byte
		if _, err := io.ReadFull(r, id[:]); err != nil {
			return Format{}, fmt.Errorf("%w: samples are missing", ErrNotWAV)
		}
		size := int64(binary.LittleEndian.Uint32(id[4:]))
		if string(id[:4]) == "data" {
			f.Size = size
			return f, f.check()
		}
		body := io.LimitReader(r, size+size%2)
		if string(id[:4]) == "fmt " {
			if err := f.read(body); err != nil {
				return Format{}, err
			}
		}
		if _, err := io.Copy(io.Discard, body); err != nil {
			return Format{}, err
		}
	}
}

// The format tags that are read.
const (
	tagPCM        = 1
	tagFloat      = 3
	tagExtensible = 0xFFFE
)

// read takes the fmt chunk's body. WAVE_FORMAT_EXTENSIBLE holds the real tag
// in the first two bytes of its GUID.
func (f *Format) read(body io.Reader) error {
	var b [26]byte
	n, err := io.ReadFull(body, b[:])
	if n < 16 {
		return fmt.Errorf("%w: its fmt chunk is too short (%v)", ErrNotWAV, err)
	}
	tag := binary.LittleEndian.Uint16(b[:])
	if tag == tagExtensible && n == len(b) {
		tag = binary.LittleEndian.Uint16(b[24:])
	}
	f.Channels = int(binary.LittleEndian.Uint16(b[2:]))
	f.Rate = int(min(binary.LittleEndian.Uint32(b[4:]), math.MaxInt32))
	f.Bits = int(binary.LittleEndian.Uint16(b[14:]))
	f.Float = tag == tagFloat
	if tag != tagPCM && tag != tagFloat {
		return fmt.Errorf("is a WAV file with format tag %#x, which is not read: ask for 16-bit PCM", tag)
	}
	return nil
}

// check makes the header's word fit for use.
func (f *Format) check() error {
	pcm := !f.Float && (f.Bits == 16 || f.Bits == 24 || f.Bits == 32)
	switch {
	case f.Rate == 0:
		return fmt.Errorf("%w: its fmt chunk is missing", ErrNotWAV)
	case !pcm && (!f.Float || f.Bits != 32):
		return fmt.Errorf("is a WAV file with samples of %d bits (float: %t), which are not read: ask for 16-bit PCM", f.Bits, f.Float)
	case f.Rate < slowestRate || f.Rate > fastestRate:
		return fmt.Errorf("is a WAV file of %d Hz: only %d to %d Hz are read", f.Rate, slowestRate, fastestRate)
	case f.Channels < 1 || f.Channels > mostSides:
		return fmt.Errorf("is a WAV file of %d channels: only 1 to %d are read", f.Channels, mostSides)
	}
	if f.Size == 0 || f.Size >= falseSize {
		f.Size = -1
	}
	return nil
}
