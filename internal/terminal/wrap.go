package terminal

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Wrap returns s in lines of at most n cells: its own lines first; one that is
// too long is broken where its script allows it (UAX 14), and inside a word
// that is longer than a line, which is how Thai, written without spaces, is
// broken. The spaces at the end of a line are left out; nothing else is lost, but
// a character that is wider than n by itself becomes ….
func (c Cells) Wrap(s string, n int) []string {
	if n <= 0 {
		return nil
	}
	var lines []string
	text, _ := c.showMarked(s, true, nil)
	for _, paragraph := range paragraphs(text) {
		whole := text[paragraph.from:paragraph.to]
		for _, l := range c.wrap(whole, n) {
			line, _ := c.cutShown(whole[l.from:l.to], n)
			lines = append(lines, line)
		}
	}
	return lines
}

// span is a part of a text, in bytes.
type span struct{ from, to int }

// paragraphs are the lines of text, without their line feeds.
func paragraphs(text string) []span {
	spans := make([]span, 0, 2)
	from := 0
	for {
		i := strings.IndexByte(text[from:], '\n')
		if i < 0 {
			return append(spans, span{from, len(text)})
		}
		spans = append(spans, span{from, from + i})
		from += i + 1
	}
}

// wrap breaks one shown line so that no part takes more than n cells.
func (c Cells) wrap(s string, n int) []span {
	w := wrapper{cells: c, s: s, n: n}
	for at := 0; at < len(s); {
		end := c.breakAfter(s, at)
		word := strings.TrimRight(s[at:end], " ")
		w.add(span{at, at + len(word)}, end)
		at = end
	}
	return append(w.lines, span{w.from, w.to})
}

// breakAfter is the next place after at where s may be broken, never inside a
// cluster.
func (c Cells) breakAfter(s string, at int) int {
	segment, _, _, _ := uniseg.FirstLineSegmentInString(s[at:], -1)
	end := at
	for end < at+len(segment) {
		end += c.first(s[end:]).size
	}
	return end
}

// wrapper fills lines with words.
type wrapper struct {
	cells Cells
	s     string
	n     int
	lines []span
	from  int // where the line begins that is being filled
	to    int // where its last word ends
	width int // cells of the line with the spaces that follow
}

// add puts a word, which spaces follow up to next, on the line or on a new one.
func (w *wrapper) add(word span, next int) {
	width := w.cells.width(w.s[word.from:word.to])
	if w.width+width > w.n && w.to > w.from && width <= w.n {
		w.breakAt(word.from)
	}
	if w.width+width > w.n {
		w.split(word)
	} else {
		w.to, w.width = word.to, w.width+width
	}
	w.width += next - word.to
}

// breakAt ends the line behind its last word and begins another.
func (w *wrapper) breakAt(from int) {
	w.lines = append(w.lines, span{w.from, w.to})
	w.from, w.to, w.width = from, from, 0
}

// split puts a word on the line cluster by cluster, going on in the next.
func (w *wrapper) split(word span) {
	for at := word.from; at < word.to; {
		k := w.cells.unit(w.s[at:word.to], w.n)
		switch over := w.width+k.width > w.n; {
		case over && at > word.from:
			w.breakBefore(at, max(w.from, word.from))
		case over && at > w.from:
			w.breakAt(at)
		}
		at += k.size
		w.to, w.width = at, w.width+k.width
	}
}

// breakBefore breaks a word at a byte or, in Thai and Lao, a little before it
// if a vowel would be parted from its consonant there; never at or before floor.
func (w *wrapper) breakBefore(at, floor int) {
	start := at
	for start > floor && parts(w.s, start) {
		_, size := utf8.DecodeLastRuneInString(w.s[floor:start])
		start -= size
	}
	if start == floor {
		start = at
	}
	w.to = start
	w.breakAt(start)
	w.to, w.width = at, w.cells.width(w.s[start:at])
}

// parts tells whether a break of s at a byte would leave a Thai or Lao vowel
// that is written before its consonant at the end of a line, or one that is
// written behind it, a repetition or an abbreviation mark at the beginning.
func parts(s string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[at:])
	return inRanges(before, 0x0E40, 0x0E44, 0x0EC0, 0x0EC4) ||
		inRanges(after, 0x0E2F, 0x0E3A, 0x0E45, 0x0E4E) || inRanges(after, 0x0EAF, 0x0EBD, 0x0EC6, 0x0ECE)
}

// inRanges tells whether r is in one of two ranges, their ends included.
func inRanges(r, from1, to1, from2, to2 rune) bool {
	return r >= from1 && r <= to1 || r >= from2 && r <= to2
}
