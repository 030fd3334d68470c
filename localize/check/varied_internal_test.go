package check

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"dramaport/localize/check/checktest"
)

// TestShiftRatesVaried prints, over episodes that have no two alike, how many
// good ones are called shifted and how many planted faults are found.
func TestShiftRatesVaried(t *testing.T) {
	if testing.Short() {
		t.Skip("measures, which takes time; make test does")
	}
	ps := checktest.Phrases(t)
	r := rand.New(rand.NewPCG(7, 11))
	const episodes = 400
	plant := map[string]func([]checktest.Example, int) []checktest.Example{
		"merged":  mergedLines,
		"shifted": shiftedLines,
	}
	least := map[int]int{10: 55, 20: 93, 40: 98, 60: 99}
	for _, n := range slices.Sorted(maps.Keys(least)) {
		alarms := 0
		found := map[string]int{}
		for k := range episodes {
			d := checktest.Directions[k%len(checktest.Directions)]
			good := checktest.Episode(r, ps, d[0], d[1], n)
			if len(shiftedRun(pairsIn2(good, d[0], d[1]))) > 0 {
				alarms++
			}
			for kind, f := range plant {
				if len(shiftedRun(pairsIn2(f(good, r.IntN(n/2)), d[0], d[1]))) > 0 {
					found[kind]++
				}
			}
		}
		t.Logf("%d lines: of %d varied episodes %d called shifted; of as many planted faults found: merged %.1f %%, shifted %.1f %%",
			n, episodes, alarms, pct(found["merged"], episodes), pct(found["shifted"], episodes))
		if alarms*200 > episodes {
			t.Errorf("%d lines: %d of %d good episodes are called shifted", n, alarms, episodes)
		}
		for kind, hits := range found {
			if hits*100 < least[n]*episodes {
				t.Errorf("%d lines: %d of %d %s found, want %d %%", n, hits, episodes, kind, least[n])
			}
		}
	}
}

func pct(n, of int) float64 { return math.Round(float64(n)/float64(of)*1000) / 10 }

func mergedLines(good []checktest.Example, at int) []checktest.Example {
	bad := slices.Clone(good)
	bad[at].Target += " " + bad[at+1].Target
	for i := at + 1; i+1 < len(bad); i++ {
		bad[i].Target = good[i+1].Target
	}
	return bad
}

func shiftedLines(good []checktest.Example, at int) []checktest.Example {
	bad := slices.Clone(good)
	for i := at; i+1 < len(bad); i++ {
		bad[i].Target = good[i+1].Target
	}
	return bad
}
