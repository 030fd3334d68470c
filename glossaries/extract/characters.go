package extract

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostCharacters is the longest wording of a script without spaces.
const mostCharacters = 6

// How free and how firm a wording must be, in nats. Chosen on the example
// season (docs/terms.md): names and terms of three occurrences pass, parts of
// phrases do not.
const (
	leastEntropy = 0.6
	leastTie     = 1.5
)

// gram is a run of characters: how often it occurs, what stands beside it, and
// whether it stands alone between marks.
type gram struct {
	n           int
	left, right map[rune]int
	alone       bool
}

// characters proposes names with forms of address, and runs that recur.
func (p *proposer) characters() {
	var runs [][]rune
	for _, l := range p.Lines {
		runs = append(runs, p.runs(l.Text)...)
	}
	titles := map[string]int{}
	for _, r := range runs {
		p.addressed(r, titles)
	}
	for wording, n := range titles {
		if n >= min(2, p.MinCount) {
			p.propose(wording, "title")
		}
	}
	p.firm(runs, titles)
}

// runs are the parts of a text in the language's own characters, parted by
// marks, other scripts and what the glossary knows.
func (p *proposer) runs(text string) [][]rune {
	fields := strings.FieldsFunc(p.unknown(text), func(r rune) bool { return !ideographic(r) })
	runs := make([][]rune, len(fields))
	for i, f := range fields {
		runs[i] = []rune(f)
	}
	return runs
}

// ideographic tells whether a character can be part of a term. Hiragana is
// grammar; Thai and its like have no evidence of words in characters alone,
// but runs that recur are shown all the same.
func ideographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー' || r == '々'
}

// addressed counts the names that a form of address follows.
func (p *proposer) addressed(run []rune, titles map[string]int) {
	text := string(run)
	for _, s := range p.words.suffixes {
		for from := 0; ; {
			i := strings.Index(text[from:], s.word)
			if i < 0 {
				break
			}
			at := from + i
			from = at + len(s.word)
			next, _ := utf8.DecodeRuneInString(text[from:])
			if from < len(text) && strings.ContainsRune(s.unless, next) || p.longerSuffix(text[:from], text[at:], s.word) {
				continue
			}
			if name := p.nameBefore(text[:at]); name != "" {
				titles[name+s.word]++
			}
		}
	}
}

// longerSuffix tells whether a longer form of address ends or begins here.
func (p *proposer) longerSuffix(to, from, word string) bool {
	return slices.ContainsFunc(p.words.suffixes, func(s suffix) bool {
		return len(s.word) > len(word) && (strings.HasSuffix(to, s.word) || strings.HasPrefix(from, s.word))
	})
}

// nameBefore is the surname at the end of a text, with a given name of one or
// two characters if the text is nothing but the name.
func (p *proposer) nameBefore(text string) string {
	runes := []rune(text)
	for n := min(2, len(runes)); n >= 1; n-- {
		if s := string(runes[len(runes)-n:]); p.words.surnames[s] {
			return s
		}
	}
	if n := len(runes); n >= 2 && n <= 3 && p.words.surnames[string(runes[:1])] {
		return text
	}
	return ""
}

// firm proposes the runs that hold together and stand in varied company.
func (p *proposer) firm(runs [][]rune, titles map[string]int) {
	counts, total := countGrams(runs)
	kept := p.neighbours(runs, counts)
	firm := map[string]int{}
	for wording, g := range kept {
		if entropy(g.left, g.n) >= leastEntropy && entropy(g.right, g.n) >= leastEntropy && tie(wording, counts, total) >= leastTie {
			firm[wording] = g.n
		}
	}
	for wording, n := range firm {
		if titles[wording] > 0 || partOfLonger(wording, n, firm, func(s string) bool { return strings.Contains(s, wording) }) ||
			partOfLonger(wording, n, titles, func(s string) bool { return strings.Contains(s, wording) }) {
			continue
		}
		p.propose(wording, p.kindOf(wording, kept[wording]))
	}
}

func countGrams(runs [][]rune) (counts map[string]int, total int) {
	counts = map[string]int{}
	for _, run := range runs {
		total += len(run)
		for i := range run {
			for end := i + 1; end <= min(len(run), i+mostCharacters); end++ {
				counts[string(run[i:end])]++
			}
		}
	}
	return counts, total
}

// neighbours collects what stands beside the runs that can be wordings. The
// end of a run is company of its own each time.
func (p *proposer) neighbours(runs [][]rune, counts map[string]int) map[string]*gram {
	kept := map[string]*gram{}
	edge := rune(-1)
	for _, run := range runs {
		for i := range run {
			for end := i + 2; end <= min(len(run), i+mostCharacters); end++ {
				wording := string(run[i:end])
				if counts[wording] < p.MinCount || !p.sound(run[i:end], wording) {
					continue
				}
				g := kept[wording]
				if g == nil {
					g = &gram{left: map[rune]int{}, right: map[rune]int{}}
					kept[wording] = g
				}
				g.n++
				g.alone = g.alone || i == 0 && end == len(run)
				g.left[beside(run, i-1, &edge)]++
				g.right[beside(run, end, &edge)]++
			}
		}
	}
	return kept
}

func beside(run []rune, i int, edge *rune) rune {
	if i < 0 || i >= len(run) {
		*edge--
		return *edge
	}
	return run[i]
}

// sound tells whether a run can be a wording at all.
func (p *proposer) sound(run []rune, wording string) bool {
	if p.words.stops[wording] || strings.ContainsAny(wording, p.words.inside) {
		return false
	}
	return !strings.ContainsRune(p.words.edge, run[0]) && !strings.ContainsRune(p.words.edge, run[len(run)-1])
}

// entropy is how varied company is, in nats.
func entropy(company map[rune]int, n int) float64 {
	h := 0.0
	for _, k := range company {
		share := float64(k) / float64(n)
		h -= share * math.Log(share)
	}
	return h
}

// tie is how much likelier a run is than its two parts beside each other by
// chance, for the weakest way to part it.
func tie(wording string, counts map[string]int, total int) float64 {
	least := math.Inf(1)
	for i := range wording {
		if i == 0 {
			continue
		}
		a, b := counts[wording[:i]], counts[wording[i:]]
		least = min(least, math.Log(float64(counts[wording])*float64(total)/(float64(a)*float64(b))))
	}
	return least
}

// kindOf takes a surname with one or two characters that is called out alone
// for a person.
func (p *proposer) kindOf(wording string, g *gram) string {
	runes := []rune(wording)
	one, two := p.words.surnames[string(runes[:1])], len(runes) > 2 && p.words.surnames[string(runes[:2])]
	if g.alone && (one && len(runes) <= 3 || two && len(runes) <= 4) {
		return "person"
	}
	return "term"
}
