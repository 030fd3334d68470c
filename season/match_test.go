package season_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
