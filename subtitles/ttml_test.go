package subtitles_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"dramaport/subtitles"
)

// ttmlDocument is a document with parameters, a head and a body.
func ttmlDocument(parameters, head, body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" ` + parameters + `>
<head>` + head + `</head>
` + body + `
</tt>`
}

// ttmlCase is a document, its cues, and a part of the words of every diagnostic.
type ttmlCase struct {
	name, parameters, head, body, cues string
	found                              []string
}

func runTTMLCases(t *testing.T, cases []ttmlCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, cues, found := imported(t, "a.ttml", ttmlDocument(c.parameters, c.head, "<body>"+c.body+"</body>"))
			if cues != c.cues {
				t.Errorf("cues\n%s\nwant\n%s", cues, c.cues)
			}
			if len(found) != len(c.found) {
				t.Fatalf("diagnostics %v, want %v", found, c.found)
			}
			for i, words := range c.found {
				if !strings.Contains(found[i].Message, words) {
					t.Errorf("diagnostic %v, want %q", found[i], words)
				}
			}
		})
	}
}

// TestTTMLTimeExpressions reads a begin of every form (TTML2, 12.3.1).
func TestTTMLTimeExpressions(t *testing.T) {
	for _, c := range []struct{ parameters, begin, want string }{
		{"", "00:00:01", "1000"},
		{`ttp:frameRate="25"`, "00:01:10", "70000"},
		{`ttp:frameRate="25"`, "00:00:01", "1000"},
		{"", "00:00:01.5", "1500"},
		{"", "00:00:01.0416667", "1042"},
		{"", "00:00:01.041", "1041"},
		{"", "00:00:01,250", "1250"},
		{"", "100:00:01.0000", "360001000"},
		{`ttp:frameRate="25"`, "00:00:01:05", "1200"},
		{`ttp:frameRate="25"`, "00:00:01;05", "1200"},
		{`ttp:frameRate="25" ttp:subFrameRate="2"`, "00:00:01:05.1", "1220"},
		{`ttp:frameRate="24" ttp:frameRateMultiplier="1000 1001"`, "00:00:01:12", "1501"},
		{`ttp:frameRate="24" ttp:frameRateMultiplier="1000:1001"`, "24f", "1001"},
		{`ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"`, "00:10:00:00", "600000"},
		{`ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001" ttp:timeBase="smpte"`, "00:10:00:00", "600600"},
		{`ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001" ttp:timeBase="smpte" ttp:dropMode="dropNTSC"`, "00:10:00:00", "599999"},
		{`ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001" ttp:timeBase="smpte"`, "00:10:00;00", "599999"},
		{`ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001" ttp:timeBase="smpte" ttp:dropMode="nonDrop"`, "00:10:00;00", "600600"},
		{`ttp:frameRate="30" ttp:timeBase="smpte" ttp:dropMode="dropPAL"`, "00:04:00:00", "239733"},
		{"", "00:00:01:15", "1500"},
		{"", "90000000t", "324000000000"},
		{`ttp:tickRate="10000000"`, "15000000t", "1500"},
		{`ttp:frameRate="25" ttp:subFrameRate="4"`, "150t", "1500"},
		{"", "1.5s", "1500"},
		{"", "1500ms", "1500"},
		{"", "1.5m", "90000"},
		{"", "0.5h", "1800000"},
		{"", "36f", "1200"},
		{"", "12.5", "12500"},
		{"", "1:02.5", "62500"},
		{"", "75:02", "4502000"},
	} {
		t.Run(c.parameters+" "+c.begin, func(t *testing.T) {
			_, cues, found := imported(t, "a.ttml", ttmlDocument(c.parameters, "", `<body><div><p begin="`+c.begin+`" dur="1h">A</p></div></body>`))
			if c.want == "324000000000" { // longer than any film
				if cues != "" {
					t.Errorf("cues %s", cues)
				}
				return
			}
			if start, _, _ := strings.Cut(strings.TrimPrefix(cues, "|"), "-"); start != c.want || len(found) > 0 {
				t.Errorf("begins at %s, want %s; %v", start, c.want, found)
			}
		})
	}
	for _, bad := range []string{"soon", "1:2:", "00:00:01:30", "-1s", "1 hour", "00:00:00:500", "wallclock(10:00)", "99999999999999999999s"} {
		_, cues, found := imported(t, "a.ttml", ttmlDocument("", "", `<body><div><p begin="`+bad+`" end="9s">A</p><p begin="2s" end="3s">B</p></div></body>`))
		if cues != "|2000-3000||B" || len(found) != 1 || !strings.Contains(found[0].Message, "cannot be read") {
			t.Errorf("%q: %s %v", bad, cues, found)
		}
	}
}

// TestTTMLTiming reads times on every level (TTML2, 12.2 and 12.4).
func TestTTMLTiming(t *testing.T) {
	runTTMLCases(t, []ttmlCase{
		{name: "times of a division", body: `<div begin="10s"><p begin="1s" end="2s">A</p></div>`, cues: "|11000-12000||A"},
		{name: "times of the division only", body: `<div begin="10s" end="12s"><p>A</p></div>`, cues: "|10000-12000||A"},
		{name: "end of a division", body: `<div end="3s"><p begin="1s">A</p><p begin="2s" end="9s">B</p></div>`, cues: "|1000-3000||A\n|2000-3000||B"},
		{name: "divisions in divisions", body: `<div begin="10s"><div begin="1s"><p begin="1s" dur="1s">A</p></div></div>`, cues: "|12000-13000||A"},
		{name: "dur and end", body: `<div><p begin="1s" dur="5s" end="3s">A</p><p begin="1s" dur="1s" end="3s">B</p></div>`, cues: "|1000-3000||A\n|1000-2000||B"},
		{name: "one after the other", body: `<div timeContainer="seq"><p dur="2s">A</p><p begin="1s" dur="2s">B</p><p end="1s">C</p></div>`, cues: "|0-2000||A\n|3000-5000||B\n|5000-6000||C"},
		{name: "divisions one after the other", body: `<div timeContainer="seq"><div><p begin="1s" end="2s">A</p></div><div><p begin="1s" end="2s">B</p></div></div>`, cues: "|1000-2000||A\n|3000-4000||B"},
		{name: "times of spans", body: `<div><p begin="10s" end="20s"><span begin="1s" end="3s">A</span> <span begin="3s" end="4s">B</span></p></div>`, cues: "|11000-13000||A\n|13000-14000||B"},
		{name: "spans that stay", body: `<div><p begin="10s" end="14s"><span>A</span><span begin="2s"> B</span></p></div>`, cues: "|10000-12000||A\n|12000-14000||A B"},
		{name: "spans one after the other", body: `<div><p timeContainer="seq"><span dur="2s">A</span><span dur="3s">B</span></p></div>`, cues: "|0-2000||A\n|2000-5000||B"},
		{name: "times of spans that do not count from their paragraph", body: `<div><p begin="10s" end="12s"><span begin="10s" end="11s">A</span> <span begin="11s" end="12s">B</span></p></div>`, cues: "|10000-12000||A B", found: []string{"times in this <p>"}},
		{name: "times of paragraphs that do not count from their division", body: `<div begin="10s" end="14s"><p begin="10s" end="11s">A</p><p begin="12s" end="14s">B</p></div>`, cues: "|10000-11000||A\n|12000-14000||B", found: []string{"times in this <div>"}},
		{name: "a span that is never shown", body: `<div><p begin="1s" end="3s">A<span begin="2s"> B</span></p></div>`, cues: "|1000-3000||A"},
		{name: "a span in a span", body: `<div><p begin="1s" end="9s"><span begin="1s">A<span begin="1s" end="2s"> B</span></span></p></div>`, cues: "|2000-3000||A\n|3000-4000||A B\n|4000-9000||A"},
		{name: "not displayed", body: `<div><p begin="1s" end="2s" tts:display="none">A</p><p begin="1s" end="2s">B<span tts:display="none">C</span></p></div><div tts:display="none"><p begin="3s" end="4s">D</p></div>`, cues: "|1000-2000||B"},
		{name: "not displayed by style", head: `<styling><style xml:id="off" tts:display="none"/></styling>`, body: `<div><p begin="1s" end="2s" style="off">A</p><p begin="3s" end="4s">B</p></div>`, cues: "|3000-4000||B"},
		{name: "not displayed for a while", body: `<div><p begin="1s" end="9s"><set tts:display="none" begin="2s" end="4s"/>A</p></div>`, cues: "|1000-3000||A\n|5000-9000||A"},
		{name: "invisible", body: `<div><p begin="1s" end="2s" tts:visibility="hidden">A<span tts:visibility="visible">B</span></p></div>`, cues: "|1000-2000||B"},
		{name: "no end: until the next", body: `<div><p begin="1s">A</p><p begin="3s">B</p></div>`, cues: "|1000-3000||A\n|3000-8000||B", found: []string{"no end", "no end"}},
		{name: "no end, all at once", body: `<div><p begin="1s">A</p><p begin="1s">B</p></div>`, cues: "|1000-6000||A\n|1000-6000||B", found: []string{"no end", "no end"}},
		{name: "ends before it starts", body: `<div><p begin="3s" end="2s">A</p></div>`, cues: "|3000-2000||A", found: []string{"ends before it starts"}},
		{name: "shown for no time", body: `<div><p begin="3s" end="3s">A</p></div>`, cues: "|3000-3000||A", found: []string{"ends when it starts"}},
		{name: "outside its division", body: `<div end="2s"><p begin="3s" end="4s">A</p><p begin="1s" end="4s">B</p></div>`, cues: "|1000-2000||B", found: []string{"never shown"}},
		{name: "a division's times cannot be read", body: `<div begin="soon"><p begin="3s" end="4s">A</p></div>`, cues: "|3000-4000||A", found: []string{"begin of this <div> cannot be read"}},
		{name: "times of a region", head: `<layout><region xml:id="r" begin="2s" end="5s"/></layout>`, body: `<div><p begin="1s" end="9s" region="r">A</p></div>`, cues: "|2000-5000||A"},
		{name: "empty and blank", body: `<div><p begin="1s" end="2s"/><p begin="3s" end="4s"> </p><p begin="5s" end="6s">B</p></div>`, cues: "|1000-2000||\n|3000-4000||\n|5000-6000||B"},
		{name: "start of the programme", head: `<metadata><x:documentStartOfProgramme xmlns:x="urn:ebu:tt:metadata">10:00:00:00</x:documentStartOfProgramme></metadata>`, parameters: `ttp:timeBase="smpte" ttp:frameRate="25"`, body: `<div><p begin="10:00:01:00" end="10:00:02:05">A</p></div>`, cues: "|1000-2200||A"},
		{name: "pictures", body: `<div begin="1s" end="2s" smpte:backgroundImage="#i"/>`, found: []string{"pictures"}},
	})
}

// TestTTMLText reads what is dialogue and what is not, and how it is styled.
func TestTTMLText(t *testing.T) {
	styles := `<styling><style xml:id="base" tts:fontStyle="italic"/><style xml:id="it" style="base"/><style xml:id="up" tts:fontStyle="normal"/><style xml:id="loop" style="loop"/><style xml:id="ruby" tts:ruby="text"/><style xml:id="slant" tts:fontShear="16.67%"/></styling>
<layout><region xml:id="r" tts:fontStyle="italic"/><region xml:id="s"><style tts:fontStyle="italic"/></region></layout>`
	p := func(inner string) string { return `<div><p begin="1s" end="2s">` + inner + `</p></div>` }
	runTTMLCases(t, []ttmlCase{
		{name: "metadata", body: `<metadata><ttm:desc>M</ttm:desc></metadata><div><ttm:title>M</ttm:title><p begin="1s" end="2s"><metadata>M<ttm:desc>M</ttm:desc></metadata><ttm:desc>M</ttm:desc>A<span><ttm:desc>M</ttm:desc> B</span></p></div>`, cues: "|1000-2000||A B"},
		{name: "elements of others", body: p(`A<x:note xmlns:x="urn:x">M</x:note><y:note>M</y:note>`), cues: "|1000-2000||A"},
		{name: "a prefix for everything", body: `<t:div xmlns:t="http://www.w3.org/2006/10/ttaf1"><t:p begin="1s" end="2s">A<t:br/>B</t:p></t:div>`, cues: "|1000-2000||A/B"},
		{name: "ruby", body: p(`<span tts:ruby="container"><span tts:ruby="base">漢字</span><span tts:ruby="delimiter">(</span><span tts:ruby="text">かんじ</span><span tts:ruby="delimiter">)</span></span>です`), cues: "|1000-2000||漢字です"},
		{name: "ruby by style, in containers", head: styles, body: p("<span tts:ruby=\"container\">\n <span tts:ruby=\"baseContainer\"><span tts:ruby=\"base\">漢</span></span>\n <span tts:ruby=\"textContainer\"><span style=\"ruby\">かん</span></span>\n</span>字"), cues: "|1000-2000||漢字"},
		{name: "nested spans", body: p(`A <span tts:fontStyle="italic">B <span tts:fontWeight="bold">C</span> D <span tts:fontStyle="normal">E</span></span>`), cues: "|1000-2000||A <i>B <b>C</b> D</i> E"},
		{name: "style by reference", head: styles, body: `<div><p begin="1s" end="2s" style="it">A <span style="up">B</span></p></div>`, cues: "|1000-2000||<i>A</i> B"},
		{name: "the last reference wins", head: styles, body: p(`<span style="up it">A</span><span style="it up"> B</span>`), cues: "|1000-2000||<i>A</i> B"},
		{name: "a reference to itself, and to nothing", head: styles, body: p(`<span style="loop none">A</span>`), cues: "|1000-2000||A"},
		{name: "style of the division", head: styles, body: `<div style="it"><p begin="1s" end="2s">A</p></div>`, cues: "|1000-2000||<i>A</i>"},
		{name: "style of the region", head: styles, body: `<div><p begin="1s" end="2s" region="r">A</p><p begin="2s" end="3s" region="s">B</p></div>`, cues: "|1000-2000||<i>A</i>\n|2000-3000||<i>B</i>"},
		{name: "slanted", head: styles, body: p(`<span style="slant">回想</span>`), cues: "|1000-2000||<i>回想</i>"},
		{name: "underline", body: p(`<span tts:textDecoration="underline noOverline">A</span> <span tts:textDecoration="noUnderline">B</span>`), cues: "|1000-2000||<u>A</u> B"},
		{name: "spans side by side", body: p(`<span tts:fontStyle="italic">A</span> <span tts:fontStyle="italic">B</span><br/><span tts:fontStyle="italic">C</span>`), cues: "|1000-2000||<i>A B/C</i>"},
		{name: "white space", body: p("\n  A\n  B <br/>\n  C\t D\n"), cues: "|1000-2000||A B/C D"},
		{name: "white space as written", body: `<div xml:space="preserve"><p begin="1s" end="2s">` + "\n  A   A\n  B<br/>\n C\n" + `</p></div>`, cues: "|1000-2000||A   A/B/C"},
		{name: "ideographic and no-break space", body: p("\u3000A\u00A0"), cues: "|1000-2000||\u3000A\u00A0"},
		{name: "escapes", body: p(`A &lt;i&gt; &amp; <![CDATA[<b>]]>`), cues: "|1000-2000||A &lt;i&gt; &amp; &lt;b&gt;"},
		{name: "tags that do not match", body: p(`A</span> <span>B`), cues: "|1000-2000||A B"},
	})
}

func TestTTMLPlace(t *testing.T) {
	head := `<styling><style xml:id="top" tts:displayAlign="before"/></styling><layout>
<region xml:id="a" tts:displayAlign="before"/><region xml:id="b" tts:displayAlign="after"/><region xml:id="c" tts:displayAlign="center"/>
<region xml:id="d" style="top"/><region xml:id="e" tts:origin="10% 80%" tts:extent="80% 10%" tts:displayAlign="before"/>
<region xml:id="f" tts:origin="10% 5%" tts:extent="80% 15%" tts:displayAlign="after"/><region xml:id="g"/>
<region xml:id="h" tts:position="center bottom" tts:extent="80% 20%"/><region xml:id="i" tts:writingMode="tbrl" tts:displayAlign="before"/>
<region xml:id="j" tts:origin="10% 70%" tts:extent="80% 20%" tts:displayAlign="center"/></layout>`
	for region, want := range map[string]string{
		"a": "line:0", "b": "", "c": "line:50%", "d": "line:0", "e": "", "f": "line:0", "g": "", "h": "", "i": "", "j": "", "none": "",
	} {
		for _, body := range []string{
			`<body><div><p begin="1s" end="2s" region="` + region + `">A</p></div></body>`,
			`<body region="` + region + `"><div><p begin="1s" end="2s">A</p></div></body>`,
		} {
			if _, cues, found := imported(t, "a.ttml", ttmlDocument("", head, body)); cues != "|1000-2000|"+want+"|A" || len(found) > 0 {
				t.Errorf("region %s: %s, want %q; %v", region, cues, want, found)
			}
		}
	}
}

func TestTTMLSpeakers(t *testing.T) {
	head := `<metadata><ttm:agent xml:id="a1" type="person"><ttm:name type="full">林婉</ttm:name></ttm:agent><ttm:agent xml:id="a2"/></metadata>`
	track, _, found := imported(t, "a.ttml", ttmlDocument("", head, `<body><div ttm:agent="a1"><p begin="1s" end="2s">A</p><p begin="2s" end="3s" ttm:agent="a2 a1">B</p></div><div><p begin="3s" end="4s">C</p></div></body>`))
	var speakers []string
	for _, e := range subtitles.Script(track, "auto", nil) {
		speakers = append(speakers, e.Speaker)
	}
	if got := strings.Join(speakers, ","); got != "林婉,a2 / 林婉," || len(found) > 0 {
		t.Errorf("speakers %q %v", got, found)
	}
}

// TestTTMLLanguages reads a file that has its text in two languages.
func TestTTMLLanguages(t *testing.T) {
	text := ttmlDocument(`xml:lang="en"`, "", `<body><div xml:lang="en-GB"><p begin="1s" end="2s">A</p></div><div xml:lang="fr"><p begin="1s" end="2s">B</p></div></body>`)
	for _, c := range []struct {
		language string
		cues     int
	}{{"en", 1}, {"fr-FR", 1}, {"zh-CN", 2}, {"und", 2}} {
		track, found, err := subtitles.Parse("a.ttml", []byte(text), subtitles.Options{Language: language.MustParse(c.language)})
		if err != nil || len(track.Cues()) != c.cues || (len(found) == 1) != (c.cues == 1) {
			t.Errorf("%s: %v %v %v", c.language, cueLines(track), found, err)
		}
	}
}

// TestTTMLManyChanges reads a paragraph that shows more and more.
func TestTTMLManyChanges(t *testing.T) {
	var spans strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&spans, `<span begin="%dms">x</span>`, i)
	}
	_, cues, found := imported(t, "a.ttml", ttmlDocument("", "", `<body><div><p begin="1s" end="9s">A`+spans.String()+`</p></div></body>`))
	if cues != "|1000-9000||A"+strings.Repeat("x", 1000) || len(found) != 1 {
		t.Errorf("%.100s %v", cues, found)
	}
}

// TestTTMLDepth reads XML that is deeper than any tree has to be.
func TestTTMLDepth(t *testing.T) {
	deep := strings.Repeat("<span>", 100000)
	_, cues, _ := imported(t, "a.ttml", ttmlDocument("", "", `<body><div><p begin="1s" end="2s">A`+deep+`B</p><p begin="3s" end="4s">C</p></div></body>`))
	if cues != "|1000-2000||AB\n|3000-4000||C" {
		t.Errorf("%.200s", cues)
	}
}
