package subtitles_test

import (
	"strings"
	"testing"
	"time"

	"dramaport/subtitles"
)

const ssaStyles = "[Script Info]\nPlayResY: 1920\n\n[V4+ Styles]\nFormat: Name, Italic, Alignment\n" +
	"Style: Default,0,2\nStyle: Top,0,8\nStyle: Thought,-1,2\nStyle: Mid,0,5\n\n[Events]\nFormat: Start, End, Style, Text\n"

// ssaShown imports one dialogue and writes it as SubRip and WebVTT, without the
// lines of numbers and times; a line end is "/".
func ssaShown(t *testing.T, head, style, text string) (srt, vtt string) {
	t.Helper()
	track, found, err := subtitles.Parse("a.ass", []byte(head+"Dialogue: 0:00:01.00,0:00:02.00,"+style+","+text+"\n"), subtitles.Options{})
	if err != nil || len(track.Cues()) > 0 == (len(found) > 0) {
		t.Fatalf("%v %v", err, found)
	}
	return shownAs(t, track, subtitles.SRT), shownAs(t, track, subtitles.WebVTT)
}

// shownAs are a track's cues written in a format: what stands behind the times,
// and the payload; a line end is "/".
func shownAs(t *testing.T, track subtitles.Track, f subtitles.Format) string {
	t.Helper()
	var cues []subtitles.OutCue
	for _, e := range subtitles.Script(track, "auto", nil) {
		payload, _ := e.Show(e.Text, f)
		cues = append(cues, subtitles.OutCue{Start: e.Start, End: e.End, Settings: e.Settings, Payload: payload, Place: e.Place(e.Settings)})
	}
	var b strings.Builder
	write := subtitles.WriteSRT
	if f == subtitles.WebVTT {
		write = subtitles.WriteVTT
	}
	if err := write(&b, cues); err != nil {
		t.Fatal(err)
	}
	back, found, err := subtitles.Parse("a."+string(f), []byte(b.String()), subtitles.Options{})
	if err != nil || len(back.Cues()) != len(cues) {
		t.Fatalf("%q reads as %v, %v, %v", b.String(), back.Cues(), found, err)
	}
	var lines []string
	for _, c := range back.Cues() {
		lines = append(lines, strings.TrimSpace(c.Settings+" "+strings.ReplaceAll(c.Payload, "\n", "/")))
	}
	return strings.Join(lines, "|")
}

func TestSSATextAndPlace(t *testing.T) {
	for _, c := range []struct{ name, style, text, srt, vtt string }{
		{"only drawn", "Default", `{\p1}m 0 0 l 100 0{\p0}`, "", ""},
		{"only drawn, scaled, with breaks", "Default", `{\an7\pos(1,2)\p4}m 0 0\Nl 100 0`, "", ""},
		{"drawn and said", "Default", `{\p1}m 0 0 l 100 0{\p0}Run!{\p2}m 1 1{\p0} Now!`, "Run! Now!", "Run! Now!"},
		{"a clip is no drawing", "Default", `{\clip(m 0 0 l 1 1)\pbo5}Run!`, "Run!", "Run!"},
		{"soft break", "Default", `Come \n home`, "Come home", "Come home"},
		{"soft break without wrapping", "Default", `{\q2}Come \n home`, "Come/home", "Come/home"},
		{"hard break", "Default", `Come\Nhome\hnow`, "Come/home\u00A0now", "Come/home\u00A0now"},
		{"style at the top", "Top", `Run!`, `{\an8}Run!`, "line:0 Run!"},
		{"style in the middle", "Mid", `Run!`, `{\an5}Run!`, "line:50% Run!"},
		{"override beats style", "Top", `{\an2}Run!`, `{\an2}Run!`, "Run!"},
		{"the first alignment counts", "Default", `{\an8}Run!{\an2}`, `{\an8}Run!{\an2}`, "line:0 Run!"},
		{"legacy alignment", "Default", `{\a6}Run!`, `{\a6}Run!`, "line:0 Run!"},
		{"karaoke", "Default", `{\k20\i1}ka{\kf30}ra{\K5}o{\ko10}ke{\kt12.5\k}!`, "<i>karaoke!</i>", "<i>karaoke!</i>"},
		{"put at the top", "Default", `{\pos(540,200)}Run!`, `{\an8}Run!`, "line:0 Run!"},
		{"put at the bottom", "Top", `{\an8\pos(540, 1500.5)}Run!`, "Run!", "Run!"},
		{"moved at the top", "Default", `{\move(1,20,3,1900)}Run!`, `{\an8}Run!`, "line:0 Run!"},
		{"italic style", "Thought", `Run!`, "<i>Run!</i>", "<i>Run!</i>"},
		{"italic style, upright word", "Thought", `I {\i0}must{\r} run`, "<i>I </i>must<i> run</i>", "<i>I </i>must<i> run</i>"},
		{"reset to an italic style", "Default", `I {\rThought}must{\r} run`, "I <i>must</i> run", "I <i>must</i> run"},
		{"unknown style", "None", `Run!`, "Run!", "Run!"},
		{"style with an asterisk", "*Top", `Run!`, `{\an8}Run!`, "line:0 Run!"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if srt, vtt := ssaShown(t, ssaStyles, c.style, c.text); srt != c.srt || vtt != c.vtt {
				t.Errorf("srt %q vtt %q, want %q %q", srt, vtt, c.srt, c.vtt)
			}
		})
	}
}

func TestSSAHead(t *testing.T) {
	for _, c := range []struct{ name, head, style, want string }{
		{"no wrapping at all", "[Script Info]\nWrapStyle: 2\n[Events]\nFormat: Start, End, Style, Text\n", "x", "A/B"},
		{"SSA v4 counts alignments differently", "[V4 Styles]\nFormat: Name, Alignment\nStyle: S,6\n[Events]\nFormat: Start, End, Style, Text\n", "S", `{\an8}A B`},
		{"SSA v4, middle", "[V4 Styles]\nFormat: Name, Alignment\nStyle: S,10\n[Events]\nFormat: Start, End, Style, Text\n", "S", `{\an5}A B`},
		{"height of the picture by default", "[V4+ Styles]\nFormat: Name, Alignment\nStyle: Default,8\n[Events]\nFormat: Start, End, Style, Text\n", "Default", `{\an8}A B`},
	} {
		if srt, _ := ssaShown(t, c.head, c.style, `A\nB`); srt != c.want {
			t.Errorf("%s: %q, want %q", c.name, srt, c.want)
		}
	}
}

// TestSSAFields reads dialogues whose fields are not as usual.
func TestSSAFields(t *testing.T) {
	_, cues, found := imported(t, "a.ass", "[Events]\nFormat: Actor, Start, End, Text\n"+
		"Dialogue: A,0:00:01.5,0:00:02.000,a, b,  c\n"+
		"Dialogue: A,-0:00:01.50,0:00:02.00,b\n"+
		"Dialogue: A,0:00:01.50\n"+
		"Dialogue: A,0:01.50,0:00:02.00,c\n"+
		"dialogue: A,0:00:03.00,0:00:04.00,\n")
	if cues != "|1500-2000||a, b,  c\n|0-2000||b\n|3000-4000||" || len(found) != 2 || found[0].Line != 5 || found[1].Line != 6 || found[0].Kind() != found[1].Kind() {
		t.Errorf("%s\n%v", cues, found)
	}
}

// TestSSALayers reads a text that stands in several layers once.
func TestSSALayers(t *testing.T) {
	_, cues, found := imported(t, "a.ass", "[Events]\nFormat: Layer, Start, End, Text\n"+
		"Dialogue: 0,0:00:01.00,0:00:02.00,{\\blur3}Run!\nDialogue: 1,0:00:01.00,0:00:02.00,{\\bord0}Run!\n"+
		"Dialogue: 1,0:00:01.00,0:00:02.00,Now!\nDialogue: 0,0:00:03.00,0:00:04.00,Run!\nDialogue: 0,0:00:03.00,0:00:04.00,Run!\n")
	if cues != "|1000-2000||{\\blur3}Run!\n|1000-2000||Now!\n|3000-4000||Run!\n|3000-4000||Run!" || len(found) != 1 || found[0].Line != 4 {
		t.Errorf("%s\n%v", cues, found)
	}
}

// TestPlace writes the places that a source says in each format's own way.
func TestPlace(t *testing.T) {
	for _, c := range []struct{ file, text, srt, vtt string }{
		{"a.srt", "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}A\n", `{\an8}A`, "line:0 A"},
		{"a.srt", "1\n00:00:01,000 --> 00:00:02,000\n{\\pos(200,20)}A\n", `{\an8}A`, "line:0 A"},
		{"a.srt", "1\n00:00:01,000 --> 00:00:02,000\n{\\pos(200,270)}A\n", "A", "A"},
		{"a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000 line:0 align:start\nA\n", `{\an8}A`, "line:0 align:start A"},
		{"a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000 line:10%\nA\n", `{\an8}A`, "line:10% A"},
		{"a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000 line:50%,center\nA\n", `{\an5}A`, "line:50%,center A"},
		{"a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000 line:84%\nA\n", "A", "line:84% A"},
		{"a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000 line:-1\nA\n", "A", "line:-1 A"},
		{"a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000 vertical:rl line:0\nA\n", "A", "vertical:rl line:0 A"},
	} {
		track, _ := readTrack(t, c.file, c.text)
		if srt, vtt := shownAs(t, track, subtitles.SRT), shownAs(t, track, subtitles.WebVTT); srt != c.srt || vtt != c.vtt {
			t.Errorf("%q: srt %q vtt %q, want %q %q", c.text, srt, vtt, c.srt, c.vtt)
		}
	}
	var b strings.Builder
	if err := subtitles.WriteSRT(&b, []subtitles.OutCue{{End: time.Second, Place: subtitles.Top}}); err != nil || strings.Contains(b.String(), "{") {
		t.Errorf("a cue without text: %v %q", err, b.String())
	}
}
