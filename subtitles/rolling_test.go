package subtitles_test

import (
	"fmt"
	"strings"
	"testing"

	"dramaport/subtitles"
)

// tracks that roll up: as automatic captions do (every cue is repeated by a very
// short one, and words come in one by one), as live captions do, and by growing.
const (
	automatic = "WEBVTT\nKind: captions\n\n" +
		"00:00:00.160 --> 00:00:02.470 align:start position:0%\n \nI<00:00:00.480><c> never</c>\n\n" +
		"00:00:02.470 --> 00:00:02.480 align:start position:0%\nI never\n \n\n" +
		"00:00:02.480 --> 00:00:04.000 align:start position:0%\nI never\nwanted<00:00:02.600><c.x> this</c>\n\n" +
		"00:00:04.000 --> 00:00:04.010 align:start position:0%\nwanted this\n \n\n" +
		"00:00:04.010 --> 00:00:06.000 align:start position:0%\nwanted this\nlife\n"
	live    = "1\n00:00:01,000 --> 00:00:02,000\nONE\n\n2\n00:00:02,000 --> 00:00:03,000\nONE\nTWO\n\n3\n00:00:03,000 --> 00:00:04,000\nTWO\nTHREE\n\n4\n00:00:04,000 --> 00:00:05,000\nONE\nTHREE\nFOUR\n\n5\n00:00:05,000 --> 00:00:06,000\nONE\nTHREE\nFOUR\n\n6\n00:00:20,000 --> 00:00:21,000\nFOUR\n"
	growing = "1\n00:00:01,000 --> 00:00:02,000\nI\n\n2\n00:00:02,000 --> 00:00:03,000\nI never\n\n3\n00:00:03,000 --> 00:00:04,000\nI never wanted\n\n4\n00:00:04,000 --> 00:00:05,000\nI never wanted\n<i>this\n\n5\n00:00:05,000 --> 00:00:06,000\nI never wanted\n<i>this</i> life\n"
)

func TestRollingIsFoundAndOffered(t *testing.T) {
	for name, text := range map[string]string{"a.vtt": automatic, "a.srt": live, "b.srt": growing} {
		_, found := readTrack(t, name, text)
		if len(found) != 1 || !strings.Contains(found[0].Message, "rolling: collapse") {
			t.Errorf("%s: %v", name, found)
		}
	}
	for name, text := range map[string]string{
		"dialogue":       episode(30, "\n"),
		"one repetition": "1\n00:00:01,000 --> 00:00:02,000\nNo!\n\n2\n00:00:02,000 --> 00:00:03,000\nNo!\n\n3\n00:00:03,000 --> 00:00:04,000\nNobody!\n",
		"a refrain":      strings.ReplaceAll(episode(30, "\n"), "我等了你三年", "啦") + "91\n00:05:00,000 --> 00:05:01,000\n啦\n",
	} {
		if _, found := readTrack(t, "a.srt", text); len(found) > 0 {
			t.Errorf("%s: %v", name, found)
		}
	}
}

func TestCollapse(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.vtt", automatic, "160-2480|I never\n2480-4010|wanted this\n4010-6000|life"},
		{"a.srt", live, "1000-2000|ONE\n2000-3000|TWO\n3000-4000|THREE\n4000-6000|ONE/THREE/FOUR\n20000-21000|FOUR"},
		{"a.srt", growing, "1000-4000|I never wanted\n4000-6000|<i>this</i> life"},
		{"a.srt", first, "1000-2000|A"},
	} {
		track, found, err := subtitles.Parse(c.name, []byte(c.text), subtitles.Options{Collapse: true})
		if err != nil || len(found) > 0 {
			t.Errorf("%v %v", err, found)
		}
		// What is left is a track of its own.
		raw, err := track.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		again, found, err := subtitles.Parse(c.name, raw, subtitles.Options{})
		if err != nil || len(found) > 0 {
			t.Errorf("%v %v\n%s", err, found, raw)
		}
		for _, track := range []subtitles.Track{track, again} {
			var got []string
			for _, cue := range track.Cues() {
				got = append(got, fmt.Sprintf("%d-%d|%s", cue.Start.Milliseconds(), cue.End.Milliseconds(), strings.ReplaceAll(cue.Payload, "\n", "/")))
			}
			if strings.Join(got, "\n") != c.want {
				t.Errorf("%s:\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), c.want)
			}
		}
	}
}

// TestCollapseLosesNoLine collapses tracks that were rolled up from lines.
func TestCollapseLosesNoLine(t *testing.T) {
	for rows := 2; rows <= 4; rows++ {
		var b strings.Builder
		var lines []string
		for i := range 50 {
			lines = append(lines, fmt.Sprintf("Line %d", i))
			fmt.Fprintf(&b, "%d\n%s --> %s\n%s\n\n", i+1, fmt.Sprintf("00:%02d:%02d,000", i/60, i%60), fmt.Sprintf("00:%02d:%02d,000", (i+1)/60, (i+1)%60), strings.Join(lines[max(0, len(lines)-rows):], "\n"))
		}
		track, _, err := subtitles.Parse("a.srt", []byte(b.String()), subtitles.Options{Collapse: true})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range subtitles.Script(track, "none", nil) {
			got = append(got, e.Text)
		}
		if strings.Join(got, "|") != strings.Join(lines, "|") {
			t.Errorf("%d rows: %v", rows, got)
		}
	}
}
