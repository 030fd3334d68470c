package memory_test

import (
	cmpstd "cmp"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"
	"pgregory.net/rapid"

	"dramaport/localize/memory"
)

// A memory on a index answers as one that was filled entry by entry.
func TestIndexAnswersLikeMemory(t *testing.T) {
	names := []memory.Name{{Source: "顾沉", Target: "Gu Chen"}}
	texts := []string{"你骗了我整整三年。", "顾沉，你骗了我三年。", "他骗了我整整三年！", "走。", "你到底想要什么东西？"}
	rapid.Check(t, func(t *rapid.T) {
		index := memory.NewIndex(zhCN, names)
		options := func(to language.Tag) memory.Options {
			return memory.Options{Source: zhCN, Target: to, Names: names, Series: "a"}
		}
		targets := []language.Tag{esMX, language.English}
		var plain []*memory.Memory
		for _, to := range targets {
			plain = append(plain, memory.NewFor(options(to)))
		}
		for range rapid.IntRange(0, 12).Draw(t, "units") {
			e := memory.Entry{Source: rapid.SampledFrom(texts).Draw(t, "source"), Series: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "series"),
				Prev: rapid.SampledFrom([]string{"", "甲"}).Draw(t, "prev"), By: rapid.SampledFrom([]string{"", "Ana"}).Draw(t, "by"),
				At: rapid.SampledFrom([]time.Time{{}, time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)}).Draw(t, "at")}
			for i, to := range targets {
				if rapid.Bool().Draw(t, "has") {
					e.Target = fmt.Sprintf("text %d %s", rapid.IntRange(0, 2).Draw(t, "n"), to)
					plain[i].Add(e)
					index.Add(e, to)
				}
			}
		}
		for i, to := range targets {
			m := memory.NewFor(options(to), index)
			if m.Len() != plain[i].Len() {
				t.Fatalf("%d entries, not %d", m.Len(), plain[i].Len())
			}
			for _, text := range texts {
				w := memory.Wanted{Source: text, Prev: "甲"}
				if diff := cmp.Diff(ranked(plain[i].Similar(w, 99)), ranked(m.Similar(w, 99))); diff != "" {
					t.Fatal(diff)
				}
				if diff := cmp.Diff(ranked(plain[i].Search(text[:6], 99)), ranked(m.Search(text[:6], 99))); diff != "" {
					t.Fatal(diff)
				}
			}
		}
	})
}

// ranked orders hits of the same percent, which come as their sources were
// first met in any language.
func ranked(hits []memory.Hit) []memory.Hit {
	for i, h := range hits[min(1, len(hits)):] {
		if h.Percent > hits[i].Percent {
			return nil
		}
	}
	slices.SortStableFunc(hits, func(a, b memory.Hit) int {
		return cmpstd.Or(cmpstd.Compare(b.Percent, a.Percent), cmpstd.Compare(a.Source, b.Source))
	})
	return hits
}

// What is approved here counts more than the same on a index.
func TestMemoryOverIndex(t *testing.T) {
	index := memory.NewIndex(zhCN, nil)
	index.Add(memory.Entry{Source: "请你马上离开我的家。", Target: "Vete."}, esMX)
	m := memory.NewFor(memory.Options{Source: zhCN, Target: esMX}, index)
	m.Add(memory.Entry{Source: "请你马上离开我的家。", Target: "Fuera."})
	if hit, _ := m.Match("请你马上离开我的家。", "", "", "", zhCN); hit.Target != "Fuera." || m.Len() != 1 {
		t.Errorf("%+v of %d", hit, m.Len())
	}
}

// Ten markets on one index hold little more than one: the sources, what is
// known of them and the index are shared.
func TestIndexIsShared(t *testing.T) {
	if testing.Short() {
		t.Skip("measures, which takes time; make test does")
	}
	const units = 10_000
	fill := func(locales ...language.Tag) (memories []*memory.Memory) {
		index := memory.NewIndex(zhCN, nil)
		for i := range units {
			for _, to := range locales {
				index.Add(memory.Entry{Source: fmt.Sprintf("第%d句话是谁说的？", i), Prev: fmt.Sprintf("第%d句话是谁说的？", i-1), Target: "¿Quién?"}, to)
			}
		}
		for _, to := range locales {
			m := memory.NewFor(memory.Options{Source: zhCN, Target: to}, index)
			if len(m.Similar(memory.Wanted{Source: "第7句话是他说的吗？"}, 3)) == 0 {
				t.Fatal("nothing is similar")
			}
			memories = append(memories, m)
		}
		return memories
	}
	var ten []language.Tag
	for _, name := range []string{"en", "es", "pt", "fr", "de", "id", "th", "ja", "ko", "ar"} {
		ten = append(ten, language.MustParse(name))
	}
	alone, all := held(func() any { return fill(ten[0]) }), held(func() any { return fill(ten...) })
	t.Logf("one market %d bytes a unit, ten %d", alone/units, all/units)
	if all > 3*alone {
		t.Errorf("ten markets hold %d bytes a unit, one %d", all/units, alone/units)
	}
}

// held is how many bytes stay on the heap for what make returns; the least of
// three times, since other tests may end meanwhile.
func held(made func() any) int {
	var sizes []int
	for range 3 {
		before := heapBytes()
		v := made()
		sizes = append(sizes, heapBytes()-before)
		runtime.KeepAlive(v)
	}
	return slices.Min(sizes)
}

func heapBytes() int {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int(s.HeapAlloc)
}
