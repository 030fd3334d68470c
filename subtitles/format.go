package subtitles

import (
	"path"
	"strings"
)

// Format is a kind of track file.
type Format string

// The formats. SRT and WebVTT are read without loss and written; the others
// are imported.
const (
	SRT    Format = "srt"
	WebVTT Format = "vtt"
	TTML   Format = "ttml"
	SSA    Format = "ass"
	STL    Format = "stl"
)

// formatExtensions says which file-name extension means which format.
var formatExtensions = []struct {
	extension string
	format    Format
}{
	{".srt", SRT}, {".vtt", WebVTT}, {".webvtt", WebVTT},
	{".ttml", TTML}, {".dfxp", TTML}, {".itt", TTML},
	{".ass", SSA}, {".ssa", SSA}, {".stl", STL},
}

// FormatOf is the format a file's name promises by its extension, in any case
// of letters. It reports false for a name that promises none.
func FormatOf(fileName string) (Format, bool) {
	extension := strings.ToLower(path.Ext(fileName))
	for _, e := range formatExtensions {
		if e.extension == extension {
			return e.format, true
		}
	}
	return "", false
}

// extensionList names every extension that FormatOf knows.
func extensionList() string {
	names := make([]string, len(formatExtensions))
	for i, e := range formatExtensions {
		names[i] = e.extension
	}
	return strings.Join(names, " ")
}
