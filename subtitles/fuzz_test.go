package subtitles_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"dramaport/subtitles"
)

// seedTracks are bodies for the fuzzers: every way of being broken that the
// tables know, in a few bytes.
var seedTracks = []string{
	"1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n",
	"1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>A</i>\r\n\r\n2\r00:00:03.000 --> 00:00:04.000\rB",
	"\uFEFF1\n00:00:01,000 --> 00:00:02,000 X1:1 Y1:2\n{\\an8}A\n\n\nB\n",
	"1\n00:00:01,0000 --> 2\nA --> B\n2\n-00:01,5 -> 00:00:02:500\n2026\n3\n00:00:05,000 -->",
	"9\n99999999:00:00,000 --> 00:00:00,000\n\n1\n00:75:00 → 01:00:00\n",
	"WEBVTT\n\n00:01.000 --> 00:02.000\nA\n",
	"WEBVTT - x\r\nKind: y\r\n\r\nNOTE z\r\n\r\nSTYLE\r\n::cue {}\r\n\r\nREGION\r\nid:r\r\n\r\nid\r\n00:01.000 --> 00:00:02.000 line:0 region:r\r\n<v A>B</v> &amp; <00:01.500>C\r\n",
	"WEBVTT\n00:01.000 --> 00:02.000\nA\n1\n00:03.000 --> 00:04.000\n\n \nx\n\nSTYLE\n",
	automatic, live, growing,
	"\xC4\xE3\xBA\xC3\n1\n00:00:01,000 --> 00:00:02,000\n\xC4\xE3\n",
	"1\x00\n\x000\x000\x00:\x000\x001\x00-\x00-\x00>\x00",
	"\xFF\xFE1\x00\n\x00", "\xEF\xBB\xBF", "\xFE\xFF", "\x00", "\r", "\n\r\n\r",
}

// checkTrack is what holds for every file that can be decoded.
func checkTrack(t *testing.T, name string, raw []byte) {
	o := subtitles.Options{Language: language.SimplifiedChinese}
	track, found, err := subtitles.Parse(name, raw, o)
	if err != nil {
		return
	}
	back, err := track.Bytes()
	if err != nil || !bytes.Equal(back, raw) {
		t.Fatalf("the track is not its file again: %v\n got %q\nwant %q", err, back, raw)
	}
	text := track.Text()
	lines := strings.Count(text, "\n") + strings.Count(text, "\r") + 1
	for _, d := range found {
		if d.Line < 1 || d.Column < 1 || d.Line > lines || d.Message == "" {
			t.Fatalf("diagnostic %v of a file of %d lines", d, lines)
		}
	}
	for _, s := range track.Segments {
		if s.Raw == "" || (s.Kind == subtitles.KindCue) != (s.Cue != nil) {
			t.Fatalf("segment %+v", s)
		}
	}
	junk := strings.Contains(kindLine(track), "junk")
	if junk && len(found) == 0 {
		t.Fatal("junk without a diagnostic")
	}
	checkCollapse(t, track)
	for i, c := range track.Cues() {
		if c.Start < 0 || c.End < 0 || c.Start > 10000*time.Hour || strings.Contains(c.Payload, "\r") {
			t.Fatalf("cue %+v", c)
		}
		if i < 3 && utf8.ValidString(text) {
			checkEdit(t, name, track, i)
		}
	}
}

// checkCollapse collapses a track: its cues may become fewer, and none longer.
func checkCollapse(t *testing.T, track subtitles.Track) {
	before, after := track.Cues(), subtitles.Collapse(track).Cues()
	if len(after) > len(before) || len(before) > 0 && len(after) == 0 {
		t.Fatalf("%d cues became %d", len(before), len(after))
	}
	if _, rolling := subtitles.Rolling(track); !rolling && len(after) != len(before) {
		t.Fatal("a track that does not roll was collapsed")
	}
}

// checkEdit changes a cue and reads the file again: nothing else may change.
func checkEdit(t *testing.T, name string, track subtitles.Track, i int) {
	changed := track.WithPayload(i, "new\ntext").WithTimes(i, 90*time.Minute, 91*time.Minute)
	raw := []byte(changed.Text())
	again, _, err := subtitles.Parse(name, raw, subtitles.Options{Encoding: "utf-8"})
	if err != nil {
		t.Fatal(err)
	}
	want, got := changed.Cues(), again.Cues()
	if len(got) != len(want) {
		t.Fatalf("%d cues became %d in %q", len(want), len(got), raw)
	}
	for n := range want {
		same := got[n].Payload == want[n].Payload && got[n].Start == want[n].Start && got[n].Settings == want[n].Settings && got[n].ID == want[n].ID
		if !same {
			t.Fatalf("cue %d was %+v, is %+v in %q", n, want[n], got[n], raw)
		}
	}
}

func FuzzSRT(f *testing.F) {
	for _, s := range seedTracks {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { checkTrack(t, "a.srt", raw) })
}

func FuzzVTT(f *testing.F) {
	for _, s := range seedTracks {
		f.Add([]byte(s))
		f.Add([]byte("WEBVTT\n\n" + s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { checkTrack(t, "a.vtt", raw) })
}

func FuzzSSA(f *testing.F) {
	f.Add("[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,{\\i1}A\\NB\n")
	f.Add(ssaStyles + "Dialogue: 0:00:01.00,0:00:02.00,Thought,{\\p1}m 0 0{\\p0}A\\nB{\\r\\pos(1,2)}\nDialogue: ,,,\n")
	f.Fuzz(func(t *testing.T, text string) { checkImport(t, "a.ass", []byte(text)) })
}

func FuzzTTML(f *testing.F) {
	f.Add(ttmlHead + `<p begin="1s" dur="2s">A<br/>B</p></div></body></tt>`)
	f.Add(ttmlDocument(`ttp:frameRate="25" ttp:timeBase="smpte"`, `<styling><style xml:id="s" tts:fontStyle="italic" style="s"/></styling><layout><region xml:id="r" tts:origin="1% 2%" tts:displayAlign="center"/></layout>`,
		`<body region="r" timeContainer="seq"><div style="s" dur="5s"><p begin="00:00:01:02" end="3f">A <span begin="1s">B</span><set tts:display="none" begin="2s"/></p></div><p>C</p></body>`))
	f.Fuzz(func(t *testing.T, text string) { checkImport(t, "a.ttml", []byte(text)) })
}

func FuzzSTL(f *testing.F) {
	f.Add([]byte(stlOf(stlHead("25", "1", "00", "10000000"), stlBlock{number: 1, extension: 0, in: 1, out: 2, text: "\x0B\x0B\xC2e\x8A\x80x"}, stlBlock{number: 1, extension: 255, in: 1, out: 2, text: " \xC2 \xD8$"})))
	f.Add([]byte(stlOf(stlHead("30", "0", "02", ""), stlBlock{number: 1, extension: 255, comment: 1, in: 3, out: 2, text: "A"}, stlBlock{number: 2, extension: 254, in: 99})))
	f.Fuzz(func(t *testing.T, raw []byte) { checkImport(t, "a.stl", raw) })
}

// checkImport is what holds for every file of an imported format.
func checkImport(t *testing.T, name string, raw []byte) {
	track, found, err := subtitles.Parse(name, raw, subtitles.Options{})
	if err != nil {
		return
	}
	if len(track.Cues()) == 0 && len(found) == 0 {
		t.Fatal("nothing was read, and nothing said")
	}
	for _, d := range found {
		if d.Line < 1 || d.Column < 1 || d.Message == "" {
			t.Fatalf("diagnostic %v", d)
		}
	}
	for i, s := range track.Segments {
		if (s.Kind == subtitles.KindCue) != (s.Cue != nil) || s.Kind == subtitles.KindJunk && len(found) == 0 {
			t.Fatalf("segment %+v", s)
		}
		c := s.Cue
		if c != nil && (c.Start < 0 || c.End < 0 || c.Start > 10000*time.Hour || c.End > 10001*time.Hour) {
			t.Fatalf("cue %+v", *c)
		}
		if c != nil && i < 3 && utf8.ValidString(c.Payload) {
			checkHide(t, c.Payload, track.Format)
		}
	}
}

func FuzzHide(f *testing.F) {
	for _, s := range []string{
		"A", "<i>A</i> B", "{\\an8}<i>A\n<b>B</i></b>", "⟦1⟧ <i>⟦2⟧</i>", "a < b > c <3", "&lt;i&gt; &amp;amp; &lrm;x", "<v A>a</v> <v B>b",
		"<00:01.000>x", "<ruby>漢<rt>かん</rt></ruby>", "{\\i1\\pos(1,2)}x{\\r}", "<br>x<br/>", "\u202Bx\u202C\uFEFF", "e\u0301<i>\u0301", "<\u2060i>", "{}{\\}", "<i", "&#60;i&#62;",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, payload string) {
		if !utf8.ValidString(payload) {
			return
		}
		for _, format := range []subtitles.Format{subtitles.SRT, subtitles.WebVTT, subtitles.SSA, subtitles.TTML} {
			checkHide(t, payload, format)
		}
	})
}

// checkHide shows what was hidden, hides it again, and expects the same text and
// the same payload; and nothing that is visible may have gone.
func checkHide(t *testing.T, payload string, f subtitles.Format) {
	first := subtitles.Hide(payload, f)
	if !norm.NFC.IsNormalString(first.Text) {
		t.Fatalf("%s: %q is not NFC", f, first.Text)
	}
	if len(subtitles.Placeholders(first.Text)) != len(first.Tags) {
		t.Fatalf("%s: placeholders of %+v", f, first)
	}
	shown, lost := first.Show(first.Text, f)
	if lost != nil {
		t.Fatalf("%s: %q lost %q", f, payload, lost)
	}
	second := subtitles.Hide(shown, f)
	again, _ := second.Show(second.Text, f)
	if again != shown {
		t.Fatalf("%s: %q is shown as %q, then as %q", f, payload, shown, again)
	}
	if a, b := words(first), words(second); a != b {
		t.Fatalf("%s: %q says %q, then %q", f, payload, a, b)
	}
}

// words is the visible text of m without white space, and without parentheses,
// which ruby text gets where there is no ruby.
func words(m subtitles.Marked) string {
	text := strings.NewReplacer("(", "", ")", "").Replace(m.Text)
	for i, tag := range m.Tags {
		if strings.HasPrefix(tag, "⟦") {
			text = strings.Replace(text, fmt.Sprintf("⟦%d⟧", i+1), "literal", 1)
		}
	}
	return strings.Join(strings.Fields(norm.NFC.String(subtitles.Plain(text))), "")
}

// TestEditsKeepTheRest changes cues of whole tracks at random.
func TestEditsKeepTheRest(t *testing.T) {
	track, _ := readTrack(t, "a.srt", episode(10, "\r\n"))
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, 9).Draw(t, "cue")
		payload := rapid.StringMatching(`[a-z0-9>\n\r -]{0,20}`).Draw(t, "payload")
		changed := track.WithPayload(i, payload)
		back, _, err := subtitles.Parse("a.srt", []byte(changed.Text()), subtitles.Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, want := cueLines(back), cueLines(track)
		want[i] = cueLines(changed)[i]
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Fatalf("payload %q:\n%s\nwant\n%s", payload, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}
