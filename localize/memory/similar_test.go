package memory_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"dramaport/localize/memory"
)

func dramaMemory(es ...memory.Entry) *memory.Memory {
	m := memory.NewFor(memory.Options{Source: zhCN, Target: language.AmericanEnglish, Series: "替嫁千金", Names: []memory.Name{
		{Source: "林婉", Target: "Lin Wan"}, {Source: "顾沉", Target: "Gu Chen"}, {Source: "阿福", Target: ""}}})
	for _, e := range es {
		m.Add(e)
	}
	return m
}

type similar struct {
	Percent        int
	Source, Target string
	Unresolved     bool
}

func TestSimilar(t *testing.T) {
	const own = "替嫁千金"
	lied := memory.Entry{Source: "林夏，你骗了我整整三年。", Target: "Lin Xia, you lied to me for three whole years.", Series: "别的剧"}
	known := lied
	known.Names = []memory.Name{{Source: "林夏", Target: "Lin Xia"}}
	for name, test := range map[string]struct {
		entries []memory.Entry
		source  string
		want    []similar
	}{
		"one character of eight": {[]memory.Entry{{Source: "你骗了我整整三年。", Target: "You lied.", Series: own}}, "他骗了我整整三年！", []similar{{87, "你骗了我整整三年。", "You lied.", false}}},
		"other marks":            {[]memory.Entry{{Source: "你走吧。", Target: "Go.", Series: own}}, "你走吧？", []similar{{99, "你走吧。", "Go.", false}}},
		"the same, too short":    {[]memory.Entry{{Source: "走吧。", Target: "Go.", Series: own}}, "走吧。", []similar{{99, "走吧。", "Go.", false}}},
		"below the bound":        {[]memory.Entry{{Source: "你走吧。", Target: "Go.", Series: own}}, "我们走吧。", nil},
		"own names exchanged": {[]memory.Entry{{Source: "林婉，你骗了我。", Target: "Lin Wan, you lied.", Series: own}}, "顾沉，你骗了我。",
			[]similar{{99, "顾沉，你骗了我。", "Gu Chen, you lied.", false}}},
		"two names exchanged": {[]memory.Entry{{Source: "林婉不爱顾沉了。", Target: "Lin Wan doesn't love Gu Chen.", Series: own}}, "顾沉不爱林婉了。",
			[]similar{{99, "顾沉不爱林婉了。", "Gu Chen doesn't love Lin Wan.", false}}},
		"foreign, both sides known": {[]memory.Entry{known}, "林婉，你骗了我整整三年。",
			[]similar{{98, "林婉，你骗了我整整三年。", "Lin Wan, you lied to me for three whole years.", false}}},
		"foreign, nothing known": {[]memory.Entry{lied}, "林婉，你骗了我整整三年。",
			[]similar{{76, lied.Source, lied.Target, true}}},
		"foreign, our wording not agreed": {[]memory.Entry{known}, "阿福，你骗了我整整三年。",
			[]similar{{96, lied.Source, lied.Target, true}}},
		"foreign, name inflected away": {[]memory.Entry{{Source: lied.Source, Target: "You lied to me for three whole years.", Series: "别的剧", Names: known.Names}}, "林婉，你骗了我整整三年。",
			[]similar{{96, lied.Source, "You lied to me for three whole years.", true}}},
		"numbers": {[]memory.Entry{{Source: "你欠我300块钱。", Target: "You owe me 300.", Series: own}}, "你欠我5,000块钱。", []similar{{99, "你欠我300块钱。", "You owe me 300.", false}}},
		"han numbers": {[]memory.Entry{{Source: "你欠我三百万。", Target: "You owe me 3 million.", Series: own}}, "你欠我五千万。",
			[]similar{{99, "你欠我三百万。", "You owe me 3 million.", false}}},
		"entries disagree": {[]memory.Entry{{Source: "你走吧。", Target: "Go.", Series: own}, {Source: "你走吧。", Target: "Leave.", Prev: "x", Series: own}}, "你走吧！",
			[]similar{{98, "你走吧。", "Leave.", false}, {98, "你走吧。", "Go.", false}}},
		"applies itself":   {[]memory.Entry{{Source: "你骗了我整整三年。", Target: "You lied.", Series: own}}, "你骗了我整整三年。", []similar{{100, "你骗了我整整三年。", "You lied.", false}}},
		"names alone":      {[]memory.Entry{{Source: "林婉！", Target: "Lin Wan!", Series: own}}, "顾沉！", nil},
		"punctuation only": {[]memory.Entry{{Source: "……", Target: "…", Series: own}}, "……？", nil},
		"empty":            {[]memory.Entry{{Source: "你走吧。", Target: "Go.", Series: own}}, "", nil},
		"repeated":         {[]memory.Entry{{Source: strings.Repeat("哈", 40), Target: "Haha", Series: own}}, strings.Repeat("哈", 36), []similar{{90, strings.Repeat("哈", 40), "Haha", false}}},
		"long":             {[]memory.Entry{{Source: strings.Repeat("你好吗", 100), Target: "Long", Series: own}}, strings.Repeat("你好吗", 99) + "他", []similar{{99, strings.Repeat("你好吗", 100), "Long", false}}},
		"too long":         {[]memory.Entry{{Source: strings.Repeat("你好吗", 400), Target: "Long", Series: own}}, strings.Repeat("你好吗", 400) + "他", nil},
	} {
		var got []similar
		for _, h := range dramaMemory(test.entries...).Similar(memory.Wanted{Source: test.source}, 5) {
			got = append(got, similar{h.Percent, h.Source, h.Target, h.Unresolved})
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	var none *memory.Memory
	if none.Similar(memory.Wanted{Source: "你走吧。"}, 3) != nil || len(memory.New().Similar(memory.Wanted{Source: "你走吧。"}, 3)) != 0 {
		t.Error("an empty memory knows something")
	}
}

func TestSimilarWords(t *testing.T) {
	m := memory.NewFor(memory.Options{Source: language.AmericanEnglish, Target: esMX, Names: []memory.Name{{Source: "Lin", Target: "Lin"}, {Source: "Ethan", Target: "Ethan"}}})
	m.Add(memory.Entry{Source: "You can't leave me, Ethan.", Target: "No puedes dejarme, Ethan."})
	m.Add(memory.Entry{Source: "Link the two of them, please.", Target: "Únelos, por favor."})
	for source, want := range map[string]string{
		"You can’t leave me, Lin!":     "No puedes dejarme, Lin.",
		"You can't leave him, Ethan.":  "No puedes dejarme, Ethan.",
		"Ethan the two of them, now.":  "",
		"you can't LEAVE me":           "No puedes dejarme, Ethan.",
		"Link the two of them please":  "Únelos, por favor.",
		"You should not go, Ethan Lin": "",
	} {
		got := ""
		if hits := m.Similar(memory.Wanted{Source: source}, 1); len(hits) > 0 {
			got = hits[0].Target
		}
		if got != want {
			t.Errorf("%s: %q, want %q", source, got, want)
		}
	}
}

// TestMatchForeign: an entry of another series stands for a line only with the
// season's own names in it.
func TestMatchForeign(t *testing.T) {
	foreign := func(e memory.Entry) memory.Entry { e.Series = "别的剧"; return e }
	for name, test := range map[string]struct {
		entries []memory.Entry
		source  string
		want    string
	}{
		"no name":                 {[]memory.Entry{foreign(memory.Entry{Source: "你骗了我整整三年。", Target: "You lied to me."})}, "你骗了我整整三年。", "You lied to me."},
		"short, though same spot": {[]memory.Entry{foreign(memory.Entry{Source: "走。", Target: "Go.", Prev: "甲", Next: "乙", Speaker: "林婉"})}, "走。", ""},
		"namesake": {[]memory.Entry{foreign(memory.Entry{Source: "林婉骗了我三年。", Target: "Vivian lied to me.", Names: []memory.Name{{Source: "林婉", Target: "Vivian"}}})},
			"林婉骗了我三年。", "Lin Wan lied to me."},
		"namesake, not told":   {[]memory.Entry{foreign(memory.Entry{Source: "林婉骗了我三年。", Target: "Vivian lied to me."})}, "林婉骗了我三年。", ""},
		"name not agreed here": {[]memory.Entry{foreign(memory.Entry{Source: "阿福骗了我三年。", Target: "Fu lied to me.", Names: []memory.Name{{Source: "阿福", Target: "Fu"}}})}, "阿福骗了我三年。", ""},
		"name not known here":  {[]memory.Entry{foreign(memory.Entry{Source: "林夏骗了我三年。", Target: "Lin Xia lied to me.", Names: []memory.Name{{Source: "林夏", Target: "Lin Xia"}}})}, "林夏骗了我三年。", ""},
		"a name that only shows": {[]memory.Entry{foreign(memory.Entry{Source: "他骗了我整整三年。", Target: "That liar Victor lied to me."})},
			"他骗了我整整三年。", ""},
		"the season's own counts": {[]memory.Entry{{Source: "你骗了我整整三年。", Target: "You lied.", Series: "替嫁千金"}, foreign(memory.Entry{Source: "你骗了我整整三年。", Target: "You lied to me."})},
			"你骗了我整整三年。", "You lied."},
		"series disagree": {[]memory.Entry{foreign(memory.Entry{Source: "你骗了我整整三年。", Target: "You lied."}), {Source: "你骗了我整整三年。", Target: "You lied to me.", Series: "第三"}}, "你骗了我整整三年。", ""},
	} {
		hit, applied := dramaMemory(test.entries...).Match(test.source, "甲", "乙", "林婉", zhCN)
		if applied != (test.want != "") || applied && hit.Target != test.want {
			t.Errorf("%s: %v %q, want %q", name, applied, hit.Target, test.want)
		}
	}
}

func TestSimilarLeavesTheLineItselfOut(t *testing.T) {
	m := dramaMemory(memory.Entry{Source: "你骗了我整整三年。", Target: "You lied.", Series: "替嫁千金", Origin: "e001:1"})
	w := memory.Wanted{Source: "你骗了我整整三年。"}
	if hits := m.Similar(w, 3); len(hits) != 1 || hits[0].Percent != 100 {
		t.Errorf("%+v", hits)
	}
	w.Self = "e001:1"
	if hits := m.Similar(w, 3); len(hits) != 0 {
		t.Errorf("%+v", hits)
	}
}

func TestSearch(t *testing.T) {
	m := dramaMemory(
		memory.Entry{Source: "林婉，你骗了我整整三年。", Target: "You LIED to me.", Origin: "e001:1"},
		memory.Entry{Source: "你骗了我三年！", Target: "Three years of lies.", Origin: "old.tmx"},
		memory.Entry{Source: "走。", Target: "Go."},
	)
	for text, want := range map[string][]int{
		"骗了我": {100, 100}, "lied  to": {100}, "你骗了我两年": {83}, "走": {100}, "": nil, "。": {100, 100}, "再见": nil,
	} {
		var got []int
		for _, h := range m.Search(text, 9) {
			got = append(got, h.Percent)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}
