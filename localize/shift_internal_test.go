package localize

import (
	"encoding/csv"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"golang.org/x/text/language"
)

// columns reads testdata/episode.csv, sixty lines in three languages, as
// column -> texts.
func columns(t testing.TB) map[string][]string {
	t.Helper()
	f, err := os.Open("testdata/episode.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	cols := map[string][]string{}
	for i, name := range rows[0] {
		for _, row := range rows[1:] {
			cols[name] = append(cols[name], row[i])
		}
	}
	return cols
}

var directions = [][2]string{{"zh-CN", "en-US"}, {"zh-CN", "es-419"}, {"en-US", "es-419"}, {"es-419", "en-US"}, {"en-US", "zh-CN"}}

func pairsOf(sources, targets []string, from, to string) []pair {
	var ps []pair
	for i := range sources {
		ps = append(ps, newPair(sources[i], targets[i], language.MustParse(from), language.MustParse(to), nil))
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
	cols := columns(t)
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

// TestShiftRates measures false alarms on good text and what is found of a
// planted shift, over many windows of the sample and orders of its lines.
func TestShiftRates(t *testing.T) {
	cols := columns(t)
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{6, 10, 15, 20, 40, 60} {
		var tries, alarms, found int
		for _, d := range directions {
			for k := range 200 {
				s, good := window(r, cols[d[0]], cols[d[1]], n, k%2 == 0)
				tries++
				if len(shiftedRun(pairsOf(s, good, d[0], d[1]))) > 0 {
					alarms++
				}
				if len(shiftedRun(pairsOf(s, merged(good, r.IntN(n/2)), d[0], d[1]))) > 0 {
					found++
				}
			}
		}
		t.Logf("%d lines: %d false alarms and %d planted shifts found in %d tries", n, alarms, found, tries)
	}
}
