package subtitles_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dramaport/subtitles"
)

// scriptOf is the script of payloads as "speaker|text" lines.
func scriptOf(t *testing.T, format subtitles.Format, speakers string, cast []string, payloads ...string) string {
	t.Helper()
	track := subtitles.Track{Format: format}
	for i, p := range payloads {
		cue := subtitles.Cue{ID: "x", Start: time.Duration(i) * time.Second, Payload: p}
		track.Segments = append(track.Segments, subtitles.Segment{Kind: subtitles.KindCue, Cue: &cue})
	}
	var lines []string
	for i, e := range subtitles.Script(track, speakers, cast) {
		if e.Number != i+1 || e.Start != time.Duration(i)*time.Second || e.CueID != "x" {
			t.Errorf("entry %d is %+v", i, e)
		}
		lines = append(lines, e.Speaker+"|"+e.Text)
	}
	return strings.Join(lines, "\n")
}

// TestScriptOrder reads cues that are not in the order of their times.
func TestScriptOrder(t *testing.T) {
	track, found := readTrack(t, "a.srt", "1\n00:00:05,000 --> 00:00:06,000\nB\n\n2\n00:00:01,000 --> 00:00:02,000\nA\n\n3\n00:00:05,000 --> 00:00:07,000\nC\n")
	var got []string
	for _, e := range subtitles.Script(track, "auto", nil) {
		got = append(got, fmt.Sprint(e.Number, e.CueID, e.Text))
	}
	if fmt.Sprint(got) != "[12A 21B 33C]" || len(found) != 1 || found[0].Line != 5 {
		t.Errorf("%v %v", got, found)
	}
}

func TestScript(t *testing.T) {
	cast := []string{"林婉", "顾言", "Grandma Lin"}
	for _, c := range []struct {
		name     string
		format   subtitles.Format
		speakers string
		payloads []string
		want     []string
	}{
		{"voices", "vtt", "auto", []string{"<v 林婉>A</v>", "<v.loud Tom &amp; Co>B", "C", "<v A>a</v>\n<v B>b</v>", "<v A>a <v A>b"}, []string{"林婉|A", "Tom & Co|B", "|C", "A / B|⟦1⟧a⟦2⟧\n⟦3⟧b⟦4⟧", "A|a ⟦1⟧b"}},
		{"none", "vtt", "none", []string{"<v 林婉>A</v>", "林婉：B"}, []string{"|A", "|林婉：B"}},
		{"names in front", "srt", "auto", []string{"林婉：A", "B", "顾言: C\nD", "<i>林婉： E</i>", "GRANDMA LIN: F"}, []string{"林婉|A", "|B", "顾言|C\nD", "林婉|E", "Grandma Lin|F"}},
		{"one that is not cast", "srt", "auto", []string{"林婉：A", "路人：B"}, []string{"|林婉：A", "|路人：B"}},
		{"times of day and sentences are no names", "srt", "auto", []string{"林婉：A", "12:30 we go", "He said. Then: B", "http://x"}, []string{"林婉|A", "|12:30 we go", "|He said. Then: B", "|http://x"}},
		{"two speak", "srt", "auto", []string{"- 林婉：A\n- 顾言：B"}, []string{"林婉 / 顾言|- 林婉：A\n- 顾言：B"}},
		{"one on both lines", "srt", "auto", []string{"林婉：A\n林婉：B"}, []string{"林婉|A\nB"}},
		{"only the name", "srt", "auto", []string{"林婉："}, []string{"林婉|"}},
		{"empty cues stay", "srt", "auto", []string{"", "A", "<i></i>"}, []string{"|", "|A", "|"}},
		{"markup in front stays", "srt", "auto", []string{"<i>林婉：</i>A"}, []string{"林婉|⟦1⟧⟦2⟧A"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, want := scriptOf(t, c.format, c.speakers, cast, c.payloads...), strings.Join(c.want, "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestScriptWithoutCast(t *testing.T) {
	if got := scriptOf(t, subtitles.SRT, "auto", nil, "林婉：A"); got != "|林婉：A" {
		t.Errorf("a prefix was believed without a cast: %q", got)
	}
}

func TestScriptOfTrack(t *testing.T) {
	track, _ := readTrack(t, "a.vtt", "WEBVTT\n\nintro\n00:01.000 --> 00:02.000 line:0\n<i>A</i>\n")
	got := fmt.Sprintf("%+v", subtitles.Script(track, "auto", nil))
	want := "[{Number:1 Start:1s End:2s Speaker: CueID:intro Settings:line:0 Marked:{Before:<i> Text:A After:</i> Tags:[]}}]"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
