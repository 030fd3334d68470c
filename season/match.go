package season

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
)

// Match gives the lines of a delivered track their keys: those of the stored
// lines that they are, found by text, speaker and neighbours, whatever their
// numbers and times have become. A line whose text was edited keeps its key;
// an inserted one gets a new one, made from its text. gone are the keys of
// stored lines that the track no longer has.
//
// stored is in the order of the earlier track. Lines that went in a delivery
// before that one may follow it, or be given as earlier: they come back with
// their key where the same text and speaker is delivered again. Among stored
// they are known by a Number that is 0 or not above the one before.
func Match(stored, delivered []Line, earlier ...Line) (keyed []Line, gone []LineKey) {
	current, past := split(stored)
	past = append(past, earlier...)
	m := matching{old: current, new: delivered, to: filled(len(delivered)), from: filled(len(current)), past: wordsOf(past)}
	m.align()
	anchors := slices.Clone(m.to)
	m.moved()
	keyed = slices.Clone(delivered)
	m.gaps(anchors, m.returned(keyed, past))
	for j, i := range m.to {
		if i != none {
			keyed[j].Key = current[i].Key
		}
	}
	for i, j := range m.from {
		if j == none {
			gone = append(gone, current[i].Key)
		}
	}
	giveKeys(keyed, slices.Concat(stored, earlier))
	return keyed, gone
}

// split divides stored lines into the current track and those gone earlier.
func split(stored []Line) (current, past []Line) {
	for i, l := range stored {
		if l.Number == 0 || i > 0 && l.Number <= stored[i-1].Number {
			return stored[:i:i], slices.Clone(stored[i:])
		}
	}
	return stored, nil
}

// none marks a line without a partner.
const none = -1

func filled(n int) []int { return slices.Repeat([]int{none}, n) }

// matching pairs old lines with new ones.
type matching struct {
	old, new []Line
	// to is the old line of each new one, from the new line of each old one.
	to, from []int
	// past is what was said in lines that went earlier.
	past map[words]bool
}

// words is what a line says, and who says it.
type words struct{ speaker, text string }

func said(l Line) words { return words{l.Speaker, l.Text} }

func wordsOf(lines []Line) map[words]bool {
	all := map[words]bool{}
	for _, l := range lines {
		all[said(l)] = true
	}
	return all
}

func (m *matching) pair(i, j int) { m.to[j], m.from[i] = i, j }

// moved pairs lines left over on both sides that are the same but stand
// elsewhere: at most maxMove lines away, or anywhere if the line is unique.
func (m *matching) moved() {
	left := map[words][]int{}
	before, now := map[words]int{}, map[words]int{}
	for i, l := range m.old {
		before[said(l)]++
		if m.from[i] == none {
			left[said(l)] = append(left[said(l)], i)
		}
	}
	if len(left) == 0 {
		return
	}
	for _, l := range m.new {
		now[said(l)]++
	}
	for j, l := range m.new {
		w := said(l)
		if m.to[j] != none || len(left[w]) == 0 {
			continue
		}
		best := slices.MinFunc(left[w], func(a, b int) int { return abs(a-j) - abs(b-j) })
		if abs(best-j) <= maxMove || before[w] == 1 && now[w] == 1 {
			m.pair(best, j)
			left[w] = slices.DeleteFunc(left[w], func(i int) bool { return i == best })
		}
	}
}

// maxMove is how many lines away a repeated line counts as moved rather than
// as removed here and spoken anew there.
const maxMove = 3

func abs(n int) int { return max(n, -n) }

// returned gives lines that went in an earlier delivery their keys back; the
// new lines without a partner have no key otherwise.
func (m *matching) returned(keyed, past []Line) (back []bool) {
	back = make([]bool, len(m.new))
	used := make([]bool, len(past))
	for j, l := range m.new {
		keyed[j].Key = ""
		if m.to[j] != none {
			continue
		}
		best := none
		for i, p := range past {
			if used[i] || said(p) != said(l) {
				continue
			}
			if best == none || abs(p.Number-l.Number) < abs(past[best].Number-l.Number) {
				best = i
			}
		}
		if best != none {
			used[best], back[j] = true, true
			keyed[j].Key = past[best].Key
		}
	}
	return back
}

// giveKeys gives every line without a key one that no line has had: ten hex
// digits from its text and a count of the tries.
func giveKeys(keyed, stored []Line) {
	taken := map[LineKey]bool{}
	for _, l := range stored {
		taken[l.Key] = true
	}
	for j := range keyed {
		for n := 0; keyed[j].Key == ""; n++ {
			if k := newKey(keyed[j].Text, n); !taken[k] {
				keyed[j].Key, taken[k] = k, true
			}
		}
	}
}

func newKey(text string, occurrence int) LineKey {
	sum := sha256.Sum256([]byte(text + "\x00" + strconv.Itoa(occurrence)))
	return LineKey(hex.EncodeToString(sum[:5]))
}
