package subtitles_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dramaport/subtitles"
)

// readTrack parses text and fails the test unless the track is the text again.
func readTrack(t *testing.T, name, text string) (subtitles.Track, []subtitles.Diagnostic) {
	t.Helper()
	track, found, err := subtitles.Parse(name, []byte(text), subtitles.Options{})
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	back, err := track.Bytes()
	if err != nil || string(back) != text {
		t.Fatalf("the track is not its file again: %v\n got %q\nwant %q", err, back, text)
	}
	return track, found
}

// cueLines are cues as "id|start-end|settings|payload", times in milliseconds.
func cueLines(track subtitles.Track) []string {
	var lines []string
	for _, c := range track.Cues() {
		lines = append(lines, fmt.Sprintf("%s|%d-%d|%s|%s", c.ID, c.Start.Milliseconds(), c.End.Milliseconds(), c.Settings, strings.ReplaceAll(c.Payload, "\n", "/")))
	}
	return lines
}

// kindLine names the kinds of a track's segments.
func kindLine(track subtitles.Track) string {
	var kinds []string
	for _, s := range track.Segments {
		kinds = append(kinds, s.Kind.String())
	}
	return strings.Join(kinds, " ")
}

// readCase is a file, the cues in it and, for every diagnostic in turn, its
// place and a part of its words.
type readCase struct {
	name, text string
	cues       []string
	found      []string
}

// runReadCases reads every case and compares.
func runReadCases(t *testing.T, file string, cases []readCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			track, found := readTrack(t, file, c.text)
			if got, want := strings.Join(cueLines(track), "\n"), strings.Join(c.cues, "\n"); got != want {
				t.Errorf("cues:\n%s\nwant:\n%s", got, want)
			}
			if len(found) != len(c.found) {
				t.Fatalf("diagnostics: %v\nwant %d: %v", found, len(c.found), c.found)
			}
			for i, want := range c.found {
				place, words, _ := strings.Cut(want, " ")
				if found[i].Position.String() != place || !strings.Contains(found[i].Message, words) {
					t.Errorf("diagnostic %d: %q, want %q", i, found[i], want)
				}
			}
		})
	}
}

func TestFormatOf(t *testing.T) {
	for name, want := range map[string]subtitles.Format{
		"e001.srt": subtitles.SRT, "dir/E001.SRT": subtitles.SRT, "a.zh-CN.vtt": subtitles.WebVTT,
		"a.ttml": subtitles.TTML, "a.dfxp": subtitles.TTML, "a.ass": subtitles.SSA, "a.ssa": subtitles.SSA, "a.stl": subtitles.STL,
	} {
		if got, ok := subtitles.FormatOf(name); !ok || got != want {
			t.Errorf("FormatOf(%q) = %q, %v; want %q", name, got, ok, want)
		}
	}
	for _, name := range []string{"a.smi", "a.txt", "srt", "a.mp4", ""} {
		if got, ok := subtitles.FormatOf(name); ok {
			t.Errorf("FormatOf(%q) = %q, want none", name, got)
		}
	}
}

func TestUnknownFormatNamesTheKnown(t *testing.T) {
	_, _, err := subtitles.Parse("e001.smi", nil, subtitles.Options{})
	if err == nil || !strings.Contains(err.Error(), ".srt .vtt") {
		t.Errorf("error %v does not name the known extensions", err)
	}
}

func TestDiagnosticString(t *testing.T) {
	d := subtitles.Diagnostic{Position: subtitles.Position{Line: 3, Column: 7}, Message: "message"}
	if d.String() != "3:7: message" {
		t.Errorf("String() = %q", d)
	}
}

func TestWithPayload(t *testing.T) {
	const crlf = "1\r\n00:00:01,000 --> 00:00:02,000\r\nalt\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nB"
	for _, c := range []struct {
		name, file, text string
		cue              int
		payload, want    string
	}{
		{"line ends of the cue", "a.srt", crlf, 0, "neu\nzwei", strings.Replace(crlf, "alt", "neu\r\nzwei", 1)},
		{"no final line end", "a.srt", crlf, 1, "C", strings.Replace(crlf, "B", "C", 1)},
		{"the same changes nothing", "a.srt", "1\n00:00:01,000 --> 00:00:02,000\r\na\n\nb\r\n", 0, "a\n\nb", "1\n00:00:01,000 --> 00:00:02,000\r\na\n\nb\r\n"},
		{"blank lines left out", "a.srt", crlf, 0, "a\n\n \nb\n", strings.Replace(crlf, "alt", "a\r\nb", 1)},
		{"into an empty cue", "a.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n", 0, "A", "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n"},
		{"into an empty cue at the end", "a.srt", "1\n00:00:01,000 --> 00:00:02,000", 0, "A", "1\n00:00:01,000 --> 00:00:02,000\nA\n"},
		{"emptied", "a.srt", crlf, 0, "", strings.Replace(crlf, "alt\r\n", "", 1)},
		{"times as text", "a.srt", "1\n00:00:01,000 --> 00:00:02,000\nA\n", 0, "00:00:05,000 --> 00:00:06,000", "1\n00:00:01,000 --> 00:00:02,000\n00:00:05,000 --\u2060> 00:00:06,000\n"},
		{"arrow in WebVTT", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nA\n", 0, "a --> b", "WEBVTT\n\n00:01.000 --> 00:02.000\na --&gt; b\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			track, _ := readTrack(t, c.file, c.text)
			changed := track.WithPayload(c.cue, c.payload)
			if got := changed.Text(); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			if track.Text() != c.text {
				t.Error("the track itself was changed")
			}
			again, _ := readTrack(t, c.file, changed.Text())
			if got, want := again.Cues()[c.cue].Payload, changed.Cues()[c.cue].Payload; got != want {
				t.Errorf("read again: %q, want %q", got, want)
			}
		})
	}
}

func TestWithTimes(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		start, end       time.Duration
		want             string
	}{
		{"plain", "a.srt", "1\n00:00:01,000 --> 00:00:02,000 X1:1\nA\n", 1500 * time.Millisecond, 3 * time.Second, "1\n00:00:01,500 --> 00:00:03,000 X1:1\nA\n"},
		{"a time that stays keeps its form", "a.srt", "1\n0:0:1 --> 00:00:02,5\nA\n", time.Second, 3 * time.Second, "1\n0:0:1 --> 00:00:03,000\nA\n"},
		{"dots stay dots", "a.srt", "1\n00:00:01.000 --> 00:00:02.000\nA\n", 0, time.Second, "1\n00:00:00.000 --> 00:00:01.000\nA\n"},
		{"hours stay away", "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nA\n", time.Minute, time.Hour, "WEBVTT\n\n01:00.000 --> 01:00:00.000\nA\n"},
		{"missing end", "a.srt", "1\n00:00:01,000 -->\nA\n", time.Second, 2 * time.Second, "1\n00:00:01,000 --> 00:00:02,000\nA\n"},
		{"negative is zero", "a.srt", "1\n00:00:01,000 --> 00:00:02,000\nA\n", -time.Second, 2 * time.Second, "1\n00:00:00,000 --> 00:00:02,000\nA\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			track, _ := readTrack(t, c.file, c.text)
			changed := track.WithTimes(0, c.start, c.end)
			if got := changed.Text(); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			// Once more: the offsets have to be right after a change.
			if got := changed.WithTimes(0, c.start, c.end).WithPayload(0, "B").Text(); got != strings.Replace(c.want, "\nA", "\nB", 1) {
				t.Errorf("changed twice: %q", got)
			}
		})
	}
}

func TestNoSuchCuePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("WithPayload of a cue that is not there did not panic")
		}
	}()
	subtitles.Track{Format: subtitles.SRT}.WithPayload(0, "x")
}
