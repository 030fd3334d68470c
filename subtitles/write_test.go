package subtitles_test

import (
	"errors"
	"fmt"
	"io"
	"slices"
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
	const srt = "1\n00:00:00,000 --> 00:00:01,000\n\n2\n00:00:01,000 --> 01:02:03,005 X1:10\nA\nB\n\n3\n00:00:01,000 --> 00:00:02,000\na --> b\n00:00:01,000 --\u2060> 00:00:02,000\n"
	const vtt = "WEBVTT\n\n_NOTE x ->\n00:00:00.000 --> 00:00:01.000\n\nintro\n00:00:01.000 --> 01:02:03.005 line:0 align:start\nA\nB\n\n00:00:01.000 --> 00:00:02.000\na --&gt; b\n00:00:01,000 --&gt; 00:00:02,000\n"
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

// TestWriteTimes writes cues whose times players would refuse.
func TestWriteTimes(t *testing.T) {
	ms := func(n int) time.Duration { return time.Duration(n) * time.Millisecond }
	for _, c := range []struct {
		name string
		cues [][2]int
		want string
	}{
		{"out of order", [][2]int{{3000, 4000}, {1000, 2000}, {3000, 3500}}, "1000-2000 3000-4000 3000-3500"},
		{"without a length", [][2]int{{1000, 1000}}, "1000-2000"},
		{"ends before it starts", [][2]int{{5000, 1000}}, "5000-6000"},
		{"until the next", [][2]int{{1000, 1000}, {1400, 2000}}, "1000-1400 1400-2000"},
		{"two at once, until the next later", [][2]int{{1000, 1000}, {1000, 1000}, {1001, 2000}}, "1000-1001 1000-1001 1001-2000"},
		{"negative", [][2]int{{-2000, -1000}}, "0-1000"},
	} {
		var cues []subtitles.OutCue
		for _, times := range c.cues {
			cues = append(cues, subtitles.OutCue{Start: ms(times[0]), End: ms(times[1]), Payload: "A"})
		}
		before := slices.Clone(cues)
		for name, write := range map[string]func(io.Writer, []subtitles.OutCue) error{"a.srt": subtitles.WriteSRT, "a.vtt": subtitles.WriteVTT} {
			var b strings.Builder
			if err := write(&b, cues); err != nil {
				t.Fatal(err)
			}
			track, found := readTrack(t, name, b.String())
			var got []string
			for _, cue := range track.Cues() {
				got = append(got, fmt.Sprintf("%d-%d", cue.Start.Milliseconds(), cue.End.Milliseconds()))
			}
			if strings.Join(got, " ") != c.want || len(found) > 0 || !slices.Equal(cues, before) {
				t.Errorf("%s, %s: %v, want %s; %v", c.name, name, got, c.want, found)
			}
		}
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
