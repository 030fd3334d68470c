package ffmpeg

import (
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
)

// The paces that Stretch takes: the range of ffmpeg's atempo filter that needs
// no chain of filters (0.5 to 100 in ffmpeg 5.1), cut to what is still speech.
const (
	SlowestPace = 0.5
	FastestPace = 4.0
)

// Stretch writes the 16-bit PCM WAV file in to out, spoken pace times as fast
// at the same pitch, and exactly samples samples long. pace is what the tool
// is asked for; samples, about the length of in divided by pace, is cut or
// padded to, because atempo is off by up to 22 ms. rubberband does it where it
// is installed: after it more is understood than after atempo.
//
// Both names end in .wav: rubberband goes by them, and would write 24 bit where
// they differ. out is written in place, and half written when it fails: give it a temporary
// name and rename it.
func Stretch(ctx context.Context, in, out string, pace float64, samples int64) error {
	if !(pace >= SlowestPace && pace <= FastestPace) {
		return fmt.Errorf("%s: pace %.3f is outside %.1f to %.1f", in, pace, SlowestPace, FastestPace)
	}
	if !isWAV(in) || !isWAV(out) {
		return fmt.Errorf("%s to %s: both must be called .wav", in, out)
	}
	if samples <= 0 {
		return fmt.Errorf("%s: cannot be stretched to %d samples", in, samples)
	}
	err := atPace(ctx, in, out, pace)
	if err == nil {
		err = cutTo(out, samples)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", in, err)
	}
	return nil
}

func isWAV(path string) bool { return strings.HasSuffix(path, ".wav") }

func atPace(ctx context.Context, in, out string, pace float64) error {
	factor := strconv.FormatFloat(pace, 'f', 9, 64)
	if _, err := exec.LookPath("rubberband"); err == nil {
		_, err := run(ctx, "rubberband", nil, "--quiet", "--tempo", factor, plain(in), plain(out))
		return err
	}
	_, err := run(ctx, "ffmpeg", nil, "-nostdin", "-v", "error", "-y", "-protocol_whitelist", "file",
		"-f", "wav", "-i", url(in), "-af", "atempo="+factor, "-map_metadata", "-1", "-bitexact",
		"-c:a", "pcm_s16le", "-f", "wav", url(out))
	return err
}
