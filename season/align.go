package season

import "time"

// The weights of the alignment. A pair of equal lines outweighs what its
// neighbours and times can say of another pair; among equal pairs, times that
// hardly changed decide, then durations, then neighbours. Chosen so that the
// properties of match_test.go hold.
const (
	sameLine     = 100 // text and speaker
	sameText     = 70  // text, by another speaker
	sameSlot     = 25  // another text at exactly the same times
	sameTimes    = 60  // the times of an equal line
	nearTimes    = 30  // an equal line that starts within near of before
	sameDuration = 10  // the duration of an equal line
	sameBeside   = 8   // the line before, and the line after
)

// near is how much a start may move in a correction of the timing; shorter than
// the lines of such dramas.
const near = 300 * time.Millisecond

// align pairs lines in order such that the sum of the weights is greatest. It
// takes time and memory in proportion to old × new lines, but for what stands
// unchanged at both ends.
func (m *matching) align() {
	head := 0
	for head < len(m.old) && head < len(m.new) && unchanged(m.old[head], m.new[head]) {
		m.pair(head, head)
		head++
	}
	i, j := len(m.old), len(m.new)
	for i > head && j > head && unchanged(m.old[i-1], m.new[j-1]) {
		i, j = i-1, j-1
		m.pair(i, j)
	}
	if i > head && j > head {
		m.best(head, i, j)
	}
}

func unchanged(a, b Line) bool {
	return a.Text == b.Text && a.Speaker == b.Speaker && a.Start == b.Start && a.End == b.End
}

// best pairs old[head:oldEnd] with new[head:newEnd].
func (m *matching) best(head, oldEnd, newEnd int) {
	rows, columns := oldEnd-head, newEnd-head
	width := columns + 1
	sum := make([]int32, (rows+1)*width)
	o, n := m.numbered()
	for i := 1; i <= rows; i++ {
		for j := 1; j <= columns; j++ {
			at := i*width + j
			sum[at] = max(sum[at-width], sum[at-1])
			if w := m.weight(o, n, head+i-1, head+j-1); w > 0 {
				sum[at] = max(sum[at], sum[at-width-1]+w)
			}
		}
	}
	for i, j := rows, columns; i > 0 && j > 0; {
		at := i*width + j
		w := m.weight(o, n, head+i-1, head+j-1)
		switch {
		case w > 0 && sum[at] == sum[at-width-1]+w:
			m.pair(head+i-1, head+j-1)
			i, j = i-1, j-1
		case sum[at] == sum[at-width]:
			i--
		default:
			j--
		}
	}
}

// numbered replaces texts by numbers, equal where the texts are, with an end
// mark on both sides.
func (m *matching) numbered() (old, new []int32) {
	known := map[string]int32{}
	number := func(lines []Line) []int32 {
		all := make([]int32, len(lines)+2)
		for i, l := range lines {
			n, ok := known[l.Text]
			if !ok {
				n = int32(len(known) + 1)
				known[l.Text] = n
			}
			all[i+1] = n
		}
		return all
	}
	return number(m.old), number(m.new)
}

// weight is how much speaks for old line i being new line j; 0 if nothing
// does. o and n are the numbered texts.
func (m *matching) weight(o, n []int32, i, j int) int32 {
	a, b := &m.old[i], &m.new[j]
	times := a.Start == b.Start && a.End == b.End
	var w int32
	switch {
	case o[i+1] != n[j+1] && (!times || m.past[said(*b)]):
		return 0
	case o[i+1] != n[j+1]:
		w = sameSlot
	case a.Speaker == b.Speaker:
		w = sameLine
	default:
		w = sameText
	}
	if o[i+1] == n[j+1] {
		w += timely(a, b, times)
	}
	if o[i] == n[j] {
		w += sameBeside
	}
	if o[i+2] == n[j+2] {
		w += sameBeside
	}
	return w
}

// timely is what the times of equal lines add.
func timely(a, b *Line, same bool) (w int32) {
	if same {
		return sameTimes
	}
	if moved := b.Start - a.Start; -near < moved && moved < near {
		w += nearTimes
	}
	if a.End-a.Start == b.End-b.Start {
		w += sameDuration
	}
	return w
}
