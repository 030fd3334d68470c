package dubbing

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"dramaport/internal/atomicfile"
	"dramaport/internal/ffmpeg"
)

// unstretched is the pace up to which a take is used as it is: 1 % more is
// not heard, and not worth a process.
const unstretched = 1.01

// Clip is sound at its place in a stem.
type Clip struct {
	// Path is a WAV file: 48 kHz, mono, 16 bit.
	Path string
	// Start is where its first sample goes, from the episode's start.
	Start time.Duration
	// Length is how much of it is wanted, 0 for all; more than there is
	// is all.
	Length time.Duration
}

// Paced is a take as a placement wants it: the take itself up to pace 1.01,
// else a file beside it that is exactly p.Length long, made if it is not
// there. p.Length 0 is an error: nothing was placed.
func (l Library) Paced(ctx context.Context, t Take, p Placement) (Clip, error) {
	if p.Rate <= unstretched && p.Length > 0 {
		return Clip{Path: t.Path, Start: p.Start, Length: t.Duration}, nil
	}
	samples := Samples(p.Length)
	if samples <= 0 {
		return Clip{}, fmt.Errorf("take %s is not placed", t.Key)
	}
	clip := Clip{Path: pacedPath(t.Path, samples), Start: p.Start, Length: TimeOf(samples)}
	if samplesIn(clip.Path) == samples {
		return clip, nil
	}
	pace := float64(Samples(t.Duration)) / float64(samples)
	err := atomicfile.WriteFunc(clip.Path, func(f *os.File) error {
		return ffmpeg.Stretch(ctx, t.Path, f.Name(), pace, samples)
	})
	if err != nil {
		return Clip{}, fmt.Errorf("pacing a take: %w", err)
	}
	return clip, nil
}

// pacedPath names a paced take by its length: with the take, that is all that
// shapes it.
func pacedPath(take string, samples int64) string {
	return fmt.Sprintf("%s.s%d.wav", strings.TrimSuffix(take, ".wav"), samples)
}
