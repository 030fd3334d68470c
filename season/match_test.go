package season_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dramaport/season"
)

// track makes lines of "text", "speaker:text" or "text@second"; without a
// second, a line begins two seconds after the one before.
func track(cues ...string) []season.Line {
	var lines []season.Line
	at := 0
	for i, c := range cues {
		l := season.Line{Episode: "e001", Number: i + 1}
		text, when, timed := strings.Cut(c, "@")
		at += 2
		if timed {
			if _, err := fmt.Sscan(when, &at); err != nil {
				panic(err)
			}
		}
		if speaker, rest, found := strings.Cut(text, ":"); found {
			l.Speaker, text = speaker, rest
		}
		l.Text, l.Start, l.End = text, time.Duration(at)*time.Second, time.Duration(at+1)*time.Second
		lines = append(lines, l)
	}
	return lines
}

// stored is a track with keys "1", "2" …
func stored(cues ...string) []season.Line {
	lines := track(cues...)
	for i := range lines {
		lines[i].Key = season.LineKey(fmt.Sprint(i + 1))
	}
	return lines
}

func later(lines []season.Line, by time.Duration) []season.Line {
	for i := range lines {
		lines[i].Start += by
		lines[i].End += by
	}
	return lines
}

// keys writes the keys of lines; those not in old as "+".
func keys(keyed, old []season.Line) string {
	var all []string
	for _, l := range keyed {
		k := "+"
		if slices.ContainsFunc(old, func(o season.Line) bool { return o.Key == l.Key }) {
			k = string(l.Key)
		}
		all = append(all, k)
	}
	return strings.Join(all, " ")
}

func TestMatch(t *testing.T) {
	gone := func(number int, l season.Line) season.Line { l.Number, l.Key = number, "g"; return l }
	for name, test := range map[string]struct {
		stored, delivered []season.Line
		want, gone        string
	}{
		"unchanged":            {stored("一", "二"), track("一", "二"), "1 2", ""},
		"retimed":              {stored("一", "二"), later(track("一", "二"), time.Hour), "1 2", ""},
		"inserted":             {stored("一", "二"), track("一", "新", "二"), "1 + 2", ""},
		"inserted first":       {stored("一", "二"), track("新", "一", "二"), "+ 1 2", ""},
		"inserted last":        {stored("一", "二"), track("一", "二", "新"), "1 2 +", ""},
		"removed":              {stored("一", "二", "三"), track("一", "三"), "1 3", "2"},
		"all removed":          {stored("一", "二"), nil, "", "1 2"},
		"nothing before":       {nil, track("一", "一"), "+ +", ""},
		"edited":               {stored("一", "我要离婚了", "三"), track("一", "我要离婚", "三"), "1 2 3", ""},
		"edited and retimed":   {stored("一", "我要离婚了", "三"), later(track("一", "我要离婚", "三"), time.Second), "1 2 3", ""},
		"replaced in its slot": {stored("一", "二", "三"), later(track("一", "完全不同", "三"), time.Second), "1 2 3", ""},
		"replaced in its time": {stored("一", "二", "三"), track("一", "完全不同", "又一句@5", "三@6"), "1 2 + 3", ""},
		"edited beside a new one": {stored("一", "我要离婚了", "三"),
			later(track("一", "哪里来的新句子", "我真要离婚了", "三"), time.Second), "1 + 2 3", ""},
		"edited, and its neighbour removed": {stored("一", "我要离婚了", "你走吧走吧", "三"), later(track("一", "你快走吧走吧", "三"), time.Second), "1 3 4", "2"},
		"split in two":                      {stored("一", "我要离婚了你快走吧", "三"), later(track("一", "我要离婚了", "你快走吧", "三"), time.Second), "1 2 + 3", ""},
		"repeats, one removed":              {stored("嗯", "一", "嗯", "二", "嗯"), later(track("嗯", "一", "二", "嗯"), time.Second), "1 2 4 5", "3"},
		"repeats, first removed":            {stored("嗯@0", "嗯@5", "嗯@9"), track("嗯@5", "嗯@9"), "2 3", "1"},
		"repeats, one inserted":             {stored("嗯@2", "嗯@5"), track("嗯@2", "嗯@3", "嗯@5"), "1 + 2", ""},
		"another speaker":                   {stored("林婉:好", "顾沉:好"), later(track("顾沉:好"), time.Minute), "2", "1"},
		"speaker corrected":                 {stored("林婉:一", "林婉:好", "林婉:二"), track("林婉:一", "顾沉:好", "林婉:二"), "1 2 3", ""},
		"swapped":                           {stored("一", "二", "三", "四"), track("一", "三", "二", "四"), "1 3 2 4", ""},
		"swapped, times kept":               {stored("甲", "乙"), track("乙", "甲"), "2 1", ""},
		"moved far":                         {stored("独一无二", "一", "二", "三", "四", "五", "六"), track("一", "二", "三", "四", "五", "六", "独一无二"), "2 3 4 5 6 7 1", ""},
		"repeat is not moved far":           {stored("嗯", "一", "二", "三", "四", "五", "六", "嗯"), later(track("一", "二", "三", "四", "五", "六", "嗯", "嗯"), time.Second), "2 3 4 5 6 7 + 8", "1"},
		"came back":                         {append(stored("一", "二"), gone(2, track("回来")[0])), track("一", "回来", "二"), "1 g 2", ""},
		"came back, not edited":             {append(stored("一", "二", "三"), gone(0, track("回来")[0])), track("一", "回来", "三"), "1 g 3", "2"},
		"gone stays gone":                   {append(stored("一", "二"), gone(1, track("没有")[0])), track("一", "二", "新"), "1 2 +", ""},
		"empty cues":                        {stored("", "一", ""), track("", "一", "", ""), "1 2 3 +", ""},
	} {
		keyed, left := season.Match(test.stored, test.delivered)
		var leftText []string
		for _, k := range left {
			leftText = append(leftText, string(k))
		}
		if got := keys(keyed, test.stored); got != test.want || strings.Join(leftText, " ") != test.gone {
			t.Errorf("%s: %s (gone %v), want %s (gone %s)", name, got, left, test.want, test.gone)
		}
		unique(t, keyed)
		for i := range keyed {
			d := keyed[i]
			d.Key = ""
			if diff := cmp.Diff(test.delivered[i], d); diff != "" {
				t.Errorf("%s: more than the key was changed: %s", name, diff)
			}
		}
	}
}

func unique(t interface{ Errorf(string, ...any) }, keyed []season.Line) {
	seen := map[season.LineKey]bool{}
	for _, l := range keyed {
		if l.Key == "" || seen[l.Key] {
			t.Errorf("the key %q of line %d is not its own", l.Key, l.Number)
		}
		seen[l.Key] = true
	}
}

// A line gone in an earlier delivery may be given apart, whatever its number.
func TestMatchTakesEarlierLinesApart(t *testing.T) {
	was := track("回来")[0]
	was.Key, was.Number = "g", 3
	old := stored("一", "二")
	keyed, gone := season.Match(old, track("一", "二", "回来"), was)
	if keyed[2].Key != "g" || len(gone) != 0 {
		t.Error(keyed, gone)
	}
	keyed, _ = season.Match(old, track("一", "二", "回来吧"), was)
	if keyed[2].Key == "g" {
		t.Error("a line like one that went is a new line")
	}
}

func TestNewKeys(t *testing.T) {
	first, _ := season.Match(nil, track("嗯", "嗯", "一"))
	again, _ := season.Match(nil, track("嗯", "嗯", "一"))
	if diff := cmp.Diff(first, again); diff != "" {
		t.Error("keys differ from run to run", diff)
	}
	for _, l := range first {
		if !regexp.MustCompile(`^[0-9a-f]{10}$`).MatchString(string(l.Key)) {
			t.Error(l.Key)
		}
	}
	// A key is never given twice, not even that of a line that is gone.
	second, _ := season.Match(first[1:], track("嗯", "嗯", "一"), first[0])
	unique(t, second)
	third, gone := season.Match(first, later(track("别的", "一"), time.Minute))
	unique(t, append(third, first[0], first[1]))
	if len(gone) != 2 {
		t.Error(gone)
	}
}

// edition is a delivered track that knows which stored line each line is.
type edition struct {
	line season.Line
	of   season.LineKey // "" for a new line
	// touched lines may lose or find their key; others must keep it.
	touched bool
}

// Random deliveries touch only the lines they touch.
func TestMatchKeepsEveryUntouchedLine(t *testing.T) {
	words := []string{"我", "你", "离婚", "走", "不", "好", "总裁", "为什么", "爱", "钱"}
	rapid.Check(t, func(t *rapid.T) {
		// Some lines recur, as they do in drama; at least the times differ.
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
