package subtitles_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/asticode/go-astisub"
	"golang.org/x/text/language"

	"dramaport/subtitles"
)

// imported parses an imported format and returns its cues and diagnostics.
func imported(t *testing.T, name, text string) (subtitles.Track, string, []subtitles.Diagnostic) {
	t.Helper()
	track, found, err := subtitles.Parse(name, []byte(text), subtitles.Options{})
	if err != nil {
		t.Fatalf("Parse: %v", err)
	}
	if _, err := track.Bytes(); err == nil {
		t.Error("an imported track gave bytes")
	}
	return track, strings.Join(cueLines(track), "\n"), found
}

const assHead = "\uFEFF[Script Info]\r\n; comment\r\nScriptType: v4.00+\r\nTimer: rubbish\r\n\r\n[V4+ Styles]\r\nFormat: Name, Fontname\r\nStyle: broken\r\n\r\n[Fonts]\r\nfontname: x\r\n\r\n[Events]\r\n"
const assFormat = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\r\n"

func TestImportSSA(t *testing.T) {
	text := assHead + assFormat +
		"Dialogue: 0,0:00:01.00,0:00:02.50,Default,林婉,0,0,0,,{\\an8\\i1}你好, 世界\\N第二\\h行{\\i0}\r\n" +
		"Comment: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,not spoken\r\n" +
		"Dialogue: 0,0:00:0x.00,0:00:06.00,Default,,0,0,0,,bad time\r\n" +
		"rubbish\r\n" +
		"Dialogue: 0,0:00:07.00,0:00:08.00,Default,,0,0,0,,last"
	track, cues, found := imported(t, "a.ass", text)
	want := "|1000-2500|line:0|{\\an8\\i1}你好, 世界/第二\u00A0行{\\i0}\n|7000-8000||last"
	if cues != want {
		t.Errorf("cues\n%s\nwant\n%s", cues, want)
	}
	if len(found) != 2 || found[0].Line != 17 || found[1].Line != 18 {
		t.Errorf("diagnostics %v, want one for line 17 and one for line 18", found)
	}
	if track.Text() != strings.TrimPrefix(text, "\uFEFF") || !track.Encoding.BOM {
		t.Error("the segments are not the file")
	}
	if e := subtitles.Script(track, "auto", nil)[0]; e.Speaker != "林婉" || e.Before != "{\\an8\\i1}" || e.Text != "你好, 世界\n第二\u00A0行" {
		t.Errorf("entry %+v", e)
	}
}

func TestImportSSAWithoutFormat(t *testing.T) {
	_, cues, found := imported(t, "a.ssa", "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,A\nDialogue: 0,0:00:02.00,0:00:01.00,Default,,0,0,0,,B\nDialogue: short\n")
	if cues != "|1000-2000||A\n|2000-1000||B" || len(found) != 3 {
		t.Errorf("%s %v", cues, found)
	}
}

func TestImportSSALongLine(t *testing.T) {
	_, cues, found := imported(t, "a.ass", "[Events]\n"+assFormat+"Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,"+strings.Repeat("x", 70000)+"\nDialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,B\n")
	if cues != "|1000-2000||"+strings.Repeat("x", 70000)+"\n|3000-4000||B" || len(found) != 0 {
		t.Errorf("%.100s %.200v", cues, found)
	}
}

func TestImportInLegacyEncoding(t *testing.T) {
	raw, err := subtitles.Encode(strings.TrimPrefix(assHead, "\uFEFF")+assFormat+"Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,你终于回来了\r\n", subtitles.Encoding{Name: "gb18030"})
	if err != nil {
		t.Fatal(err)
	}
	track, _, err := subtitles.Parse("a.ass", raw, subtitles.Options{Language: language.MustParse("zh-CN")})
	if err != nil || track.Cues()[0].Payload != "你终于回来了" {
		t.Errorf("%v %v", cueLines(track), err)
	}
}

const ttmlHead = `<?xml version="1.0" encoding="UTF-16"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25" xml:lang="zh">
<head><styling><style xml:id="s1" tts:color="white"/></styling><layout><region xml:id="r1"/></layout></head>
<body><div>
`

func TestImportTTML(t *testing.T) {
	for _, c := range []struct {
		name, body, cues string
		found            []string
	}{
		{"plain", `<p begin="00:00:01.000" end="00:00:02.500" region="r1">你好<br/>世界 &amp; Co</p>`, "|1000-2500||你好/世界 &amp; Co", nil},
		{"italics", `<p begin="1s" end="2s"><span tts:fontStyle="italic">A</span> B</p>`, "|1000-2000||<i>A</i> B", nil},
		{"italics of the whole", `<p begin="1s" end="2s" tts:fontStyle="italic">A<br/>B</p>`, "|1000-2000||<i>A/B</i>", nil},
		{"frames", `<p begin="00:00:01:00" end="00:00:02:05">A</p>`, "|1000-2200||A", nil},
		{"unknown region and style", `<p begin="1s" end="2s" region="none" style="none">A <span style="none">B</span></p>`, "|1000-2000||A B", nil},
		{"dur", `<p begin="1s" dur="1500ms">A</p><p begin="3s" end="4s">B</p>`, "|1000-2500||A\n|3000-4000||B", nil},
		{"no begin", `<p end="2s">A</p><p begin="3s" end="4s">B</p>`, "|0-2000||A\n|3000-4000||B", []string{"5:1"}},
		{"no end", `<p begin="1s">A</p>`, "|1000-6000||A", []string{"5:1"}},
		{"no times", `<p>A</p>`, "", []string{"1:1", "5:1"}},
		{"bad time", "<p begin=\"soon\" end=\"2s\">A</p>\n <p begin=\"3s\" end=\"4s\">B</p>", "|3000-4000||B", []string{"5:1"}},
		{"nested spans", `<p begin="1s" end="2s">A <span>B <span>C</span> D</span></p>`, "|1000-2000||A B C D", nil},
		{"entities of HTML", `<p begin="1s" end="2s">A&nbsp;&eacute;</p>`, "|1000-2000||A\u00A0é", nil},
		{"broken", `<p begin="1s" end="2s">A</p><p begin="3s" end="4s">B</p`, "|1000-2000||A", []string{"6:2"}},
		{"nested divs", `<div><p begin="1s" end="2s">A</p></div><p begin="3s" end="4s">B</p>`, "|1000-2000||A\n|3000-4000||B", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, cues, found := imported(t, "a.ttml", ttmlHead+c.body+"\n</div></body>\n</tt>")
			if cues != c.cues {
				t.Errorf("cues\n%s\nwant\n%s", cues, c.cues)
			}
			if len(found) != len(c.found) {
				t.Fatalf("diagnostics %v, want at %v", found, c.found)
			}
			for i, place := range c.found {
				if !strings.HasPrefix(found[i].Position.String(), place) {
					t.Errorf("diagnostic %v, want at %s", found[i], place)
				}
			}
		})
	}
}

func TestImportTTMLDeclaredEncoding(t *testing.T) {
	raw, err := subtitles.Encode(strings.Replace(ttmlHead, "UTF-16", "GB2312", 1)+`<p begin="1s" end="2s">你</p></div></body></tt>`, subtitles.Encoding{Name: "gb18030"})
	if err != nil {
		t.Fatal(err)
	}
	track, _, err := subtitles.Parse("a.dfxp", raw, subtitles.Options{})
	if err != nil || fmt.Sprint(cueLines(track)) != "[|1000-2000||你]" {
		t.Errorf("%v %v", cueLines(track), err)
	}
}

// stlFile is an EBU STL file with one cue a second.
func stlFile(t *testing.T, lines ...string) []byte {
	t.Helper()
	now := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	s := astisub.NewSubtitles()
	s.Metadata = &astisub.Metadata{Framerate: 25, STLCreationDate: &now, STLRevisionDate: &now, STLDisplayStandardCode: "0", Language: astisub.LanguageEnglish}
	for i, line := range lines {
		item := &astisub.Item{StartAt: time.Duration(i+1) * time.Second, EndAt: time.Duration(i+1)*time.Second + 800*time.Millisecond}
		for _, l := range strings.Split(line, "\n") {
			item.Lines = append(item.Lines, astisub.Line{Items: []astisub.LineItem{{Text: l}}})
		}
		s.Items = append(s.Items, item)
	}
	var b bytes.Buffer
	if err := s.WriteToSTL(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestImportSTL(t *testing.T) {
	track, cues, found := imported(t, "a.stl", string(stlFile(t, "A & B", "C\nD")))
	if cues != "|1000-1800||A &amp; B\n|2000-2800||C/D" || len(found) > 0 {
		t.Errorf("%s %v", cues, found)
	}
	if track.Segments[1].Position.Line != 2 {
		t.Errorf("position %v", track.Segments[1].Position)
	}
}
