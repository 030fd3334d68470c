package subtitles_test

import (
	"bytes"
	"fmt"
	"os"

	"dramaport/subtitles"
)

// A file that is not as it should be is read all the same, and says so.
func ExampleParse() {
	file := "1\n00:00:01,000 -> 00:00:02,5\n<i>你终于</i>回来了\n"
	track, found, err := subtitles.Parse("e001.srt", []byte(file), subtitles.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range found {
		fmt.Println(d)
	}
	for _, e := range subtitles.Script(track, "auto", nil) {
		text, _ := e.Show("⟦1⟧Finally⟦2⟧ you are back", subtitles.SRT)
		fmt.Println(e.Number, e.Start, e.End, e.Text, "→", text)
	}
	// Output:
	// 2:14: the arrow "->" should be "-->"; it was read so
	// 2:17: the time "00:00:02,5" was read as 00:00:02,500; write it so
	// 1 1s 2.5s ⟦1⟧你终于⟦2⟧回来了 → <i>Finally</i> you are back
}

// A SubRip file is read as the lines of a script.
func ExampleScript() {
	file := "1\n00:00:01,000 --> 00:00:02,500\n林婉：你骗了我。\n\n2\n00:00:03,000 --> 00:00:04,000\n顾沉：<i>我没有。</i>\n"
	track, _, err := subtitles.Parse("e001.srt", []byte(file), subtitles.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range subtitles.Script(track, "auto", []string{"林婉", "顾沉"}) {
		fmt.Println(e.Number, e.Start, e.Speaker, subtitles.Plain(e.Text))
	}
	// Output:
	// 1 1s 林婉 你骗了我。
	// 2 3s 顾沉 我没有。
}

// What is not changed keeps its bytes: line ends, encoding, numbers, spaces.
func ExampleTrack_Bytes() {
	file := []byte("\xEF\xBB\xBF7\r\n00:00:01.000 --> 00:00:02,500  X1:10\r\n你骗了我。\r\n\r\n9\r\n0:0:3 --> 0:0:4\r\n别走。\r\n")
	track, _, err := subtitles.Parse("e001.srt", file, subtitles.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	same, _ := track.Bytes()
	fmt.Println(bytes.Equal(same, file))
	changed, _ := track.WithPayload(1, "Don't go.").Bytes()
	fmt.Printf("%q\n", bytes.TrimPrefix(changed, file[:59]))
	// Output:
	// true
	// "\r\n\r\n9\r\n0:0:3 --> 0:0:4\r\nDon't go.\r\n"
}

// A translated SubRip file is written as WebVTT: italics and the top of the
// picture in that format's own way, and the text escaped.
func ExampleWriteVTT() {
	file := "1\n00:00:01,000 --> 00:00:02,500\n{\\an8}<i>你骗了我。</i>\n"
	track, _, err := subtitles.Parse("e001.srt", []byte(file), subtitles.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	var cues []subtitles.OutCue
	for _, e := range subtitles.Script(track, "auto", nil) {
		payload, _ := e.Show("You & he lied.", subtitles.WebVTT)
		cues = append(cues, subtitles.OutCue{Start: e.Start, End: e.End, Settings: e.Settings, Payload: payload, Place: e.Place(e.Settings)})
	}
	if err := subtitles.WriteVTT(os.Stdout, cues); err != nil {
		fmt.Println(err)
	}
	// Output:
	// WEBVTT
	//
	// 00:00:01.000 --> 00:00:02.500 line:0
	// <i>You &amp; he lied.</i>
}

// Captions that roll up are read once.
func ExampleCollapse() {
	file := "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:02,000 --> 00:00:03,000\nA\nB\n\n3\n00:00:03,000 --> 00:00:04,000\nB\nC\n\n4\n00:00:04,000 --> 00:00:05,000\nC\nD\n"
	track, found, err := subtitles.Parse("e001.srt", []byte(file), subtitles.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(found), "diagnostic")
	for _, c := range subtitles.Collapse(track).Cues() {
		fmt.Println(c.Start, c.Payload)
	}
	// Output:
	// 1 diagnostic
	// 1s A
	// 2s B
	// 3s C
	// 4s D
}
