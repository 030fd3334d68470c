package season

import (
	"slices"
	"strings"
	"unicode"
)

// gaps pairs the lines left over between anchors, the pairs that stand in
// order: first those whose texts are similar, then, where both sides have the
// same count left, one by one. back are new lines that have found their key
// elsewhere.
func (m *matching) gaps(anchors []int, back []bool) {
	var olds, news []int
	i := 0
	flush := func(end int) {
		for ; i < end; i++ {
			if m.from[i] == none {
				olds = append(olds, i)
			}
		}
		m.gap(olds, news)
		olds, news = olds[:0], news[:0]
	}
	for j := range m.new {
		switch {
		case anchors[j] != none:
			flush(anchors[j])
		case m.to[j] == none && !back[j]:
			news = append(news, j)
		}
	}
	flush(len(m.old))
}

// gap pairs what is left between two neighbours.
func (m *matching) gap(olds, news []int) {
	if len(olds) == 0 || len(news) == 0 {
		return
	}
	a, b := 0, 0
	for _, p := range m.alike(olds, news) {
		m.slots(olds[a:p[0]], news[b:p[1]])
		m.pair(olds[p[0]], news[p[1]])
		a, b = p[0]+1, p[1]+1
	}
	m.slots(olds[a:], news[b:])
}

// slots pairs lines one by one where there are as many as before.
func (m *matching) slots(olds, news []int) {
	if len(olds) != len(news) {
		return
	}
	for k := range olds {
		m.pair(olds[k], news[k])
	}
}

// alike is the pairs, in order, with the greatest sum of likeness.
func (m *matching) alike(olds, news []int) [][2]int {
	x, y := m.shingled(m.old, olds), m.shingled(m.new, news)
	width := len(news) + 1
	sum := make([]int32, (len(olds)+1)*width)
	like := make([]int32, len(sum))
	for i := 1; i <= len(olds); i++ {
		for j := 1; j <= len(news); j++ {
			at := i*width + j
			like[at] = likeness(x[i-1], y[j-1])
			sum[at] = max(sum[at-width], sum[at-1])
			if like[at] >= alikeFrom {
				sum[at] = max(sum[at], sum[at-width-1]+like[at])
			}
		}
	}
	var pairs [][2]int
	for i, j := len(olds), len(news); i > 0 && j > 0; {
		at := i*width + j
		switch {
		case like[at] >= alikeFrom && sum[at] == sum[at-width-1]+like[at]:
			i, j = i-1, j-1
			pairs = append(pairs, [2]int{i, j})
		case sum[at] == sum[at-width]:
			i--
		default:
			j--
		}
	}
	slices.Reverse(pairs)
	return pairs
}

func (m *matching) shingled(lines []Line, which []int) [][]uint64 {
	all := make([][]uint64, len(which))
	for k, i := range which {
		all[k] = shingles(lines[i].Text)
	}
	return all
}

// alikeFrom is the likeness, of 1000, from which a text counts as edited
// rather than replaced.
const alikeFrom = 500

// likeness is the Dice coefficient of two sorted bags, of 1000.
func likeness(a, b []uint64) int32 {
	if len(a)+len(b) == 0 {
		return 1000
	}
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			shared, i, j = shared+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return int32(2000 * shared / (len(a) + len(b)))
}

// shingles is the sorted bag of a text's letters and of its pairs of letters,
// without case, spaces and punctuation.
func shingles(text string) []uint64 {
	var bag []uint64
	var last rune
	for _, r := range strings.ToLower(text) {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) {
			continue
		}
		bag = append(bag, uint64(r))
		if last != 0 {
			bag = append(bag, uint64(last)<<32|uint64(r))
		}
		last = r
	}
	slices.Sort(bag)
	return bag
}
