package lang

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// scalesCSV is language,factor,words,source: what multiplies the digits before
// it ("5 million"), a word or, with "*", the beginning of one.
//
//go:embed data/scales.csv
var scalesCSV string

// clockCSV is language,place,words,source: words that stand behind or before
// the number of an hour.
//
//go:embed data/clock.csv
var clockCSV string

// monthsCSV is language,place,words,source: languages in which a month is a
// number, and the word behind or before it. In others it is a name.
//
//go:embed data/months.csv
var monthsCSV string

// unitsCSV is language,words,factor,source: units that are converted in a
// translation, and by what a number of them is multiplied.
//
//go:embed data/units.csv
var unitsCSV string

var units = sync.OnceValue(func() map[string]map[string][]float64 {
	all := map[string]map[string][]float64{}
	for _, row := range Table(unitsCSV) {
		if all[row[0]] == nil {
			all[row[0]] = map[string][]float64{}
		}
		factor, _ := strconv.ParseFloat(row[2], 64)
		for _, w := range strings.Fields(row[1]) {
			all[row[0]][w] = append(all[row[0]][w], factor)
		}
	}
	return all
})

// converted is a number of a unit: it may stand in another unit.
func converted(n Number, code, unit string) Number {
	for _, factor := range units()[code][unit] {
		for _, v := range slices.Clone(n.Values) {
			n.Values = append(n.Values, v*factor)
		}
		n.sure = false
	}
	return n
}

// fevers are the temperatures of a body in degrees Fahrenheit.
const leastFever, mostFever = 95, 108

// alsoSaid are further values of a number between English words: half of it
// ("half a million"), a decade without its century ("the 1950s"), a body's
// temperature in degrees Celsius, a distance in kilometres.
func alsoSaid(n Number, ts []token, from, to int) Number {
	if len(n.Values) == 0 {
		return n
	}
	v := n.Values[0]
	switch {
	case from > 1 && ts[from-2].text == "half" && strings.HasPrefix(ts[from-1].text, "a"):
		n.Values = append(n.Values, v/2)
	case to < len(ts) && ts[to].glued && ts[to].text == "s" && v > 1000:
		n.Values = append([]float64{float64(int(v) % 100)}, n.Values...)
	case v >= leastFever && v <= mostFever:
		half := math.Round((v-32)*5/9*2) / 2
		n.Values = append(n.Values, half, math.Round(half))
	}
	if to < len(ts) {
		n = converted(n, "en", ts[to].text)
	}
	return n
}

// marking is a word beside a number, with what it says of it.
type marking struct {
	word, place string
	factor      float64
}

// is reports a word as the table has it.
func (m marking) is(w string) bool {
	head, begins := strings.CutSuffix(m.word, "*")
	return w == head || begins && strings.HasPrefix(w, head)
}

func markings(table string) map[string][]marking {
	all := map[string][]marking{}
	for _, row := range Table(table) {
		factor, _ := strconv.ParseFloat(row[1], 64)
		for _, w := range strings.Fields(row[2]) {
			all[row[0]] = append(all[row[0]], marking{w, row[1], factor})
		}
	}
	return all
}

var (
	scales = sync.OnceValue(func() map[string][]marking { return markings(scalesCSV) })
	clocks = sync.OnceValue(func() map[string][]marking { return markings(clockCSV) })
	months = sync.OnceValue(func() map[string][]marking { return markings(monthsCSV) })
)

// beside is what the words around a number say of it in one language.
type beside struct {
	scales, clocks, months []marking
	// glued says that a factor stands right behind its digits: 500만.
	glued bool
}

func besideOf(tag language.Tag) beside {
	base, _ := tag.Base()
	code := base.String()
	if code == "ms" {
		code = "id"
	}
	return beside{scales()[code], clocks()[code], months()[code], code == "ko"}
}

// NumbersMonths reports a language in which a month is a number, not a name.
func NumbersMonths(tag language.Tag) bool { return len(besideOf(tag).months) > 0 }

// factor is what t multiplies the digits before it by, 0 if it is no factor.
func (b beside) factor(t token, words map[string]Numeral) float64 {
	if w, known := words[t.text]; known && w.Factor && t.joint && (t.glued || len(t.text) > 1) {
		return w.value
	}
	for _, m := range b.scales {
		if t.joint && (t.glued || !b.glued) && m.is(t.text) {
			return m.factor
		}
	}
	return 0
}

// says reports a mark of ms at token i of ts, before or behind it.
func says(ms []marking, ts []token, from, to int) bool {
	for _, m := range ms {
		if m.place == "before" && from > 0 && m.is(ts[from-1].text) || m.place == "behind" && to < len(ts) && ts[to].joint && m.is(ts[to].text) {
			return true
		}
	}
	return false
}

// hour is a number as an hour of the day: it may be written in twelve hours or
// in twenty-four, so it answers both and asks for neither.
func hour(n Number) Number {
	n.sure = false
	for _, v := range slices.Clone(n.Values) {
		n.Values = append(n.Values, v+12, v-12)
	}
	return n
}

// emergency are the telephone numbers for help, which every country has its own of.
var emergency = []string{"110", "112", "113", "115", "119", "120", "911", "999"}
