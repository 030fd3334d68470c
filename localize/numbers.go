package localize

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// numbersCSV is language,kind,words,source. Kind is a value, "x" and a factor,
// or "and" for what may stand between the parts of a number. The rows of zh
// are characters; they serve Japanese as well.
//
//go:embed data/numbers.csv
var numbersCSV string

// number is a number found in a text.
type number struct {
	text string
	// values are what it may mean: 1.000 is 1 or 1000.
	values []float64
	// sure says that it is meant as a number. "One", "三" and "一万" may be
	// figures of speech: they can answer a number but do not ask for one.
	sure bool
}

type numeral struct {
	value  float64
	factor bool // multiplies what is before it
	and    bool
}

var numerals = sync.OnceValue(func() map[string]map[string]numeral {
	all := map[string]map[string]numeral{}
	for _, row := range table(numbersCSV) {
		if all[row[0]] == nil {
			all[row[0]] = map[string]numeral{}
		}
		kind, factor := strings.CutPrefix(row[1], "x")
		value, _ := strconv.ParseFloat(kind, 64)
		for _, w := range strings.Fields(row[2]) {
			all[row[0]][w] = numeral{value, factor, kind == "and"}
		}
	}
	return all
})

// numeralsOf is the table of a language; nil if it has none, and then a number
// in words cannot be told from any other word.
func numeralsOf(tag language.Tag) map[string]numeral {
	base, _ := tag.Base()
	if base.String() == "ja" {
		return numerals()["zh"]
	}
	return numerals()[base.String()]
}

func hanNumerals(tag language.Tag) bool {
	base, _ := tag.Base()
	return base.String() == "zh" || base.String() == "ja"
}

func certain(ns []number) []number {
	var sure []number
	for _, n := range ns {
		if n.sure {
			sure = append(sure, n)
		}
	}
	return sure
}

// missing is the first of want that none of have can mean, nil if all are there.
func missing(want, have []number) *number {
	for i, w := range want {
		if !slices.ContainsFunc(have, func(h number) bool { return meets(w, h) }) {
			return &want[i]
		}
	}
	return nil
}

func meets(a, b number) bool {
	return slices.ContainsFunc(a.values, func(v float64) bool { return slices.Contains(b.values, v) })
}

// numbersIn finds the numbers of a text: digits of any script, and words or
// characters of languages that the table has.
func numbersIn(text string, tag language.Tag) []number {
	text = norm.NFKC.String(text)
	if hanNumerals(tag) {
		return hanNumbers(text, numeralsOf(tag))
	}
	return spelledNumbers(text, numeralsOf(tag))
}

// token is a run of digits with its marks, or a word.
type token struct {
	text  string
	digit bool
	joint bool // only a space or a hyphen stands before it
}

func tokens(text string) []token {
	var ts []token
	joint := false
	runes := []rune(text)
	for i := 0; i < len(runes); {
		j := i + 1
		switch r := runes[i]; {
		case unicode.IsDigit(r):
			for j < len(runes) && (unicode.IsDigit(runes[j]) || digitMark(runes, j)) {
				j++
			}
			ts = append(ts, token{asciiDigits(runes[i:j]), true, joint})
			joint = true
		case unicode.IsLetter(r):
			for j < len(runes) && (unicode.IsLetter(runes[j]) || unicode.IsMark(runes[j])) {
				j++
			}
			ts = append(ts, token{strings.ToLower(string(runes[i:j])), false, joint})
			joint = true
		default:
			joint = joint && (unicode.IsSpace(r) || r == '-')
		}
		i = j
	}
	return ts
}

// digitMark reports a mark between two digits that belongs to the number.
func digitMark(runes []rune, i int) bool {
	return strings.ContainsRune(".,:'’٫٬", runes[i]) && i+1 < len(runes) && unicode.IsDigit(runes[i+1])
}

// asciiDigits maps digits of any script to 0-9: Unicode keeps each script's ten
// digits together, from a code point whose value is a multiple of ten away.
func asciiDigits(runes []rune) string {
	var b strings.Builder
	for _, r := range runes {
		if !unicode.IsDigit(r) || r < 0x80 {
			b.WriteRune(r)
			continue
		}
		zero := r
		for unicode.IsDigit(zero-1) && r-zero < 9 {
			zero--
		}
		b.WriteRune('0' + (r-zero)%10)
	}
	return b.String()
}

// digitValues are what a run of digits may mean: its marks may part thousands
// or be a decimal point. A time of day has no value of its own.
func digitValues(text string) []float64 {
	if strings.Contains(text, ":") {
		return nil
	}
	var vs []float64
	add := func(s string) {
		if v, err := strconv.ParseFloat(s, 64); err == nil && !slices.Contains(vs, v) {
			vs = append(vs, v)
		}
	}
	bare := strings.NewReplacer(".", "", ",", "", "'", "", "’", "", "٬", "", "٫", "").Replace(text)
	at := strings.LastIndexAny(text, ".,٫")
	if at < 0 || grouped(text) {
		add(bare)
	}
	if at >= 0 {
		whole := strings.NewReplacer(".", "", ",", "", "'", "", "’", "", "٬", "", "٫", "").Replace(text[:at])
		add(whole + "." + strings.TrimLeft(text[at:], ".,٫"))
	}
	return vs
}

// grouped reports marks that part groups of three.
func grouped(text string) bool {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".,'’٬", r) })
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return false
		}
	}
	return len(parts[0]) <= 3
}

// spelledNumbers reads a text of words parted by spaces.
func spelledNumbers(text string, words map[string]numeral) []number {
	ts := tokens(text)
	var found []number
	for i := 0; i < len(ts); {
		n, used := readNumber(ts[i:], words)
		if used == 0 {
			i++
			continue
		}
		if len(n.values) > 0 {
			found = append(found, n)
		}
		i += used
	}
	return found
}

// readNumber reads a number at the start of ts: digits or words, then factors.
func readNumber(ts []token, words map[string]numeral) (number, int) {
	if ts[0].digit {
		n := number{text: ts[0].text, values: digitValues(ts[0].text), sure: true}
		return scaled(n, ts, words)
	}
	var r reading
	used := 0
	for i, t := range ts {
		w, known := words[t.text]
		if !known || i > 0 && !t.joint || t.digit || i == 0 && w.and {
			break
		}
		if w.and {
			continue // counts only if a numeral follows
		}
		if !r.add(w, len([]rune(t.text))) {
			break
		}
		used = i + 1
		r.text = strings.TrimSpace(r.text + " " + t.text)
	}
	return r.number(), used
}

// reading is a number in words as far as it is read.
type reading struct {
	text        string
	whole, part float64 // complete up to a factor of a thousand or more; the rest
	last        float64 // the last such factor
	parts       int
	plain       float64 // the value of a single word
}

// add takes the next numeral, false if it does not belong to the number.
func (r *reading) add(w numeral, letters int) bool {
	switch {
	case w.factor && letters == 1: // k, m: after digits only
		return false
	case w.factor && w.value >= 1000 && w.value > r.last:
		r.whole = orOne(r.whole+r.part) * w.value
		r.part, r.last = 0, w.value
	case w.factor && w.value >= 1000:
		r.whole, r.part, r.last = r.whole+orOne(r.part)*w.value, 0, w.value
	case w.factor:
		r.part = orOne(r.part) * w.value
	case r.part > 0 && !fills(r.part, w.value):
		return false
	default:
		r.part += w.value
		r.plain = w.value
	}
	r.parts++
	return true
}

// number is sure where it has several words, or one that is no figure of speech.
func (r *reading) number() number {
	if r.parts == 0 {
		return number{}
	}
	return number{text: r.text, values: []float64{r.whole + r.part}, sure: r.parts > 1 || r.plain > 12 && r.plain != 100}
}

func orOne(x float64) float64 {
	if x == 0 {
		return 1
	}
	return x
}

// fills reports that a numeral fits behind what is there: five behind twenty,
// fifty behind two hundred.
func fills(part, next float64) bool {
	for unit := 10.0; unit <= 1000; unit *= 10 {
		if next < unit && int64(part)%int64(unit) == 0 {
			return true
		}
	}
	return false
}

// scaled applies the factors behind a run of digits: "5 million", "3k".
func scaled(n number, ts []token, words map[string]numeral) (number, int) {
	used := 1
	for _, t := range ts[1:] {
		w, known := words[t.text]
		if !t.joint || !known || !w.factor {
			break
		}
		for i := range n.values {
			n.values[i] *= w.value
		}
		n.text += " " + t.text
		used++
	}
	return n, used
}
