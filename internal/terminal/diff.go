package terminal

import (
	"slices"
	"strings"

	"github.com/rivo/uniseg"
)

// Kind says what a Span is to two texts.
type Kind uint8

// A Span is in both texts, only in the new, or only in the old.
const (
	Same Kind = iota
	Added
	Removed
)

// Span is a part of two compared texts. Text is as it was given, not made safe.
type Span struct {
	Kind Kind
	Text string
}

// maxPairs bounds the work of Diff: pairs of words that are compared. It is
// reached by texts of a thousand words; above it what differs is given as one
// change.
const maxPairs = 1 << 20

// Diff tells by which words new differs from old. The spans that are Same or
// Removed make up old, those that are Same or Added make up new; of a change
// Removed comes first. Words are those of UAX 29; Chinese and Thai, written
// without spaces, are compared by the character. A placeholder ⟦1⟧ stays whole.
func Diff(old, new string) []Span {
	a, b := words(old), words(new)
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	edits := []edit{{same: strings.Join(a[:head], "")}}
	edits = append(edits, compare(a[head:len(a)-tail], b[head:len(b)-tail])...)
	edits = append(edits, edit{same: strings.Join(a[len(a)-tail:], "")})
	return spans(edits)
}

// edit is a change and what follows it unchanged.
type edit struct{ removed, added, same string }

// compare finds the longest common sequence of words, or gives up on texts
// that are too long for it.
func compare(a, b []string) []edit {
	if len(a)*len(b) > maxPairs {
		return []edit{{removed: strings.Join(a, ""), added: strings.Join(b, "")}}
	}
	common := commonLengths(a, b)
	var edits []edit
	var e edit
	flush := func() { edits, e = append(edits, e), edit{} }
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			e.same += a[i]
			i, j = i+1, j+1
			continue
		case e.same != "":
			flush()
		}
		if j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1] {
			e.removed += a[i]
			i++
		} else {
			e.added += b[j]
			j++
		}
	}
	flush()
	return joined(edits)
}

// commonLengths holds at [i][j] the length of the longest common sequence of
// a[i:] and b[j:].
func commonLengths(a, b []string) [][]uint32 {
	rows := make([][]uint32, len(a)+1)
	cells := make([]uint32, (len(a)+1)*(len(b)+1))
	for i := range rows {
		rows[i], cells = cells[:len(b)+1], cells[len(b)+1:]
	}
	for i, x := range slices.Backward(a) {
		for j, y := range slices.Backward(b) {
			if x == y {
				rows[i][j] = rows[i+1][j+1] + 1
			} else {
				rows[i][j] = max(rows[i+1][j], rows[i][j+1])
			}
		}
	}
	return rows
}

// joined makes one change of two replacements that only a space keeps apart,
// which reads better.
func joined(edits []edit) []edit {
	var out []edit
	for _, e := range edits {
		if n := len(out); n > 0 && out[n-1].replaces() && e.replaces() && strings.TrimSpace(out[n-1].same) == "" {
			last := out[n-1]
			out[n-1] = edit{last.removed + last.same + e.removed, last.added + last.same + e.added, e.same}
			continue
		}
		out = append(out, e)
	}
	return out
}

func (e edit) replaces() bool {
	return e.removed != "" && e.added != ""
}

// spans lays the edits out, joining what is of one kind.
func spans(edits []edit) []Span {
	var out []Span
	add := func(kind Kind, text string) {
		switch n := len(out); {
		case text == "":
		case n > 0 && out[n-1].Kind == kind:
			out[n-1].Text += text
		default:
			out = append(out, Span{kind, text})
		}
	}
	for _, e := range edits {
		add(Removed, e.removed)
		add(Added, e.added)
		add(Same, e.same)
	}
	return out
}

// words cuts s into what Diff compares.
func words(s string) []string {
	var out []string
	for s != "" {
		n := bracketed(s)
		if n == 0 {
			n = word(s)
		}
		out = append(out, s[:n])
		s = s[n:]
	}
	return out
}

// bracketed is the length in bytes of what stands between ⟦ and ⟧ at the beginning of s,
// 0 if there is none.
func bracketed(s string) int {
	inside, ok := strings.CutPrefix(s, "⟦")
	if !ok {
		return 0
	}
	end := strings.IndexAny(inside, "⟦⟧\n")
	if end < 0 || !strings.HasPrefix(inside[end:], "⟧") {
		return 0
	}
	return len("⟦") + end + len("⟧")
}

// word is the length in bytes of the first word of s, never half a cluster:
// word boundaries of Thai fall inside clusters.
func word(s string) int {
	first, _, _ := uniseg.FirstWordInString(s, -1)
	end := 0
	for end < len(first) {
		cluster, _, _, _ := uniseg.FirstGraphemeClusterInString(s[end:], -1)
		end += len(cluster)
	}
	return end
}
