package subtitles_test

import (
	"fmt"
	"strings"
	"testing"

	"dramaport/subtitles"
)

// first is a whole cue that a file begins with.
const first = "1\n00:00:01,000 --> 00:00:02,000\nA\n"

func TestReadSRT(t *testing.T) {
	const a = "1|1000-2000||A"
	runReadCases(t, "a.srt", []readCase{
		{"plain", first + "\n2\n00:00:03,000 --> 00:00:04,500\nB\nC\n", []string{a, "2|3000-4500||B/C"}, nil},
		{"no final line end", "1\n00:00:01,000 --> 00:00:02,000\nA", []string{a}, nil},
		{"CRLF", strings.ReplaceAll(first+"\n2\n00:00:03,000 --> 00:00:04,500\nB\nC\n", "\n", "\r\n"), []string{a, "2|3000-4500||B/C"}, nil},
		{"CR", strings.ReplaceAll(first+"\n2\n00:00:03,000 --> 00:00:04,500\nB\nC\n", "\n", "\r"), []string{a, "2|3000-4500||B/C"}, nil},
		{"mixed line ends", "1\r\n00:00:01,000 --> 00:00:02,000\nA\r\rB\n\r\n2\r00:00:03,000 --> 00:00:04,500\r\nC", []string{"1|1000-2000||A//B", "2|3000-4500||C"}, []string{"4:1 inside the text"}},
		{"blank between times and text", "1\n00:00:01,000 --> 00:00:02,000\n\nA\n", []string{a}, []string{"3:1 between the times and the text"}},
		{"blank inside the text", "1\n00:00:01,000 --> 00:00:02,000\nA\n\nB\n\n2\n00:00:03,000 --> 00:00:04,500\nC\n", []string{"1|1000-2000||A//B", "2|3000-4500||C"}, []string{"4:1 inside the text"}},
		{"no number and no blank", "00:00:01,000 --> 00:00:02,000\nA\n00:00:03,000 --> 00:00:04,500\nB\n", []string{"|1000-2000||A", "|3000-4500||B"}, []string{"3:1 blank line is missing"}},
		{"no number", "00:00:01,000 --> 00:00:02,000\nA\n\n00:00:03,000 --> 00:00:04,500\nB\n", []string{"|1000-2000||A", "|3000-4500||B"}, nil},
		{"no blank, number continues", first + "2\n00:00:03,000 --> 00:00:04,500\nB\n", []string{a, "2|3000-4500||B"}, []string{"4:1 blank line is missing"}},
		{"no blank, number jumps", first + "7\n00:00:03,000 --> 00:00:04,500\nB\n", []string{a, "7|3000-4500||B"}, []string{`4:1 "7" was read as the number`}},
		{"no blank, number starts again", "8\n00:00:01,000 --> 00:00:02,000\nA\n1\n00:00:03,000 --> 00:00:04,500\nB\n", []string{"8|1000-2000||A", "1|3000-4500||B"}, []string{`4:1 "1" was read as the number`}},
		{"no blank, a year", first + "2026\n00:00:03,000 --> 00:00:04,500\nB\n", []string{"1|1000-2000||A/2026", "|3000-4500||B"}, []string{`4:1 "2026" was read as text`}},
		{"no blank, cues without numbers", "00:00:01,000 --> 00:00:02,000\nA\n7\n00:00:03,000 --> 00:00:04,500\nB\n", []string{"|1000-2000||A/7", "|3000-4500||B"}, []string{`3:1 "7" was read as text`}},
		{"no blank, nothing else said", "1\n00:00:01,000 --> 00:00:02,000\n7\n00:00:03,000 --> 00:00:04,500\nB\n", []string{"1|1000-2000||7", "|3000-4500||B"}, []string{`3:1 "7" was read as text`}},
		{"text of digits", "1\n00:00:01,000 --> 00:00:02,000\n2\n\n2\n00:00:03,000 --> 00:00:04,500\n2026\n", []string{"1|1000-2000||2", "2|3000-4500||2026"}, nil},
		{"a year as last line", "1\n00:00:01,000 --> 00:00:02,000\nA\n2026\n\n2\n00:00:03,000 --> 00:00:04,500\nB\n", []string{"1|1000-2000||A/2026", "2|3000-4500||B"}, nil},
		{"text that is the next number, no blank", "1\n00:00:01,000 --> 00:00:02,000\n2\n2\n00:00:03,000 --> 00:00:04,500\nB\n", []string{"1|1000-2000||2", "2|3000-4500||B"}, []string{"4:1 blank line is missing"}},
		{"arrow in the text", "1\n00:00:01,000 --> 00:00:02,000\nA --> B\n-->\n", []string{"1|1000-2000||A --> B/-->"}, nil},
		{"arrow like times in the text", "1\n00:00:01,000 --> 00:00:02,000\nA\n10:30 -> 11:00\n", []string{"1|1000-2000||A/10:30 -> 11:00"}, []string{"4:1 was read as text"}},
		{"numbers jump", "5\n00:00:01,000 --> 00:00:02,000\nA\n\n7\n00:00:03,000 --> 00:00:04,500\nB\n\n5a\n00:00:05,000 --> 00:00:06,000\nC\n", []string{"5|1000-2000||A", "7|3000-4500||B", "5a|5000-6000||C"}, nil},
		{"a number beyond every integer", "99999999999999999999\n00:00:01,000 --> 00:00:02,000\nA\n", []string{"99999999999999999999|1000-2000||A"}, nil},
		{"empty cues", "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,500\n3\n00:00:05,000 --> 00:00:06,000", []string{"1|1000-2000||", "2|3000-4500||", "3|5000-6000||"}, []string{"6:1 blank line is missing"}},
		{"spaces on blank lines", "1\n00:00:01,000 --> 00:00:02,000\nA\n \t\n2\n00:00:03,000 --> 00:00:04,500\nB\n\u3000\n", []string{a, "2|3000-4500||B"}, nil},
		{"spaces in the text stay", "1\n00:00:01,000 --> 00:00:02,000\n\u3000A \n", []string{"1|1000-2000||\u3000A "}, nil},
		{"spaces around number and times", " 1 \n  00:00:01,000   -->   00:00:02,000  \nA\n", []string{a}, nil},
		{"blank lines before and after", "\n\n" + first + "\n\n\n", []string{a}, nil},
		{"byte order mark before the times", "1\n\uFEFF00:00:01,000 --> 00:00:02,000\nA\n", []string{a}, nil},
		{"two byte order marks", "\uFEFF\uFEFF1\n00:00:01,000 --> 00:00:02,000\nA\n", []string{a}, nil},
		{"coordinates", "1\n00:00:01,000 --> 00:00:02,000 X1:100 X2:200 Y1:10 Y2:20\nA\n", []string{"1|1000-2000|X1:100 X2:200 Y1:10 Y2:20|A"}, nil},
		{"text on the line of the times", "1\n00:00:01,000 --> 00:00:02,000 A\n", []string{"1|1000-2000|A|"}, []string{"2:31 put it on the next line"}},
		{"text before the first cue", "A\n\n" + first, []string{a}, []string{"1:1 belongs to no cue"}},
		{"zero, overlap and disorder", "1\n00:00:05,000 --> 00:00:05,000\nA\n\n2\n00:00:01,000 --> 00:00:07,000\nB\n", []string{"1|5000-5000||A", "2|1000-7000||B"}, []string{"2:18 ends when it starts", "5:1 starts before"}},
		{"ends before it starts", "1\n00:00:05,000 --> 00:00:04,000\nA\n", []string{"1|5000-4000||A"}, []string{"2:18 ends before it starts"}},
		{"empty file", "", nil, []string{"1:1 no cue was found"}},
		{"blank file", "\n \r\n", nil, []string{"1:1 no cue was found"}},
		{"no track at all", "Hello\nworld\n", nil, []string{"1:1 belongs to no cue", "1:1 no cue was found"}},
		{"U+FFFD was there before", "1\n00:00:01,000 --> 00:00:02,000\nA\uFFFD\n", []string{"1|1000-2000||A\uFFFD"}, []string{"3:2 U+FFFD"}},
		{"columns are runes", "1\n00:00:01,000 --> 00:00:02,000\n林婉\uFFFD\n", []string{"1|1000-2000||林婉\uFFFD"}, []string{"3:3 U+FFFD"}},
		{"invisible characters stay", "1\n00:00:01,000 --> 00:00:02,000\nA\u200D\u200F\x00\u2028B\u0085\n", []string{"1|1000-2000||A\u200D\u200F\x00\u2028B\u0085"}, nil},
	})
}

func TestReadSRTTimes(t *testing.T) {
	for _, c := range []struct{ times, cue, found string }{
		{"00:00:01.000 --> 00:00:02.000", "1000-2000", ""},
		{"00:00:01,000 --> 00:00:02.000", "1000-2000", ""},
		{"00:01,000 --> 00:02,000", "1000-2000", ""},
		{"0:0:1 --> 0:0:2", "1000-2000", ""},
		{"100:00:01,000 --> 100:00:02,000", "360001000-360002000", ""},
		{"00:00:01,5 --> 00:00:02,000", "1500-2000", `2:1 "00:00:01,5" was read as 00:00:01,500`},
		{"00:00:01,05 --> 00:00:02,000", "1050-2000", `2:1 was read as 00:00:01,050`},
		{"00:00:01,0000 --> 00:00:02,1234", "1000-2123", `2:1 was read as 00:00:01,000`},
		{"00:00:01:000 --> 00:00:02,000", "1000-2000", `2:1 was read as 00:00:01,000`},
		{"00:00:01,000 --> 00:00:02:12", "1000-2120", `2:18 was read as 00:00:02,120`},
		{"00:00:01;000 --> 00:00:02;500", "1000-2500", `2:1 was read as 00:00:01,000`},
		{"00:01;000 --> 00:02;500", "1000-2500", `2:1 was read as 00:00:01,000`},
		{"00;00;01;000 --> 00；00；02；500", "1000-2500", `2:1 was read as 00:00:01,000`},
		{"00.00.01,000 --> 00.00.02.000", "1000-2000", `2:1 was read as 00:00:01,000`},
		{"00:00;01 --> 00:00;02", "1000-2000", `2:1 was read as 00:00:01,000`},
		{"00: 00: 01,000 --> 00:00:02, 000", "1000-2000", `2:1 was read as 00:00:01,000`},
		{"00:75:01,000 --> 01:15:02,000", "4501000-4502000", `2:1 was read as 01:15:01,000`},
		{"00：00：01，000 --> 00:00:02,000", "1000-2000", `2:1 was read as 00:00:01,000`},
		{"00:00:01,000 -> 00:00:02,000", "1000-2000", `2:14 the arrow "->"`},
		{"00:00:01,000 → 00:00:02,000", "1000-2000", `2:14 the arrow "→"`},
		{"00:00:01,000 ---> 00:00:02,000", "1000-2000", `2:14 the arrow "--->"`},
		{"00:00:01,000 -- > 00:00:02,000", "1000-2000", `2:14 the arrow`},
		{"00:00:01,000-->00:00:02,000", "1000-2000", ""},
		{"-00:00:01,000 --> 00:00:02,000", "0-2000", `2:1 negative`},
		{"−00:00:01,000 --> -00:00:00,500", "0-0", `2:1 negative`},
		{"00:00:05,000 -->", "5000-5000", "2:17 the end time is missing"},
		{"00:00:05,000 --> ", "5000-5000", "2:18 the end time is missing"},
		{"--> 00:00:05,000", "", "2:1 a time is missing"},
		{"00:00:0x,000 --> 00:00:02,000", "", `2:1 "00:00:0x,000" is not a time`},
		{"00:00:01,000 --> soon", "", `2:18 "soon" is not a time`},
		{"00:00:01,000 --> 1", "", `2:18 "1" is not a time`},
		{"2562048:00:00,000 --> 00:00:02,000", "", "2:1 longer than 9999 hours"},
		{"00:00:01,000 --> 99999999999999999999:00:00,000", "", "2:18 longer than 9999 hours"},
		{"00:99999999:99999999,000 --> 00:00:02,000", "", "2:1 longer than"},
	} {
		t.Run(c.times, func(t *testing.T) {
			track, found := readTrack(t, "a.srt", "1\n"+c.times+"\nA\n\n2\n9000:00:00,000 --> 9000:00:01,000\nB\n")
			want := "2|32400000000-32400001000||B"
			if c.cue != "" {
				want = "1|" + c.cue + "||A\n" + want
			} else if got := kindLine(track); got != "junk blank cue" {
				t.Errorf("segments: %s", got)
			}
			if got := strings.Join(cueLines(track), "\n"); got != want {
				t.Errorf("cues %q, want %q", got, want)
			}
			if c.found == "" && len(found) > 0 || c.found != "" && len(found) == 0 {
				t.Fatalf("diagnostics %v, want %q", found, c.found)
			}
			if place, words, _ := strings.Cut(c.found, " "); c.found != "" && (found[0].Position.String() != place || !strings.Contains(found[0].Message, words)) {
				t.Errorf("diagnostic %q, want %q", found[0], c.found)
			}
		})
	}
}

// TestOneBadCueCostsOnlyItself plants a bad timing line among good ones.
func TestOneBadCueCostsOnlyItself(t *testing.T) {
	text := strings.Replace(episode(60, "\n"), "00:00:58,000", "00:oo:58,000", 1)
	track, found := readTrack(t, "a.srt", text)
	if len(track.Cues()) != 59 || len(found) != 1 {
		t.Errorf("%d cues and %v; want 59 and one diagnostic", len(track.Cues()), found)
	}
}

func TestWebVTTUnderTheNameOfSubRip(t *testing.T) {
	track, found := readTrack(t, "a.srt", "\uFEFFWEBVTT\r\n\r\nx\r\n00:01.000 --> 00:02.000 align:start\r\nA\r\n")
	if track.Format != subtitles.WebVTT || fmt.Sprint(cueLines(track)) != "[x|1000-2000|align:start|A]" || len(found) != 1 {
		t.Errorf("%s %v %v", track.Format, cueLines(track), found)
	}
}

func TestPositionOfCues(t *testing.T) {
	track, _ := readTrack(t, "a.srt", "\n"+first+"\n00:00:03,000 --> 00:00:04,000\nB")
	got := fmt.Sprint(track.Cues()[0].Position, track.Cues()[1].Position)
	if got != "2:1 6:1" {
		t.Errorf("positions %s, want 2:1 6:1", got)
	}
}

// episode is a clean track of n cues.
func episode(n int, eol string) string {
	var b strings.Builder
	for i := range n {
		s := i * 2
		fmt.Fprintf(&b, "%d%s%02d:%02d:%02d,000 --> %02d:%02d:%02d,500%s第%d句：你终于回来了%s我等了你三年%s%s",
			i+1, eol, s/3600, s/60%60, s%60, (s+1)/3600, (s+1)/60%60, (s+1)%60, eol, i+1, eol, eol, eol)
	}
	return b.String()
}
