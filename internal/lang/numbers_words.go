package lang

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// spelledNumbers reads a text of words parted by spaces, or in Thai, of digits
// among words.
func spelledNumbers(text string, words map[string]Numeral, tag language.Tag) []Number {
	ts, by := tokens(text), besideOf(tag)
	var found []Number
	minutes := false // an hour stands right before
	for i := 0; i < len(ts); {
		n, used := readNumber(ts[i:], words, by)
		if used == 0 {
			i++
			continue
		}
		isHour := says(by.clocks, ts, i, i+used) || strings.Contains(n.Text, ":")
		switch {
		case isHour:
			n = hour(n)
		case minutes && ts[i].joint:
			n.sure = false
		default:
			n.month = says(by.months, ts, i, i+used)
		}
		if base, _ := tag.Base(); base.String() == "en" {
			n = alsoSaid(n, ts, i, i+used)
		}
		n.sure = n.sure && !slices.Contains(emergency, n.Text)
		if minutes = isHour; isHour && i+used < len(ts) && !ts[i+used].digit {
			used++
		}
		if len(n.Values) > 0 {
			found = append(found, n)
		}
		i += used
	}
	return found
}

// readNumber reads a number at the start of ts: digits or words, then factors.
func readNumber(ts []token, words map[string]Numeral, by beside) (Number, int) {
	if ts[0].digit {
		n := Number{Text: ts[0].text, Values: digitValues(ts[0].text), sure: true}
		return scaled(n, ts, words, by)
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
func (r *reading) add(w Numeral, letters int) bool {
	switch {
	case w.Factor && letters == 1: // k, m: after digits only
		return false
	case w.Factor && w.value >= 1000 && w.value > r.last:
		r.whole = orOne(r.whole+r.part) * w.value
		r.part, r.last = 0, w.value
	case w.Factor && w.value >= 1000:
		r.whole, r.part, r.last = r.whole+orOne(r.part)*w.value, 0, w.value
	case w.Factor:
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
func (r *reading) number() Number {
	if r.parts == 0 {
		return Number{}
	}
	return Number{Text: r.text, Values: []float64{r.whole + r.part}, sure: r.parts > 1 || r.plain > 12 && r.plain != 100}
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

// scaled applies the factors behind a run of digits, "5 million", "3k", those
// of the end of a range to its beginning, "40 to 50 thousand", and adds a lower
// part, "3만 8천".
func scaled(n Number, ts []token, words map[string]Numeral, by beside) (Number, int) {
	used, last := 1, 0.0
	for used < len(ts) {
		f := by.factor(ts[used], words)
		if f == 0 {
			break
		}
		for i := range n.Values {
			n.Values[i] *= f
		}
		n.Text += " " + ts[used].text
		used, last = used+1, f
	}
	if last > 0 && used+1 < len(ts) && ts[used].digit && ts[used].joint && by.glued {
		if f := by.factor(ts[used+1], words); f > 0 && f < last {
			for i := range n.Values {
				n.Values[i] += f * digitValues(ts[used].text)[0]
			}
			used += 2
		}
	}
	if last == 0 {
		n.Values = append(n.Values, rangeValues(n.Values, ts, words, by)...)
	}
	return n, used
}

// rangeValues are what the beginning of a range means if it shares the factor
// of its end.
func rangeValues(values []float64, ts []token, words map[string]Numeral, by beside) []float64 {
	end := 1
	if len(ts) > 2 && !ts[1].digit && len(ts[1].text) <= 6 {
		end = 2
	}
	if end+1 >= len(ts) || !ts[end].digit {
		return nil
	}
	f := by.factor(ts[end+1], words)
	if f == 0 {
		return nil
	}
	var more []float64
	for _, v := range values {
		more = append(more, v*f)
	}
	return more
}
