package ffmpeg

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Duration is how long a video or sound file plays, by ffprobe. It is an error
// if the file cannot be read or does not say how long it is.
func Duration(ctx context.Context, path string) (time.Duration, error) {
	out, err := run(ctx, "ffprobe", nil, "-v", "error", "-protocol_whitelist", "file",
		"-show_entries", "format=duration", "-of", "default=noprint_wrappers=1:nokey=1", "-i", url(path))
	if err != nil {
		return 0, fmt.Errorf("%s: %w", path, err)
	}
	said := strings.TrimSpace(string(out))
	seconds, err := strconv.ParseFloat(said, 64)
	if err != nil || !(seconds > 0) || seconds > math.MaxInt32 {
		return 0, fmt.Errorf("%s: ffprobe finds no duration in it (it says %q)", path, said)
	}
	return time.Duration(math.Round(seconds * float64(time.Second))), nil
}
