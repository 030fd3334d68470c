package lang

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

// Number is a number found in a text.
type Number struct {
	Text string
	// values are what it may mean: 1.000 is 1 or 1000.
	Values []float64
	// sure says that it is meant as a number. "One", "三" and "一万" may be
	// figures of speech: they can answer a number but do not ask for one.
	sure bool
	// month is a month that is written as a number.
	month bool
}

// IsMonth reports a number that is the name of a month.
func (n Number) IsMonth() bool { return n.month }

// Numeral is what a word or character of data/numbers.csv means: a value, a
// factor of what stands before it, or what may stand between parts.
type Numeral struct {
	value  float64
	Factor bool // multiplies what is before it
	and    bool
}

var numerals = sync.OnceValue(func() map[string]map[string]Numeral {
	all := map[string]map[string]Numeral{}
	for _, row := range Table(numbersCSV) {
		if all[row[0]] == nil {
			all[row[0]] = map[string]Numeral{}
		}
		kind, factor := strings.CutPrefix(row[1], "x")
		value, _ := strconv.ParseFloat(kind, 64)
		for _, w := range strings.Fields(row[2]) {
			all[row[0]][w] = Numeral{value, factor, kind == "and"}
		}
	}
	return all
})

// NumeralsOf is the table of a language; nil if it has none, and then a number
// in words cannot be told from any other word.
func NumeralsOf(tag language.Tag) map[string]Numeral {
	base, _ := tag.Base()
	if base.String() == "ja" {
		return numerals()["zh"]
	}
	return numerals()[base.String()]
}

// HanNumerals reports a language that writes numbers in Han characters.
func HanNumerals(tag language.Tag) bool {
	base, _ := tag.Base()
	return base.String() == "zh" || base.String() == "ja"
}

// CertainNumbers are those that are sure to be meant as numbers.
func CertainNumbers(ns []Number) []Number {
	var sure []Number
	for _, n := range ns {
		if n.sure {
			sure = append(sure, n)
		}
	}
	return sure
}

// MissingNumber is the first of want that none of have can mean, nil if all are there.
func MissingNumber(want, have []Number) *Number {
	for i, w := range want {
		if !slices.ContainsFunc(have, func(h Number) bool { return meets(w, h) }) {
			return &want[i]
		}
	}
	return nil
}

func meets(a, b Number) bool {
	return slices.ContainsFunc(a.Values, func(v float64) bool { return slices.Contains(b.Values, v) })
}

// NumbersIn finds the numbers of a text: digits of any script, and words or
// characters of languages that the table has.
func NumbersIn(text string, tag language.Tag) []Number {
	if !norm.NFKC.IsNormalString(text) {
		text = norm.NFKC.String(text)
	}
	if HanNumerals(tag) {
		return hanNumbers(text, NumeralsOf(tag))
	}
	return spelledNumbers(text, NumeralsOf(tag), tag)
}

// token is a run of digits with its marks, or a word.
type token struct {
	text  string
	digit bool
	joint bool // only a space or a hyphen stands before it
	glued bool // nothing stands before it
}

func tokens(text string) []token {
	var ts []token
	joint := false
	runes := []rune(text)
	for i := 0; i < len(runes); {
		j := i + 1
		switch r := runes[i]; {
		case unicode.IsDigit(r):
			for j < len(runes) && (unicode.IsDigit(runes[j]) || digitMark(runes, j) || groupSpace(runes, i, j)) {
				j++
			}
			ts = append(ts, token{asciiDigits(runes[i:j]), true, joint, joint && i > 0 && !unicode.IsSpace(runes[i-1])})
			joint = true
		case unicode.IsLetter(r):
			for j < len(runes) && (unicode.IsLetter(runes[j]) || unicode.IsMark(runes[j])) {
				j++
			}
			ts = append(ts, token{strings.ToLower(string(runes[i:j])), false, joint, joint && i > 0 && unicode.IsDigit(runes[i-1])})
			joint = true
		default:
			joint = joint && (unicode.IsSpace(r) || strings.ContainsRune("-–~", r))
		}
		i = j
	}
	return ts
}

// groupSpace reports a space at j that parts groups of three digits in the run
// from i: 12 000.
func groupSpace(runes []rune, i, j int) bool {
	if runes[j] != ' ' {
		return false
	}
	head := j
	for head > i && unicode.IsDigit(runes[head-1]) {
		head--
	}
	n := 0
	for j+1+n < len(runes) && unicode.IsDigit(runes[j+1+n]) {
		n++
	}
	first := head == i && j-i <= 3
	return n == 3 && (first || runes[head-1] == ' ' && j-head == 3)
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
// or be a decimal point. Of a time of day it is the hour.
func digitValues(text string) []float64 {
	if hours, _, isTime := strings.Cut(text, ":"); isTime {
		if v, err := strconv.ParseFloat(hours, 64); err == nil && v <= 24 {
			return []float64{v}
		}
		return nil
	}
	var vs []float64
	add := func(s string) {
		if v, err := strconv.ParseFloat(s, 64); err == nil && !slices.Contains(vs, v) {
			vs = append(vs, v)
		}
	}
	bare := withoutMarks.Replace(text)
	at := strings.LastIndexAny(text, ".,٫")
	if at < 0 || grouped(text) {
		add(bare)
	}
	if at >= 0 {
		whole := withoutMarks.Replace(text[:at])
		add(whole + "." + strings.TrimLeft(text[at:], ".,٫"))
	}
	return vs
}

// withoutMarks takes the marks out of a run of digits.
var withoutMarks = strings.NewReplacer(" ", "", ".", "", ",", "", "'", "", "’", "", "٬", "", "٫", "")

// grouped reports marks that part groups of three.
func grouped(text string) bool {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" .,'’٬", r) })
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return false
		}
	}
	return len(parts[0]) <= 3
}
