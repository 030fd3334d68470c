package check

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dramaport/internal/lang"
	"dramaport/localize/check/checktest"
)

const backInPlace = "merged, split further down"

// slips are the ways in which a reply's texts move, from line at on.
var slips = map[string]func(r *rand.Rand, good []checktest.Example, at int) []checktest.Example{
	"merged, last empty": func(_ *rand.Rand, good []checktest.Example, at int) []checktest.Example {
		bad := mergedLines(good, at)
		bad[len(bad)-1].Target = ""
		return bad
	},
	"merged, last twice": func(_ *rand.Rand, good []checktest.Example, at int) []checktest.Example { return mergedLines(good, at) },
	"merged, last made up": func(r *rand.Rand, good []checktest.Example, at int) []checktest.Example {
		bad := mergedLines(good, at)
		bad[len(bad)-1].Target = invented(r)
		return bad
	},
	"skipped, last made up": func(r *rand.Rand, good []checktest.Example, at int) []checktest.Example {
		bad := shiftedLines(good, at)
		bad[len(bad)-1].Target = invented(r)
		return bad
	},
	"three in one, last twice": func(_ *rand.Rand, good []checktest.Example, at int) []checktest.Example {
		bad := slices.Clone(good)
		for i := at; i+2 < len(bad); i++ {
			bad[i].Target = good[i+2].Target
		}
		for i := max(at, len(bad)-2); i < len(bad); i++ {
			bad[i].Target = good[len(good)-1].Target
		}
		for _, more := range good[at:min(at+2, len(good))] {
			bad[at].Target = more.Target + " " + bad[at].Target
		}
		return bad
	},
	backInPlace: func(r *rand.Rand, good []checktest.Example, at int) []checktest.Example {
		bad := mergedLines(good, at)
		to := min(len(bad)-1, at+4+r.IntN(6))
		for i := to + 1; i < len(bad); i++ {
			bad[i].Target = good[i].Target
		}
		ws := strings.Fields(good[to].Target)
		bad[to-1].Target = strings.Join(ws[:(len(ws)+1)/2], " ")
		bad[to].Target = strings.Join(ws[(len(ws)+1)/2:], " ")
		return bad
	},
	"doubled, rest moved down": func(_ *rand.Rand, good []checktest.Example, at int) []checktest.Example {
		bad := slices.Clone(good)
		for i := at + 1; i < len(bad); i++ {
			bad[i].Target = good[i-1].Target
		}
		return bad
	},
	"split, rest moved down": func(_ *rand.Rand, good []checktest.Example, at int) []checktest.Example {
		bad := slices.Clone(good)
		for i := at + 2; i < len(bad); i++ {
			bad[i].Target = good[i-1].Target
		}
		ws := strings.Fields(good[at].Target)
		bad[at].Target = strings.Join(ws[:(len(ws)+1)/2], " ")
		if at+1 < len(bad) {
			bad[at+1].Target = strings.Join(ws[(len(ws)+1)/2:], " ")
		}
		return bad
	},
}

// invented is a line that says nothing of the episode.
func invented(r *rand.Rand) string {
	return []string{"All right then.", "Está bien.", "We will see.", "好吧。", "Vamos.", "Fine."}[r.IntN(6)]
}

// pool is lines to make episodes of, between two languages.
type pool struct {
	name, from, to string
	lines          func(r *rand.Rand, n int) []checktest.Example
}

func pools(t testing.TB) []pool {
	ps, cols := checktest.Phrases(t), checktest.Sample(t)
	var all []pool
	for _, d := range checktest.Directions {
		all = append(all,
			pool{"phrases", d[0], d[1], func(r *rand.Rand, n int) []checktest.Example { return checktest.Episode(r, ps, d[0], d[1], n) }},
			pool{"episode", d[0], d[1], func(r *rand.Rand, n int) []checktest.Example {
				s, g := window(r, cols[d[0]], cols[d[1]], min(n, len(cols[d[0]])), r.IntN(2) == 0)
				return zipped(s, g)
			}})
	}
	var memory []checktest.Example
	samplePairs(t, func(e checktest.Example) { memory = append(memory, e) })
	return append(all, pool{"memory", "zh-CN", "en-US", func(r *rand.Rand, n int) []checktest.Example {
		r.Shuffle(len(memory), func(i, j int) { memory[i], memory[j] = memory[j], memory[i] })
		return slices.Clone(memory[:min(n, len(memory))])
	}})
}

func zipped(sources, targets []string) []checktest.Example {
	var lines []checktest.Example
	for i := range sources {
		lines = append(lines, checktest.Example{Source: sources[i], Target: targets[i]})
	}
	return lines
}

// The least percentage of slips that a draft finds, by the lines of a reply, for
// languages that the dictionary has: for texts that have moved to the end of the
// reply, and for those that are back in place after a few lines.
var leastFound = []struct{ lines, toTheEnd, within int }{
	{3, 45, 30}, {4, 80, 55}, {5, 88, 70}, {6, 96, 85}, {8, 97, 92}, {10, 99, 95}, {12, 99, 95}, {20, 99, 93}, {60, 99, 93},
}

// TestSlipRates prints, by size of a reply, how many good ones are called moved
// by a draft and by check, and how many planted slips are found.
func TestSlipRates(t *testing.T) {
	if testing.Short() {
		t.Skip("measures, which takes time; make test does")
	}
	ps := pools(t)
	const episodes = 220
	for _, least := range leastFound {
		r := rand.New(rand.NewPCG(uint64(least.lines), 5))
		var good rate
		found := map[string]rate{}
		for k := range episodes {
			p := ps[k%len(ps)]
			lines := p.lines(r, least.lines)
			good = good.with(pairsIn2(lines, p.from, p.to))
			for _, kind := range slices.Sorted(maps.Keys(slips)) {
				found[kind] = found[kind].with(pairsIn2(slips[kind](r, lines, r.IntN((len(lines)+1)/2)), p.from, p.to))
			}
		}
		t.Logf("%d lines: of %d good replies a draft calls %d moved, check %d", least.lines, episodes, good.draft, good.check)
		if good.draft*100 >= episodes || good.check > 0 {
			t.Errorf("%d lines: too many good replies are called moved: %+v", least.lines, good)
		}
		for _, kind := range slices.Sorted(maps.Keys(slips)) {
			t.Logf("    %-26s draft %5.1f %%  check %5.1f %%", kind, pct(found[kind].draft, episodes), pct(found[kind].check, episodes))
			want := least.toTheEnd
			if kind == backInPlace {
				want = least.within
			}
			if found[kind].draft*100 < want*episodes {
				t.Errorf("%d lines, %s: %d of %d found, want %d %%", least.lines, kind, found[kind].draft, episodes, want)
			}
		}
	}
}

// rate counts what a draft and what check call moved.
type rate struct{ draft, check int }

func (r rate) with(pairs []Pair) rate {
	r.draft += int(truth(MovedReply(pairs, false)))
	r.check += int(truth(len(shiftedRun(pairs)) > 0))
	return r
}

// unread is pairs as they are for a language that the dictionary lacks.
func unread(pairs []Pair) []Pair {
	for i := range pairs {
		pairs[i].source.about, pairs[i].target.about = lang.Meanings{}, lang.Meanings{}
	}
	return pairs
}

// TestMoreGoodReplies: of many more good replies of every size, those of a free
// translator among them, fewer than one in a hundred is called moved.
func TestMoreGoodReplies(t *testing.T) {
	if testing.Short() {
		t.Skip("measures, which takes time; make test does")
	}
	ps := pools(t)
	r := rand.New(rand.NewPCG(17, 19))
	const replies = 6600
	var faithful, loose, unknown, found rate
	for k := range replies {
		p := ps[k%len(ps)]
		good := p.lines(r, 3+r.IntN(18))
		faithful = faithful.with(pairsIn2(good, p.from, p.to))
		var sources, targets []string
		for _, e := range good {
			sources, targets = append(sources, e.Source), append(targets, e.Target)
		}
		loose = loose.with(pairsOf(sources, free(r, targets), p.from, p.to))
		unknown = unknown.with(unread(pairsIn2(good, p.from, p.to)))
		found = found.with(unread(pairsIn2(slips["merged, last made up"](r, good, r.IntN((len(good)+1)/2)), p.from, p.to)))
	}
	t.Logf("of %d good replies of 3-20 lines called moved: faithful %+v, free %+v", replies, faithful, loose)
	t.Logf("for a language that the dictionary lacks: %+v; merged, last made up, found: %+v", unknown, found)
	for _, got := range []rate{faithful, loose, unknown} {
		if got.draft*100 >= replies || got.check*1000 >= replies {
			t.Errorf("too many good replies are called moved: %+v", got)
		}
	}
}

// TestSecondLook prints how much of what a draft missed in a reply of a few
// lines, check finds in the whole episode of 60 lines.
func TestSecondLook(t *testing.T) {
	ps := pools(t)
	for _, n := range []int{3, 4, 5, 6} {
		r := rand.New(rand.NewPCG(uint64(n), 23))
		tried, missed, seen := 0, 0, 0
		for k := range 220 {
			p := ps[k%len(ps)]
			episode := p.lines(r, 60)
			at := r.IntN(len(episode) - n)
			bad := slips["merged, last made up"](r, episode[at:at+n], 0)
			tried++
			if MovedReply(pairsIn2(bad, p.from, p.to), false) {
				continue
			}
			missed++
			copy(episode[at:], bad)
			seen += int(truth(len(shiftedRun(pairsIn2(episode, p.from, p.to))) > 0))
		}
		t.Logf("%d lines: of %d slips a draft misses %d; check finds %d of these in the episode", n, tried, missed, seen)
		if missed*100 > 60*tried {
			t.Errorf("%d lines: %d of %d missed", n, missed, tried)
		}
	}
}
