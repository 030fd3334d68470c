package wav

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
)

// HeaderSize is how long the header of a WAV file of our own is.
const HeaderSize = 44

// mostBytes is what a WAV file's samples may take: its sizes have 32 bits.
const mostBytes = math.MaxUint32 - HeaderSize

// WriteHeader writes the 44 bytes before the samples of a mono 16-bit WAV file
// of so many samples at so many a second.
func WriteHeader(w io.Writer, rate int, samples int64) error {
	if samples < 0 || samples > mostBytes/2 {
		return fmt.Errorf("a WAV file cannot hold %d samples", samples)
	}
	size := uint32(samples * 2)
	b := make([]byte, 0, HeaderSize)
	b = append(b, "RIFF"...)
	b = binary.LittleEndian.AppendUint32(b, size+HeaderSize-8)
	b = append(b, "WAVEfmt "...)
	b = binary.LittleEndian.AppendUint32(b, 16)
	b = binary.LittleEndian.AppendUint16(b, tagPCM)
	b = binary.LittleEndian.AppendUint16(b, 1) // channels
	b = binary.LittleEndian.AppendUint32(b, uint32(rate))
	b = binary.LittleEndian.AppendUint32(b, uint32(rate)*2) // bytes a second
	b = binary.LittleEndian.AppendUint16(b, 2)              // bytes a frame
	b = binary.LittleEndian.AppendUint16(b, 16)             // bits
	b = append(b, "data"...)
	b = binary.LittleEndian.AppendUint32(b, size)
	_, err := w.Write(b)
	return err
}

// Write writes a sound as a mono 16-bit WAV file at its own rate.
func Write(w io.Writer, s Sound) error {
	if err := WriteHeader(w, s.Rate, int64(len(s.Samples))); err != nil {
		return err
	}
	b := make([]byte, 0, 2*len(s.Samples))
	for _, v := range s.Samples {
		b = binary.LittleEndian.AppendUint16(b, uint16(toInt16(v)))
	}
	_, err := w.Write(b)
	return err
}
