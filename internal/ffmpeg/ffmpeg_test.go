package ffmpeg_test

import (
	"context"
	"encoding/binary"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dramaport/internal/ffmpeg"
)

// sine is a mono 16-bit WAV file of 48 kHz.
func sine(samples int) []byte {
	b := []byte("RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x80\xbb\x00\x00\x00\x77\x01\x00\x02\x00\x10\x00data")
	b = binary.LittleEndian.AppendUint32(b, uint32(2*samples))
	for i := range samples {
		b = binary.LittleEndian.AppendUint16(b, uint16(int16(8000*math.Sin(2*math.Pi*440*float64(i)/48000))))
	}
	binary.LittleEndian.PutUint32(b[4:], uint32(len(b)-8))
	return b
}

func put(t *testing.T, path string, raw []byte) {
	t.Helper()
	if err := os.WriteFile(path, raw, 0o644); err != nil {
		t.Fatal(err)
	}
}

// only lets no tools be found but these.
func only(t *testing.T, tools ...string) {
	t.Helper()
	dir := t.TempDir()
	for _, tool := range tools {
		path, err := exec.LookPath(tool)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(path, filepath.Join(dir, tool)); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
}

func TestStretchIsExact(t *testing.T) {
	for _, tools := range [][]string{{"rubberband"}, {"ffmpeg"}} {
		t.Run(tools[0], func(t *testing.T) {
			only(t, tools...)
			t.Chdir(t.TempDir())
			// Names that are options, protocols and patterns to the tools.
			for _, in := range []string{"in.wav", "-i.wav", "concat:a|b.wav", "https:x.wav", "a %03d b.wav", "女.wav"} {
				put(t, in, sine(96000))
				for _, pace := range []float64{0.8, 1.02, 1.3} {
					samples := int64(math.Round(96000 / pace))
					out := "-y " + in
					if err := ffmpeg.Stretch(context.Background(), in, out, pace, samples); err != nil {
						t.Fatal(err)
					}
					raw, err := os.ReadFile(out)
					if err != nil {
						t.Fatal(err)
					}
					if int64(len(raw)) != 44+2*samples || int64(binary.LittleEndian.Uint32(raw[40:])) != 2*samples {
						t.Errorf("%q at %.2f: %d bytes for %d samples", in, pace, len(raw), samples)
					}
					if hz := crossings(raw[44+48000:44+96000]) * 2; hz < 430 || hz > 450 {
						t.Errorf("%q at %.2f: 440 Hz became %d", in, pace, hz)
					}
				}
			}
		})
	}
}

func crossings(raw []byte) int {
	n, last := 0, int16(0)
	for i := 0; i+1 < len(raw); i += 2 {
		v := int16(binary.LittleEndian.Uint16(raw[i:]))
		if last < 0 && v >= 0 {
			n++
		}
		last = v
	}
	return n
}

func TestStretchFails(t *testing.T) {
	dir := t.TempDir()
	in, out, page := filepath.Join(dir, "in.wav"), filepath.Join(dir, "out.wav"), filepath.Join(dir, "page.wav")
	put(t, in, sine(48000))
	put(t, page, []byte("<html></html>"))
	stretch := func(ctx context.Context, in string, pace float64, samples int64) error {
		return ffmpeg.Stretch(ctx, in, out, pace, samples)
	}
	background := context.Background()
	cancelled, cancel := context.WithCancel(background)
	cancel()
	if err := stretch(cancelled, in, 1.2, 40000); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	for name, err := range map[string]error{
		"too fast":   stretch(background, in, 9, 5000),
		"no number":  stretch(background, in, math.NaN(), 5000),
		"no samples": stretch(background, in, 1.2, 0),
		"no name":    stretch(background, page[:len(page)-4], 1.2, 40000),
		"absent":     stretch(background, filepath.Join(dir, "absent.wav"), 1.2, 40000),
		"no sound":   stretch(background, page, 1.2, 40000),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	only(t)
	if err := stretch(background, in, 1.2, 40000); err == nil || !strings.Contains(err.Error(), "apt-get install ffmpeg") {
		t.Errorf("no tools: %v", err)
	}
}

func TestErrorsCarryWhatTheToolSaid(t *testing.T) {
	page := filepath.Join(t.TempDir(), "page.mp4")
	put(t, page, []byte("<html></html>"))
	_, err := ffmpeg.Duration(context.Background(), page)
	if err == nil || !strings.Contains(err.Error(), "page.mp4") || !strings.Contains(err.Error(), "Invalid data") || strings.Contains(err.Error(), "\n") {
		t.Errorf("%v", err)
	}
}

func TestDuration(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"a.wav", "-i", "data:x"} {
		put(t, name, sine(60000))
		if d, err := ffmpeg.Duration(context.Background(), name); err != nil || d != 1250*time.Millisecond {
			t.Errorf("%q: %v, %v", name, d, err)
		}
	}
	if d, err := ffmpeg.Duration(context.Background(), "absent.mp4"); err == nil {
		t.Errorf("absent: %v", d)
	}
	// A playlist must not make ffprobe read another address.
	put(t, "list.m3u8", []byte("#EXTM3U\n#EXTINF:5,\nhttp://127.0.0.1:1/x.ts\n#EXT-X-ENDLIST\n"))
	if d, err := ffmpeg.Duration(context.Background(), "list.m3u8"); err == nil && d == 0 {
		t.Errorf("playlist: %v", d)
	}
}

func TestDecode(t *testing.T) {
	raw, err := ffmpeg.Decode(context.Background(), "wav", sine(48000))
	if err != nil || len(raw) < 96000 || string(raw[:4]) != "RIFF" {
		t.Errorf("%d bytes, %v", len(raw), err)
	}
	if raw, err := ffmpeg.Decode(context.Background(), "mp3", []byte("ID3 no more")); err == nil {
		t.Errorf("%d bytes from rubbish", len(raw))
	}
}

func TestTools(t *testing.T) {
	for _, tool := range ffmpeg.Tools(context.Background()) {
		if tool.Path == "" || tool.Version == "" || tool.Use == "" || !strings.Contains(tool.Install, "apt-get install") {
			t.Errorf("%+v", tool)
		}
	}
	only(t, "ffmpeg")
	for _, tool := range ffmpeg.Tools(context.Background()) {
		if (tool.Path != "") != (tool.Name == "ffmpeg") || (tool.Version != "") != (tool.Name == "ffmpeg") {
			t.Errorf("%+v", tool)
		}
	}
}
