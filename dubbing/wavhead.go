package dubbing

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
	mostSeconds = 600
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

// wavFormat is what a WAV file's header says of its samples.
type wavFormat struct {
	rate, sides, bits int
	float             bool
	// size is how many bytes of samples the header promises, -1 if it does
	// not know.
	size int64
}

func (f wavFormat) frame() int { return f.sides * f.bits / 8 }

// readHead reads up to the first byte of the samples, chunk by chunk.
func readHead(r io.Reader) (wavFormat, error) {
	var head [12]byte
	if _, err := io.ReadFull(r, head[:]); err != nil || (string(head[:4]) != "RIFF" && string(head[:4]) != "RF64") ||
		string(head[8:]) != "WAVE" {
		return wavFormat{}, ErrNotWAV
	}
	var f wavFormat
	for {
		var id [8]byte
		if _, err := io.ReadFull(r, id[:]); err != nil {
			return wavFormat{}, fmt.Errorf("%w: samples are missing", ErrNotWAV)
		}
		size := int64(binary.LittleEndian.Uint32(id[4:]))
		if string(id[:4]) == "data" {
			f.size = size
			return f, f.check()
		}
		body := io.LimitReader(r, size+size%2)
		if string(id[:4]) == "fmt " {
			if err := f.read(body); err != nil {
				return wavFormat{}, err
			}
		}
		if _, err := io.Copy(io.Discard, body); err != nil {
			return wavFormat{}, err
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
func (f *wavFormat) read(body io.Reader) error {
	var b [26]byte
	n, err := io.ReadFull(body, b[:])
	if n < 16 {
		return fmt.Errorf("%w: its fmt chunk is too short (%v)", ErrNotWAV, err)
	}
	tag := binary.LittleEndian.Uint16(b[:])
	if tag == tagExtensible && n == len(b) {
		tag = binary.LittleEndian.Uint16(b[24:])
	}
	f.sides = int(binary.LittleEndian.Uint16(b[2:]))
	f.rate = int(min(binary.LittleEndian.Uint32(b[4:]), math.MaxInt32))
	f.bits = int(binary.LittleEndian.Uint16(b[14:]))
	f.float = tag == tagFloat
	if tag != tagPCM && tag != tagFloat {
		return fmt.Errorf("is a WAV file with format tag %#x, which is not read: ask for 16-bit PCM", tag)
	}
	return nil
}

// check makes the header's word fit for use.
func (f *wavFormat) check() error {
	pcm := !f.float && (f.bits == 16 || f.bits == 24 || f.bits == 32)
	switch {
	case f.rate == 0:
		return fmt.Errorf("%w: its fmt chunk is missing", ErrNotWAV)
	case !pcm && (!f.float || f.bits != 32):
		return fmt.Errorf("is a WAV file with samples of %d bits (float: %t), which are not read: ask for 16-bit PCM", f.bits, f.float)
	case f.rate < slowestRate || f.rate > fastestRate:
		return fmt.Errorf("is a WAV file of %d Hz: only %d to %d Hz are read", f.rate, slowestRate, fastestRate)
	case f.sides < 1 || f.sides > mostSides:
		return fmt.Errorf("is a WAV file of %d channels: only 1 to %d are read", f.sides, mostSides)
	}
	if f.size == 0 || f.size >= falseSize {
		f.size = -1
	}
	return nil
}
