package subtitles_test

import (
	"fmt"
	"testing"

	"dramaport/subtitles"
)

func BenchmarkParseSRT(b *testing.B) {
	for _, cues := range []int{60, 100000} {
		raw := []byte(episode(cues, "\r\n"))
		b.Run(fmt.Sprint(cues), func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			b.ReportAllocs()
			for b.Loop() {
				track, _, err := subtitles.Parse("a.srt", raw, subtitles.Options{})
				if err != nil || len(track.Segments) == 0 {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkHide(b *testing.B) {
	for b.Loop() {
		m := subtitles.Hide("{\\an8}<i>你终于<b>回来</b>了</i>", subtitles.SRT)
		m.Show(m.Text, subtitles.SRT)
	}
}
