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
		if j == i {
			i++
			continue
		}
		j = i + len(withoutTael(runes[i:j], han))
		var ns []Number
		if digits > i {
			ns = mixedNumber(asciiDigits(runes[i:digits]), runes[digits:j], han)
			j += addLower(ns, runes[j:], j > digits, han)
		} else {
			ns = hanNumber(runes[i:j], han, doubtfulAround(runes, i, j))
		}
		for k := range ns {
			ns[k] = besideHan(ns[k], runes, i, j, han)
		}
		found, i = append(found, ns...), j
	}
	return found
}

// addLower adds digits right behind a factor, 3万8000, and is how many they are.
func addLower(ns []Number, behind []rune, factor bool, han map[string]Numeral) int {
	k := 0
	for k < len(behind) && unicode.IsDigit(behind[k]) {
		k++
	}
	if !factor || k == 0 || len(ns) != 1 || isHanNumeral(runeAt(behind, k), han) {
		return 0
	}
	lower := digitValues(asciiDigits(behind[:k]))[0]
	for i := range ns[0].Values {
		ns[0].Values[i] += lower
	}
	ns[0].Text += string(behind[:k])
	return k
}

// withoutTael is a run of numerals without 两 at its end where it is a weight:
// 一万两银子.
func withoutTael(run []rune, han map[string]Numeral) []rune {
	if n := len(run); n > 1 && strings.ContainsRune("两兩", run[n-1]) && han[string(run[n-2])].Factor {
		return run[:n-1]
	}
	return run
}

// besideHan reads what stands around a number: hours, months, decades, shares
// (三成, 八折, 7割), decimals (三点六亿, 三十九度五, 三块五) and 个 before a factor
// (两个亿).
func besideHan(n Number, runes []rune, i, j int, han map[string]Numeral) Number {
	next, digit := runeAt(runes, j), han[string(runeAt(runes, j+1))]
	decimal := isHanNumeral(runeAt(runes, j+1), han) && !digit.Factor
	add := func(factor, plus float64) {
		for _, v := range slices.Clone(n.Values) {
			n.Values = append(n.Values, v*factor+plus)
		}
	}
	n = converted(n, "zh", string(next))
	switch next {
	case '~': // 4～500 is 400 to 500
		add(10, 0)
		add(10, 0)
	case '计', '計': // 三十六计 is a saying
		n.sure = false
	case '点', '點', '时', '時':
		if decimal {
			add(1, digit.value/10)
			n.Values = append(n.Values, decimalAt(n.Values[0], runes, j, han))
		}
		n = hour(n)
	case '分':
		n.sure = n.sure && !strings.ContainsRune("时時点點", runeAt(runes, i-1))
	case '月':
		n.month = true
	case '成', '割':
		n.sure = false
		add(10, 0)
		add(-1, 100)
	case '折':
		n.sure = false
		add(10, 0)
		add(-1, 100)
	case '度', '块', '塊', '米', '元':
		if decimal {
			n.sure = false
			add(1, digit.value/10)
			add(100, digit.value*10+han[string(runeAt(runes, j+2))].value)
			n.Values = append(n.Values, decimalAt(n.Values[0], runes, j, han))
		}
	case '个', '個':
		if digit.Factor && digit.value >= 10000 {
			add(digit.value, 0)
			n.sure = false
		}
	case '年':
		if runeAt(runes, j+1) == '代' {
			n.sure = false
			add(1, 1900)
		}
	}
	if prev := runeAt(runes, i-1); (prev == '点' || prev == '點' || strings.ContainsRune("度块塊米元", prev)) && i > 1 && isHanNumeral(runes[i-2], han) {
		n.sure = false
	}
	if slices.Contains(emergency, n.Text) || n.Text == "二百五" || strings.HasSuffix(n.Text, "二三四") {
		n.sure = false
	}
	return n
}

// decimalAt is whole with the decimals behind the mark at j, and the factor
// behind them: 三点六亿.
func decimalAt(whole float64, runes []rune, j int, han map[string]Numeral) float64 {
	unit := 0.1
	for k := j + 1; k < len(runes); k++ {
		w, known := han[string(runes[k])]
		switch {
		case known && !w.Factor:
			whole, unit = whole+w.value*unit, unit/10
		case known:
			return whole * w.value
		case strings.ContainsRune("个個", runes[k]) && han[string(runeAt(runes, k+1))].Factor:
		default:
			return whole
		}
	}
	return whole
}

// runeAt is the character at i, 0 beyond the text.
func runeAt(runes []rune, i int) rune {
	if i < 0 || i >= len(runes) {
		return 0
	}
	return runes[i]
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
	if strings.Contains(digits, ":") {
		n = hour(n)
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
	n.Values = hanValues(ns)
	n.sure = !doubtful && len(run) > 1 && !ns[0].Factor && !figurative(ns) && !approximate(ns)
	if ns[0].Factor && ns[0].value == 10 && len(run) == 2 && !ns[1].Factor {
		n.sure = !doubtful // 十二
	}
	return []Number{n}
}

// hanValues are what a run with factors may mean: 三万八 is 38,000, and 四五百
// either end of the range.
func hanValues(ns []Numeral) []float64 {
	for i := 1; i < len(ns); i++ {
		if approximate(ns[i-1 : i+1]) {
			low, high := slices.Clone(ns), slices.Clone(ns)
			low = slices.Delete(low, i, i+1)
			high = slices.Delete(high, i-1, i)
			return []float64{hanValue(low), hanValue(high)}
		}
	}
	if k := len(ns); k > 2 && !ns[k-1].Factor && ns[k-1].value > 0 && ns[k-2].Factor && ns[k-2].value >= 100 {
		return []float64{hanValue(ns[:k-1]) + ns[k-1].value*ns[k-2].value/10, hanValue(ns)}
	}
	return []float64{hanValue(ns)}
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
