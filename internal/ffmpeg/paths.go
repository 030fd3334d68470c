package ffmpeg

import (
	"path/filepath"
	"strings"
)

// url is a path as ffmpeg and ffprobe take it for a file and nothing else:
// without the scheme, "-x" is an option, "concat:a|b" and "https://…" are
// protocols.
func url(path string) string { return "file:" + path }

// plain is a path as a tool without schemes takes it for a file: one that
// starts with a hyphen would be an option, and "-" the standard input.
func plain(path string) string {
	if filepath.IsAbs(path) || strings.HasPrefix(path, "./") {
		return path
	}
	return "./" + path
}
