package stage_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"dramaport/internal/atomicfile"
	"dramaport/season"
	"dramaport/season/config"
	"dramaport/stage"
)

// A screen's refresh after one line has changed, in a season of 100,000 lines
// (100 episodes) with a text each.
func BenchmarkRefreshOneOf100000(b *testing.B) {
	dir := b.TempDir()
	files := map[string]string{"season.yaml": twoMarkets, "names.csv": "zh-CN,en-US\n林婉,Lin Wan\n"}
	for e := range 100 {
		var track strings.Builder
		for i := range 1000 {
			fmt.Fprintf(&track, "%d\n00:%02d:%02d,000 --> 00:%02d:%02d,900\n林婉，你骗了我%d年。\n\n", i+1, i/60, i%60, i/60, i%60, i)
		}
		files[fmt.Sprintf("source/e%03d.srt", e+1)] = track.String()
	}
	for name, text := range files {
		if err := atomicfile.Write(filepath.Join(dir, name), []byte(text)); err != nil {
			b.Fatal(err)
		}
	}
	c, err := config.Load(dir)
	if err != nil {
		b.Fatal(err)
	}
	ctx := context.Background()
	d, err := stage.Open(ctx, c)
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	us, _ := c.Market("us")
	for _, e := range d.Episodes {
		var ts []season.Translation
		for i, l := range e.Lines {
			ts = append(ts, season.Translation{Market: us.Name, Episode: e.Name, Key: l.Key, State: season.Machine, Origin: season.FromMachine,
				Text: fmt.Sprintf("Lin Wan, you lied to me for %d years.", i)})
		}
		if _, err := d.Store.Propose(ctx, "gpt", ts); err != nil {
			b.Fatal(err)
		}
	}
	places := []season.Place{{Market: us.Name, Episode: "e050", Key: d.Episodes[49].Lines[0].Key}}
	if _, err := d.Refresh(ctx, places); err != nil { // reads the whole season
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if sheets, err := d.Refresh(ctx, places); err != nil || len(sheets) != 2 {
			b.Fatal(len(sheets), err)
		}
	}
}
