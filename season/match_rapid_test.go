package season_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dramaport/season"
)

// edition is a delivered track that knows which stored line each line is.
type edition struct {
	line season.Line
	of   season.LineKey // "" for a new line
	// touched lines may lose or find their key; others must keep it.
	touched bool
}

// drawTrack draws a track in which some lines recur, as they do in drama.
func drawTrack(t *rapid.T) []season.Line {
	words := []string{"我", "你", "离婚", "走", "不", "好", "总裁", "为什么", "爱", "钱"}
	text := rapid.Custom(func(t *rapid.T) string {
		if rapid.IntRange(0, 3).Draw(t, "short") == 0 {
			return rapid.SampledFrom([]string{"嗯", "什么", "好"}).Draw(t, "interjection")
		}
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 3, 6).Draw(t, "words"), "")
	})
	var old []season.Line
	at := time.Duration(0)
	for i := range rapid.IntRange(1, 40).Draw(t, "lines") {
		at += time.Duration(rapid.IntRange(100, 900).Draw(t, "pause")) * time.Millisecond
		long := time.Duration(rapid.IntRange(500, 3000).Draw(t, "long")) * time.Millisecond
		old = append(old, season.Line{Number: i + 1, Key: season.LineKey(fmt.Sprintf("k%d", i)), Text: text.Draw(t, "text"),
			Speaker: rapid.SampledFrom([]string{"", "林婉", "顾沉"}).Draw(t, "speaker"), Start: at, End: at + long})
		at += long
	}
	return old
}

// drawEdition draws what may become of a track.
func drawEdition(t *rapid.T, old []season.Line) []edition {
	var now []edition
	for i, l := range old {
		e := edition{line: l, of: l.Key}
		e.line.Key = ""
		switch op := rapid.IntRange(0, 11).Draw(t, "op"); op {
		case 0: // removed
			continue
		case 1: // inserted before: a new text, in the pause
			n := edition{line: season.Line{Text: fmt.Sprintf("全新的第%d句台词", i), Start: l.Start - 50*time.Millisecond, End: l.Start - time.Millisecond}, touched: true}
			now = append(now, n)
		case 2: // edited
			e.line.Text += "啊"
			e.touched = true
		case 3: // retimed a little
			e.line.Start += 7 * time.Millisecond
		}
		now = append(now, e)
	}
	return now
}

// Random deliveries touch only the lines they touch.
func TestMatchKeepsEveryUntouchedLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old := drawTrack(t)
		now := drawEdition(t, old)
		delivered := make([]season.Line, len(now))
		for i, e := range now {
			delivered[i] = e.line
			delivered[i].Number = i + 1
		}
		keyed, gone := season.Match(old, delivered)
		unique(t, keyed)
		for i, e := range now {
			if e.of != "" && !e.touched && keyed[i].Key != e.of {
				t.Fatalf("line %d %q of %s has the key %s", i+1, e.line.Text, e.of, keyed[i].Key)
			}
			if e.of != "" && e.touched && keyed[i].Key != e.of {
				t.Fatalf("the edited line %d %q of %s has the key %s", i+1, e.line.Text, e.of, keyed[i].Key)
			}
		}
		for _, l := range old {
			kept := slices.ContainsFunc(keyed, func(k season.Line) bool { return k.Key == l.Key })
			if kept == slices.Contains(gone, l.Key) {
				t.Fatalf("%s is both kept and gone, or neither", l.Key)
			}
		}
	})
}

// A track shifted as a whole, with lines cut and added, keeps its keys by
// text and neighbours alone.
func TestMatchOfAShiftedTrack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var old, delivered []season.Line
		var want []season.LineKey
		at := time.Duration(0)
		for i := range rapid.IntRange(1, 40).Draw(t, "lines") {
			text := fmt.Sprintf("第%d句%s", i, rapid.StringMatching(`[一二三四五六七八九十]{2,8}`).Draw(t, "text"))
			l := season.Line{Number: i + 1, Key: season.LineKey(fmt.Sprint(i)), Text: text, Start: at, End: at + time.Second}
			at += 2 * time.Second
			old = append(old, l)
			if rapid.IntRange(0, 4).Draw(t, "cut") == 0 {
				continue
			}
			l.Start += 90 * time.Second
			l.End += 90 * time.Second
			l.Key = ""
			delivered, want = append(delivered, l), append(want, old[i].Key)
		}
		keyed, _ := season.Match(old, delivered)
		for i := range keyed {
			if keyed[i].Key != want[i] {
				t.Fatalf("line %d has the key %s, want %s", i+1, keyed[i].Key, want[i])
			}
		}
	})
}

// BenchmarkMatch is a season delivered again with every line retimed and every
// tenth edited.
func BenchmarkMatch(b *testing.B) {
	var old, delivered [80][]season.Line
	for e := range old {
		for i := range 60 {
			l := season.Line{Number: i + 1, Key: season.LineKey(fmt.Sprint(i)), Text: fmt.Sprintf("第%d集的第%d句台词", e, i), Start: time.Duration(i) * time.Second, End: time.Duration(i+1) * time.Second}
			old[e] = append(old[e], l)
			l.Start, l.End = l.Start+time.Minute, l.End+time.Minute
			if i%10 == 0 {
				l.Text += "啊"
			}
			delivered[e] = append(delivered[e], l)
		}
	}
	for b.Loop() {
		for e := range old {
			season.Match(old[e], delivered[e])
		}
	}
}
