package subtitles_test

import "testing"

func TestReadVTT(t *testing.T) {
	const head = "WEBVTT\n\n"
	const a = "|1000-2000||A"
	runReadCases(t, "a.vtt", []readCase{
		{"plain", head + "00:01.000 --> 00:02.000\nA\n\nintro\n01:00:03.000 --> 01:00:04.000 line:0 position:50%,center align:start\n<v 林婉>B</v>\nC\n", []string{a, "intro|3603000-3604000|line:0 position:50%,center align:start|<v 林婉>B</v>/C"}, nil},
		{"CRLF and byte order mark", "\uFEFFWEBVTT - title\r\nKind: captions\r\n\r\n00:01.000 --> 00:02.000\r\nA\r\n", []string{a}, nil},
		{"CR", "WEBVTT\r\r00:01.000 --> 00:02.000\rA\r\r00:03.000 --> 00:04.000\rB", []string{a, "|3000-4000||B"}, nil},
		{"header text and timestamp map", "WEBVTT\tx\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:9\nLanguage: zh\n\n00:01.000 --> 00:02.000\nA", []string{a}, nil},
		{"bad timestamp map", "WEBVTT\nX-TIMESTAMP-MAP=nonsense\n\n00:01.000 --> 00:02.000\nA", []string{a}, nil},
		{"no signature", "00:01.000 --> 00:02.000\nA\n", []string{a}, []string{"1:1 the first line is not WEBVTT"}},
		{"lower-case signature", "webvtt\n\n00:01.000 --> 00:02.000\nA\n", []string{a}, []string{"1:1 the first line is not WEBVTT", "1:1 belongs to no cue"}},
		{"signature with a tail", "WEBVTTx\n\n00:01.000 --> 00:02.000\nA\n", []string{a}, []string{"1:1 the first line is not WEBVTT", "1:1 belongs to no cue"}},
		{"signature too late", "\nWEBVTT\n\n00:01.000 --> 00:02.000\nA\n", []string{a}, []string{"1:1 very beginning"}},
		{"cue right below the signature", "WEBVTT\n00:01.000 --> 00:02.000\nA\n", []string{a}, []string{"2:1 blank line is missing"}},
		{"numbered cue right below the header", "WEBVTT\nKind: x\n1\n00:01.000 --> 00:02.000\nA\n", []string{"1|1000-2000||A"}, []string{"3:1 blank line is missing"}},
		{"no blank between cues", head + "00:01.000 --> 00:02.000\nA\n00:03.000 --> 00:04.000\nB\n", []string{a, "|3000-4000||B"}, []string{"5:1 blank line is missing"}},
		{"no blank, number continues", head + "1\n00:01.000 --> 00:02.000\nA\n2\n00:03.000 --> 00:04.000\nB\n", []string{"1" + a, "2|3000-4000||B"}, []string{"6:1 blank line is missing"}},
		{"no blank, no number: text stays text", head + "00:01.000 --> 00:02.000\nA\n2026\n00:03.000 --> 00:04.000\nB\n", []string{"|1000-2000||A/2026", "|3000-4000||B"}, []string{"6:1 blank line is missing"}},
		{"no blank, number jumps", head + "1\n00:01.000 --> 00:02.000\nA\n7\n00:03.000 --> 00:04.000\nB\n", []string{"1" + a, "7|3000-4000||B"}, []string{"6:1 blank line is missing"}},
		{"semicolon", head + "00:00:01;000 --> 00:02.000\nA\n", []string{a}, []string{"3:1 was read as 00:00:01.000"}},
		{"line of spaces instead of a blank line", head + "1\n00:01.000 --> 00:02.000\nA\n \n7\n00:03.000 --> 00:04.000\nB\n", []string{"1" + a, "7|3000-4000||B"}, []string{"7:1 blank line is missing"}},
		{"blank line ends the text", head + "00:01.000 --> 00:02.000\nA\n\nB\n\n00:03.000 --> 00:04.000\nC\n", []string{a, "|3000-4000||C"}, []string{"6:1 belongs to no cue"}},
		{"arrow in the text", head + "00:01.000 --> 00:02.000\nA --> B\n", []string{"|1000-2000||A --> B"}, []string{"4:3 write --&gt;"}},
		{"comma", head + "00:00:01,000 --> 00:02.000\nA\n", []string{a}, []string{"3:1 was read as 00:00:01.000"}},
		{"one-digit fields", head + "0:01.000 --> 00:2.000\nA\n", []string{a}, []string{"3:1 was read as 00:00:01.000", "3:14 was read as 00:00:02.000"}},
		{"two-digit fraction", head + "00:01.00 --> 00:02.000\nA\n", []string{a}, []string{"3:1 was read as"}},
		{"no fraction", head + "00:00:01 --> 00:00:02\nA\n", []string{a}, []string{"3:1 was read as", "3:14 was read as"}},
		{"minutes beyond an hour", head + "75:00.000 --> 76:00.000\nA\n", []string{"|4500000-4560000||A"}, []string{"3:1 was read as 01:15:00.000", "3:15 was read as"}},
		{"bad times", head + "x\n00:0a.000 --> 00:02.000\nA\n\n00:03.000 --> 00:04.000\nB\n", []string{"|3000-4000||B"}, []string{"4:1 is not a time"}},
		{"missing end", head + "00:01.000 -->\nA\n", []string{"|1000-1000||A"}, []string{"3:14 the end time is missing"}},
		{"settings without a value", head + "00:01.000 --> 00:02.000 align\nA\n", []string{"|1000-2000|align|A"}, []string{"3:25 put it on the next line"}},
		{"unknown settings and region", head + "00:01.000 --> 00:02.000 region:x foo:bar line:\nA\n", []string{"|1000-2000|region:x foo:bar line:|A"}, nil},
		{"settings glued to the time", head + "00:01.000 --> 00:02.000align:start\nA\n", []string{"|1000-2000|align:start|A"}, nil},
		{"empty cue", head + "00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000", []string{"|1000-2000||", "|3000-4000||"}, nil},
		{"NOTE, STYLE and Region as text", head + "00:01.000 --> 00:02.000\nNOTE A\nSTYLE\nRegion: id=x\n", []string{"|1000-2000||NOTE A/STYLE/Region: id=x"}, nil},
		{"NOTE with times is a cue, as in browsers", head + "NOTE\n00:01.000 --> 00:02.000\nA\n", []string{"NOTE|1000-2000||A"}, nil},
		{"no cue", "WEBVTT\n", nil, []string{"1:1 no cue was found"}},
		{"empty file", "", nil, []string{"1:1 the first line is not WEBVTT", "1:1 no cue was found"}},
	})
}

func TestVTTBlocks(t *testing.T) {
	const text = "WEBVTT\nKind: x\n\nNOTE\nmany\nlines\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\nwidth:40%\n\n1\n00:01.000 --> 00:02.000 region:fred\nA\n\nNOTE one line\n\nSTYLE\n::cue {}\n"
	track, found := readTrack(t, "a.vtt", text)
	const want = "header blank note blank style blank region blank cue blank note blank style"
	if got := kindLine(track); got != want {
		t.Errorf("segments %s\nwant     %s", got, want)
	}
	if len(found) != 1 || found[0].Line != 21 {
		t.Errorf("diagnostics %v, want one for the late STYLE", found)
	}
}
