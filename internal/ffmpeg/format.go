package ffmpeg

import "bytes"

// FormatOf tells a compressed format by its first bytes, as ffmpeg calls it and
// Decode takes it; "" if it is none.
func FormatOf(raw []byte) string {
	frame := len(raw) > 2 && raw[0] == 0xFF && raw[1]&0xE0 == 0xE0
	switch {
	case bytes.HasPrefix(raw, []byte("ID3")), frame && raw[1]&0x06 != 0:
		return "mp3"
	case frame && raw[1]&0xF6 == 0xF0:
		return "aac"
	case bytes.HasPrefix(raw, []byte("OggS")):
		return "ogg"
	case bytes.HasPrefix(raw, []byte("fLaC")):
		return "flac"
	}
	return ""
}
