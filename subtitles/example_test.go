package subtitles_test

import (
	"fmt"

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
