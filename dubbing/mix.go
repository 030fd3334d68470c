package dubbing

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"time"

	"dramaport/internal/wav"
)

// blockSize is how many samples are mixed at a time: 0.34 s.
const blockSize = 16384

// Mix writes the stem: the clips at their places in a 48 kHz mono 16-bit WAV
// file of exactly Samples(length) samples. It streams: only clips that sound
// at the moment are open, and no more than a block of them is in memory.
//
// Every clip is faded in over 8 ms and out over 15 ms, as sine squared. Where
// clips overlap they are added, and what is beyond 16 bits saturates: there is
// no gain, no loudness and no limiter here, since one voice at its own level
// stays below full scale. What reaches beyond length is not in the file; Fit
// has said so. A clip that cannot be read, is not 48 kHz mono 16 bit or starts
// before 0 is an error, and so is the end of ctx; w is then incomplete.
func Mix(ctx context.Context, w io.Writer, clips []Clip, length time.Duration) error {
	m := mixer{waiting: slices.Clone(clips), total: max(0, Samples(length))}
	slices.SortStableFunc(m.waiting, func(a, b Clip) int { return cmp.Compare(a.Start, b.Start) })
	if len(m.waiting) > 0 && m.waiting[0].Start < 0 {
		return fmt.Errorf("%s: starts %v before the episode", m.waiting[0].Path, -m.waiting[0].Start)
	}
	if err := wav.WriteHeader(w, SampleRate, m.total); err != nil {
		return err
	}
	defer m.close()
	for m.at < m.total {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := m.block(w); err != nil {
			return err
		}
	}
	return nil
}

// mixer is a mix under way: the clips still to come by start, those that
// sound, and the position in samples.
type mixer struct {
	waiting   []Clip
	open      []*voice
	at, total int64
	sum       [blockSize]int32
	raw       [2 * blockSize]byte
}

// block mixes and writes the next block.
func (m *mixer) block(w io.Writer) error {
	n := min(blockSize, m.total-m.at)
	if err := m.begin(m.at + n); err != nil {
		return err
	}
	clear(m.sum[:n])
	for _, v := range m.open {
		if err := v.addTo(m.sum[:n], m.at, m.raw[:]); err != nil {
			return err
		}
	}
	m.open = slices.DeleteFunc(m.open, (*voice).closeIfDone)
	for i, s := range m.sum[:n] {
		s = max(math.MinInt16, min(math.MaxInt16, s))
		binary.LittleEndian.PutUint16(m.raw[2*i:], uint16(s))
	}
	m.at += n
	_, err := w.Write(m.raw[:2*n])
	return err
}

// begin opens the clips that start before a position.
func (m *mixer) begin(before int64) error {
	for len(m.waiting) > 0 && Samples(m.waiting[0].Start) < before {
		v, err := openVoice(m.waiting[0])
		if err != nil {
			return err
		}
		m.waiting, m.open = m.waiting[1:], append(m.open, v)
	}
	return nil
}

func (m *mixer) close() {
	for _, v := range m.open {
		v.file.Close()
	}
}
