package glossaries

import (
	"bytes"
	"strings"
)

// separators are what parts cells, the usual one first. Spreadsheets write
// semicolons where the comma is a decimal sign, and tabs as "text".
const separators = ",\t;"

// toldSeparator is the separator that the first line of a spreadsheet's CSV may
// tell, as in "sep=;".
func toldSeparator(line []byte) (rune, bool) {
	text := strings.ToLower(strings.Trim(string(line[:min(len(line), 8)]), `" `))
	if rest, ok := strings.CutPrefix(text, "sep="); ok && len(rest) == 1 && strings.Contains(separators+"|", rest) {
		return rune(rest[0]), true
	}
	return 0, false
}

// separator is what parts the file's rows: what makes its first row a header
// with the most known columns; where none does, what parts most rows alike.
func (t *table) separator() rune {
	best, bestKnown, bestAlike := ',', 0, 0
	for _, sep := range separators {
		known, alike := t.partedBy(byte(sep))
		if known > bestKnown || known == bestKnown && alike > bestAlike {
			best, bestKnown, bestAlike = sep, known, alike
		}
	}
	return best
}

// partedBy tells how many columns of the first row are known when sep parts
// it, and how many rows have the same number of cells, more than one.
func (t *table) partedBy(sep byte) (known, alike int) {
	first := true
	rows := map[int]int{} // by the number of separators
	for n := range t.lines {
		line := t.line(n)
		if len(bytes.TrimSpace(line)) == 0 || line[0] == '#' {
			continue
		}
		if first {
			known, first = knownColumns(line, sep), false
		}
		if seps := countOutside(line, sep); seps > 0 {
			rows[seps]++
			alike = max(alike, rows[seps])
		}
	}
	return known, alike
}

func knownColumns(line []byte, sep byte) (known int) {
	cells := strings.Split(string(line[:min(len(line), 10_000)]), string(sep))
	for _, text := range cells {
		if _, ok := columnOf(strings.Trim(text, " \t\""), nil); ok && len(cells) > 1 {
			known++
		}
	}
	return known
}

// countOutside counts a separator outside of quotation marks.
func countOutside(line []byte, sep byte) (n int) {
	quoted := false
	for _, c := range line {
		switch {
		case c == '"':
			quoted = !quoted
		case c == sep && !quoted:
			n++
		}
	}
	return n
}

// widest is the first line (from 0) with more columns than are read, -1 for
// none: told before the line is taken apart.
func (t *table) widest() int {
	for n := range t.lines {
		if line := t.line(n); len(line) >= mostColumns && countOutside(line, byte(t.comma)) >= mostColumns {
			return n
		}
	}
	return -1
}
