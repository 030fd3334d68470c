package ffmpeg

import (
	"encoding/binary"
	"errors"
	"os"
)

// The layout of a PCM WAV file: "RIFF" size "WAVE", then chunks of an id, a
// size and a body padded to two bytes.
const (
	riffHead  = 12
	chunkHead = 8
	pcmFormat = 16
	pcmTag    = 1
	headSize  = riffHead + chunkHead + pcmFormat + chunkHead
)

var errNoSamples = errors.New("the stretched file holds no 16-bit PCM samples")

// cutTo writes the WAV file anew with exactly samples sample frames: what is
// over is cut, what is missing is silence; other chunks are dropped.
func cutTo(path string, samples int64) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	format, data := chunk(raw, "fmt "), chunk(raw, "data")
	if len(format) < pcmFormat || binary.LittleEndian.Uint16(format) != pcmTag ||
		binary.LittleEndian.Uint16(format[14:]) != 16 || len(data) == 0 {
		return errNoSamples
	}
	frame := int64(binary.LittleEndian.Uint16(format[12:]))
	out := make([]byte, headSize+samples*frame)
	copy(out, "RIFF")
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-chunkHead))
	copy(out[8:], "WAVEfmt ")
	binary.LittleEndian.PutUint32(out[16:], pcmFormat)
	copy(out[20:], format[:pcmFormat])
	copy(out[36:], "data")
	binary.LittleEndian.PutUint32(out[40:], uint32(samples*frame))
	copy(out[headSize:], data)
	return os.WriteFile(path, out, 0o644)
}

// chunk is the body of the first chunk of that id, as far as it is there.
func chunk(raw []byte, id string) []byte {
	for at := riffHead; at+chunkHead <= len(raw); {
		size := int64(binary.LittleEndian.Uint32(raw[at+4:]))
		body := raw[at+chunkHead:]
		size = min(size, int64(len(body)))
		if string(raw[at:at+4]) == id {
			return body[:size]
		}
		at += chunkHead + int(size+size%2)
	}
	return nil
}
