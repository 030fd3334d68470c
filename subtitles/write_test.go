package subtitles_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"dramaport/subtitles"
)

func TestWrite(t *testing.T) {
	cues := []subtitles.OutCue{
		{ID: "intro", Settings: "line:0 region:r align:start foo:bar X1:10", Start: time.Second, End: 3723*time.Second + 4500*time.Microsecond, Payload: "A\r\n\r\nB"},
		{ID: "NOTE x\n-->", Start: -time.Second, End: time.Second, Payload: ""},
		{Start: time.Second, End: 2 * time.Second, Payload: "a --> b\n00:00:01,000 --> 00:00:02,000"},
	}
	const srt = "1\n00:00:01,000 --> 01:02:03,005 X1:10\nA\nB\n\n2\n00:00:00,000 --> 00:00:01,000\n\n3\n00:00:01,000 --> 00:00:02,000\na --> b\n00:00:01,000 --\u2060> 00:00:02,000\n"
	const vtt = "WEBVTT\n\nintro\n00:00:01.000 --> 01:02:03.005 line:0 align:start\nA\nB\n\n_NOTE x ->\n00:00:00.000 --> 00:00:01.000\n\n00:00:01.000 --> 00:00:02.000\na --&gt; b\n00:00:01,000 --&gt; 00:00:02,000\n"
	var b strings.Builder
	if err := subtitles.WriteSRT(&b, cues); err != nil || b.String() != srt {
		t.Errorf("%v\n got %q\nwant %q", err, b.String(), srt)
	}
	if track, found := readTrack(t, "a.srt", b.String()); len(track.Cues()) != 3 || len(found) > 0 {
		t.Errorf("read back: %v %v", cueLines(track), found)
	}
	b.Reset()
	if err := subtitles.WriteVTT(&b, cues); err != nil || b.String() != vtt {
		t.Errorf("%v\n got %q\nwant %q", err, b.String(), vtt)
	}
	if track, found := readTrack(t, "a.vtt", b.String()); len(track.Cues()) != 3 || len(found) > 0 {
		t.Errorf("read back: %v %v", cueLines(track), found)
	}
}

func TestWriteNothing(t *testing.T) {
	var srt, vtt strings.Builder
	if subtitles.WriteSRT(&srt, nil) != nil || subtitles.WriteVTT(&vtt, nil) != nil || srt.String() != "" || vtt.String() != "WEBVTT\n" {
		t.Errorf("%q %q", srt.String(), vtt.String())
	}
}

// brokenWriter fails.
type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteError(t *testing.T) {
	cues := []subtitles.OutCue{{Payload: strings.Repeat("A", 10000)}}
	for name, write := range map[string]error{"srt": subtitles.WriteSRT(brokenWriter{}, cues), "vtt": subtitles.WriteVTT(brokenWriter{}, cues)} {
		if write == nil {
			t.Errorf("%s: a failed write was not reported", name)
		}
	}
}
