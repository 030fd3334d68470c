package memory_test

import (
	"testing"

	"golang.org/x/text/language"

	"dramaport/localize/memory"
)

func TestMemoryMatch(t *testing.T) {
	m := memory.New()
	for _, e := range []memory.Entry{
		{Source: "走。", Target: "Go.", Prev: "甲", Next: "乙", Speaker: "林婉"},
		{Source: "我从来没有想要过你的钱。", Target: "I never wanted your money."},
		{Source: "你到底想要什么东西？", Target: "What do you want?"},
		{Source: "你到底想要什么东西？", Target: "What is it you want?", Speaker: "顾沉"},
		{Source: "Leave me alone.", Target: "Déjame en paz."},
		{Source: "Leave me alone, Ethan.", Target: "Déjame en paz, Ethan."},
		{Source: "好。", Target: "Fine.", Prev: "", Next: "丙"},
		{Source: "", Target: "nothing"}, {Source: "nothing", Target: " "},
	} {
		m.Add(e)
	}
	zh, en := language.MustParse("zh-CN"), language.English
	tests := []struct {
		name, source, prev, next, speaker string
		tag                               language.Tag
		percent                           int
		target                            string
	}{
		{"same place", "走。", "甲", "乙", "", zh, 101, "Go."},
		{"white space and width", " 走。 ", "甲 ", "乙", "", zh, 101, "Go."},
		{"first line of an episode", "好。", "", "丙", "", zh, 101, "Fine."},
		{"short, elsewhere", "走。", "甲", "丙", "", zh, 0, ""},
		{"short, same speaker", "走。", "丁", "丙", "林婉", zh, 100, "Go."},
		{"short, other speaker", "走。", "丁", "丙", "顾沉", zh, 0, ""},
		{"short, no context at either side", "走。", "", "", "", zh, 0, ""},
		{"long, elsewhere", "我从来没有想要过你的钱。", "丁", "", "", zh, 100, "I never wanted your money."},
		{"long, context unknown in memory", "我从来没有想要过你的钱。", "", "", "", zh, 100, "I never wanted your money."},
		{"entries disagree", "你到底想要什么东西？", "丁", "", "", zh, 0, ""},
		{"the speaker decides", "你到底想要什么东西？", "丁", "", "顾沉", zh, 100, "What is it you want?"},
		{"three words", "Leave me alone.", "x", "y", "", en, 0, ""},
		{"four words", "Leave me alone, Ethan.", "x", "y", "", en, 100, "Déjame en paz, Ethan."},
		{"other marks", "Leave me alone, Ethan!", "x", "y", "", en, 0, ""},
		{"unknown", "再见", "甲", "乙", "", zh, 0, ""},
		{"nothing", "", "", "", "", zh, 0, ""},
	}
	for _, test := range tests {
		hit, ok := m.Match(test.source, test.prev, test.next, test.speaker, test.tag)
		if ok != (test.percent > 0) || hit.Percent != test.percent || hit.Target != test.target {
			t.Errorf("%s: %v %+v, want %d %% %q", test.name, ok, hit, test.percent, test.target)
		}
	}
	var none *memory.Memory
	if _, ok := none.Match("走。", "甲", "乙", "", zh); ok || m.Len() != 7 {
		t.Errorf("no memory matched, or %d entries", m.Len())
	}
	m.Add(memory.Entry{Source: "走。", Target: "Leave.", Prev: "甲", Next: "乙", Speaker: "林婉"})
	if hit, _ := m.Match("走。", "甲", "乙", "林婉", zh); hit.Target != "Leave." || m.Len() != 7 {
		t.Errorf("the later entry does not count: %+v of %d", hit, m.Len())
	}
}

var zhCN, esMX = language.MustParse("zh-CN"), language.MustParse("es-MX")
