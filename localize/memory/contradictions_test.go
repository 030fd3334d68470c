package memory_test

import (
	"testing"
	"time"

	"golang.org/x/text/language"

	"dramaport/localize/memory"
)

// TestUnknownContextIsNoAgreement: entries that translate one text in several
// ways, without neighbours, are offered and none applies itself, unless dates
// tell which is the newest.
func TestUnknownContextIsNoAgreement(t *testing.T) {
	const text = "你到底想要什么东西？"
	day := func(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }
	entry := func(target, prev string, at time.Time) memory.Entry {
		return memory.Entry{Source: text, Target: target, Prev: prev, At: at, Origin: "memories/x.tmx"}
	}
	for _, c := range []struct {
		name    string
		entries []memory.Entry
		percent int
		applied string
		offered int
	}{
		{"no context, no date", []memory.Entry{entry("What?", "", time.Time{}), entry("What now?", "", time.Time{})}, 0, "", 2},
		{"the same twice", []memory.Entry{entry("What?", "", time.Time{}), entry("What?", "", time.Time{})}, 100, "What?", 1},
		{"the newest first", []memory.Entry{entry("What?", "", day(2)), entry("What now?", "", day(1))}, 100, "What?", 2},
		{"the newest last", []memory.Entry{entry("What?", "", day(1)), entry("What now?", "", day(2))}, 100, "What now?", 2},
		{"of one day", []memory.Entry{entry("What?", "", day(1)), entry("What now?", "", day(1))}, 0, "", 2},
		{"one without a date", []memory.Entry{entry("What?", "", day(1)), entry("What now?", "", time.Time{})}, 0, "", 2},
		{"three, two of the last day", []memory.Entry{entry("a?", "", day(1)), entry("b?", "", day(2)), entry("c?", "", day(2))}, 0, "", 3},
		{"the same place, dated", []memory.Entry{entry("What?", "甲", day(2)), entry("What now?", "甲", day(1))}, 101, "What?", 2},
		{"the same place, without dates", []memory.Entry{entry("What?", "甲", time.Time{}), entry("What now?", "甲", time.Time{})}, 101, "What now?", 1},
		{"two places", []memory.Entry{entry("What?", "甲", day(1)), entry("What now?", "乙", day(2))}, 101, "What?", 2},
	} {
		for _, shared := range []bool{true, false} {
			index := memory.NewIndex(zhCN, nil)
			m := memory.NewFor(memory.Options{Source: zhCN, Target: language.English}, index)
			for _, e := range c.entries {
				if shared {
					index.Add(e, language.English)
				} else {
					m.Add(e)
				}
			}
			hit, _ := m.Match(text, "甲", "", "", zhCN)
			if hit.Percent != c.percent || hit.Target != c.applied {
				t.Errorf("%s (shared %v): applied %d %% %q, want %d %% %q", c.name, shared, hit.Percent, hit.Target, c.percent, c.applied)
			}
			offered := m.Similar(memory.Wanted{Source: text, Prev: "甲"}, 9)
			if len(offered) != c.offered || c.percent > 0 && offered[0].Target != c.applied {
				t.Errorf("%s (shared %v): offered %+v, want %d", c.name, shared, offered, c.offered)
			}
		}
	}
}
