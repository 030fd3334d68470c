package lang

import "strings"

// spelledNumbers reads a text of words parted by spaces.
func spelledNumbers(text string, words map[string]Numeral) []Number {
	ts := tokens(text)
	var found []Number
	for i := 0; i < len(ts); {
		n, used := readNumber(ts[i:], words)
		if used == 0 {
			i++
			continue
		}
		if len(n.Values) > 0 {
			found = append(found, n)
		}
		i += used
	}
	return found
}

// readNumber reads a number at the start of ts: digits or words, then factors.
func readNumber(ts []token, words map[string]Numeral) (Number, int) {
	if ts[0].digit {
		n := Number{Text: ts[0].text, Values: digitValues(ts[0].text), sure: true}
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

// scaled applies the factors behind a run of digits: "5 million", "3k".
func scaled(n Number, ts []token, words map[string]Numeral) (Number, int) {
	used := 1
	for _, t := range ts[1:] {
		w, known := words[t.text]
		if !t.joint || !known || !w.Factor {
			break
		}
		for i := range n.Values {
			n.Values[i] *= w.value
		}
		n.Text += " " + t.text
		used++
	}
	return n, used
}
