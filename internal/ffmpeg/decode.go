package ffmpeg

import (
	"bytes"
	"context"
)

// Decode turns sound in a compressed format into a WAV file of 16-bit samples
// at its own rate and with its own channels. format is ffmpeg's name of it
// ("mp3", "ogg", "flac", "aac"); it is not guessed from data, because data
// comes from a service and a guess could open a playlist that names files of
// this machine. The sizes in the header are false, as in every streamed WAV.
func Decode(ctx context.Context, format string, data []byte) ([]byte, error) {
	return run(ctx, "ffmpeg", bytes.NewReader(data), "-nostdin", "-v", "error", "-protocol_whitelist", "pipe",
		"-f", format, "-i", "pipe:0", "-map", "0:a:0", "-map_metadata", "-1",
		"-bitexact", "-c:a", "pcm_s16le", "-f", "wav", "pipe:1")
}
