package lang

import (
	"slices"
	"strings"
	"unicode"
)

// hanNumbers reads a text without spaces whose numerals are characters.
func hanNumbers(text string, han map[string]Numeral) []Number {
	var found []Number
	runes := []rune(text)
	for i := 0; i < len(runes); {
		j := i
		for j < len(runes) && (unicode.IsDigit(runes[j]) || j > i && unicode.IsDigit(runes[j-1]) && digitMark(runes, j)) {
			j++
		}
		digits := j
		for j < len(runes) && isHanNumeral(runes[j], han) {
			j++
		}
		switch {
		case j == i:
			i++
			continue
		case digits > i:
			found = append(found, mixedNumber(asciiDigits(runes[i:digits]), runes[digits:j], han)...)
		default:
			found = append(found, hanNumber(runes[i:j], han, doubtfulAround(runes, i, j))...)
		}
		i = j
	}
	return found
}

func isHanNumeral(r rune, han map[string]Numeral) bool {
	_, ok := han[string(r)]
	return ok
}

// doubtfulAround reports a character beside a numeral that makes it vague or no
// number: 几 and 多 (some), 数, 第 (an ordinal), 分之 (a share), 点 (a time).
func doubtfulAround(runes []rune, i, j int) bool {
	vague := "几幾多数數余餘来來点點"
	return i > 0 && strings.ContainsRune("几幾数數第点點", runes[i-1]) ||
		j < len(runes) && strings.ContainsRune(vague, runes[j]) ||
		j+1 < len(runes) && string(runes[j:j+2]) == "分之"
}

// mixedNumber is digits with characters behind them: 3万, 1.2亿, 500.
func mixedNumber(digits string, behind []rune, han map[string]Numeral) []Number {
	n := Number{Text: digits + string(behind), Values: digitValues(digits), sure: true}
	for _, r := range behind {
		w := han[string(r)]
		if !w.Factor {
			n.sure = false
			break
		}
		for i := range n.Values {
			n.Values[i] *= w.value
		}
	}
	if len(n.Values) == 0 {
		return nil
	}
	return []Number{n}
}

// hanNumber reads a run of numeral characters. A run of digits without factors
// is read digit by digit (二〇一九), and two neighbours as either (两三).
func hanNumber(run []rune, han map[string]Numeral, doubtful bool) []Number {
	ns := make([]Numeral, len(run))
	factors := false
	for i, r := range run {
		ns[i] = han[string(r)]
		factors = factors || ns[i].Factor
	}
	n := Number{Text: string(run)}
	if !factors {
		n.Values = positional(ns)
		n.sure = len(run) >= 3 && !doubtful
		return []Number{n}
	}
	n.Values = []float64{hanValue(ns)}
	n.sure = !doubtful && len(run) > 1 && !ns[0].Factor && !figurative(ns) && !approximate(ns)
	if ns[0].Factor && ns[0].value == 10 && len(run) == 2 && !ns[1].Factor {
		n.sure = !doubtful // 十二
	}
	return []Number{n}
}

// positional is the digits read as one number, and each by itself.
func positional(ns []Numeral) []float64 {
	all := 0.0
	var vs []float64
	for _, n := range ns {
		all = all*10 + n.value
		if len(ns) <= 2 {
			vs = append(vs, n.value)
		}
	}
	if !slices.Contains(vs, all) {
		vs = append(vs, all)
	}
	return vs
}

// hanValue is 三千二百万 = 32,000,000: factors below 10,000 multiply the digit
// before them, 万 and 亿 what stands before them back to a greater one.
func hanValue(ns []Numeral) float64 {
	var all, section, digit, last float64
	for _, n := range ns {
		switch {
		case !n.Factor:
			digit = n.value
		case n.value < 10000:
			section += orOne(digit) * n.value
			digit = 0
		case n.value > last:
			all = orOne(all+section+digit) * n.value
			section, digit, last = 0, 0, n.value
		default:
			all += orOne(section+digit) * n.value
			section, digit, last = 0, 0, n.value
		}
	}
	return all + section + digit
}

// figurative reports 一百, 一千, 一万 and their like, which mean "very many" as
// often as a number.
func figurative(ns []Numeral) bool {
	if ns[0].value != 1 {
		return false
	}
	for _, n := range ns[1:] {
		if !n.Factor {
			return false
		}
	}
	return true
}

// approximate reports two digits side by side among factors: 两三百.
func approximate(ns []Numeral) bool {
	for i := 1; i < len(ns); i++ {
		if !ns[i].Factor && !ns[i-1].Factor && ns[i].value > 0 && ns[i-1].value > 0 {
			return true
		}
	}
	return false
}
