package check

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dramaport/localize/check/checktest"

	"golang.org/x/text/language"
)

var directions = [][2]string{{"zh-CN", "en-US"}, {"zh-CN", "es-419"}, {"en-US", "es-419"}, {"es-419", "en-US"}, {"en-US", "zh-CN"}}

func pairsOf(sources, targets []string, from, to string) []Pair {
	var ps []Pair
	for i := range sources {
		ps = append(ps, NewPair(sources[i], targets[i], language.MustParse(from), language.MustParse(to), nil))
	}
	return ps
}

// window is n random lines, in random order or as they stand.
func window(r *rand.Rand, source, target []string, n int, shuffled bool) (s, t []string) {
	order := r.Perm(len(source))
	if !shuffled {
		at := r.IntN(len(source) - n + 1)
		for i := range order {
			order[i] = (at + i) % len(source)
		}
	}
	for _, i := range order[:n] {
		s, t = append(s, source[i]), append(t, target[i])
	}
	return s, t
}

// merged joins lines at and at+1 in one slot, moves the rest up and fills the
// end with the last text: the fault that other tools do not see.
func merged(texts []string, at int) []string {
	out := append([]string(nil), texts[:at]...)
	out = append(out, texts[at]+" "+texts[at+1])
	out = append(out, texts[at+2:]...)
	return append(out, texts[len(texts)-1])
}

// TestShiftFigures prints the figures behind the constants of the measure.
func TestShiftFigures(t *testing.T) {
	cols := checktest.Sample(t)
	for _, d := range directions {
		e := measure(pairsOf(cols[d[0]], cols[d[1]], d[0], d[1]))
		var sum float64
		for _, p := range e.pairs {
			z := math.Log(p.target.length+lengthSlack) - math.Log(e.ratio*p.source.length+lengthSlack)
			sum += z * z
		}
		t.Logf("%s-%s: ratio %.2f, spread around it %.2f, of the targets %.2f", d[0], d[1], e.ratio, math.Sqrt(sum/float64(len(e.pairs))), e.spread)
	}
}

// free is texts as a free translator might write them: some without their marks,
// two in five half or twice as long as they were, or further off.
func free(r *rand.Rand, texts []string) []string {
	out := append([]string(nil), texts...)
	for i, text := range out {
		if r.Float64() < 0.15 {
			text = strings.NewReplacer("?", "", "¿", "", "？", "").Replace(text)
		}
		if r.Float64() < 0.3 {
			text = strings.NewReplacer("!", ".", "¡", "", "！", "。").Replace(text)
		}
		if r.Float64() < 0.4 {
			runes := []rune(text)
			n := max(3, int(float64(len(runes))*math.Exp(r.NormFloat64()*0.5)))
			for len(runes) < n {
				runes = append(runes, []rune(texts[r.IntN(len(texts))])...)
			}
			text = string(runes[:n])
		}
		out[i] = text
	}
	return out
}

// unmarked is texts without question and exclamation marks, as many Chinese
// tracks are.
func unmarked(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = strings.NewReplacer("?", "", "？", "", "!", "", "！", "", "，", " ", "。", "").Replace(text)
	}
	return out
}

// TestShiftRates measures false alarms on good text, and what is found of a
// planted shift, over many windows of the sample and orders of its lines.
func TestShiftRates(t *testing.T) {
	if testing.Short() {
		t.Skip("measures, which takes time; make test does")
	}
	cols := checktest.Sample(t)
	r := rand.New(rand.NewPCG(1, 2))
	// The least percentage of shifts found, by kind of text and lines of a reply.
	least := map[string]map[int]int{
		"faithful": {6: 40, 10: 85, 20: 98, 60: 100},
		"free":     {6: 30, 10: 75, 20: 97, 60: 100},
		"unmarked": {6: 10, 10: 55, 20: 93, 60: 99},
	}
	for _, kind := range slices.Sorted(maps.Keys(least)) {
		for _, n := range slices.Sorted(maps.Keys(least[kind])) {
			const tries = 500
			alarms, found := 0, 0
			for k := range tries {
				d := directions[k%len(directions)]
				sources, good := window(r, cols[d[0]], cols[d[1]], n, k%2 == 0)
				switch kind {
				case "free":
					good = free(r, good)
				case "unmarked":
					sources = unmarked(sources)
				}
				alarms += len(shiftedRun(pairsOf(sources, good, d[0], d[1])))
				if len(shiftedRun(pairsOf(sources, merged(good, r.IntN(n/2)), d[0], d[1]))) > 0 {
					found++
				}
			}
			t.Logf("%s, %d lines: %d false alarms and %d planted shifts found in %d tries", kind, n, alarms, found, tries)
			if alarms > 0 {
				t.Errorf("%s, %d lines: good text was called shifted", kind, n)
			}
			if want := least[kind][n]; found*100 < tries*want {
				t.Errorf("%s, %d lines: %d of %d shifts found, want %d %%", kind, n, found, tries, want)
			}
		}
	}
}
