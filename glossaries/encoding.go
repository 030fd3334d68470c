package glossaries

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// InUTF8 tells whether a file's text is UTF-8, perhaps with some broken rows.
// The whole file is asked: rows of another encoding that happen to be valid
// UTF-8 do not make it so. A row counts for UTF-8 if it is valid and has a
// character beyond ASCII, against it if it is not valid; where there are as many
// of both, a character of three bytes decides, since other encodings have
// hardly ever what looks like one.
func InUTF8(data []byte) bool {
	_, ok := utf8Rows(data)
	return ok
}

// utf8Rows is InUTF8 with the first line (from 1) that is not valid, 0 for none.
func utf8Rows(data []byte) (bad int, ok bool) {
	if utf8.Valid(data) {
		return 0, true
	}
	if hasUTF16Mark(data) {
		return 1, false
	}
	valid, invalid, long := 0, 0, false
	n := 0
	for line := range bytes.Lines(data) {
		n++
		switch {
		case !utf8.Valid(line):
			if invalid++; bad == 0 {
				bad = n
			}
		case utf8.RuneCount(line) < len(line):
			valid++
			long = long || bytes.ContainsFunc(line, func(r rune) bool { return utf8.RuneLen(r) > 2 })
		}
	}
	return bad, valid > invalid || valid == invalid && long
}

func hasUTF16Mark(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF})
}

// isForeign names a file that is in another encoding.
func (t *table) isForeign() bool {
	bad, ok := utf8Rows(t.data)
	if ok {
		return false
	}
	message := fmt.Sprintf(`line %d is not UTF-8, so the file is in another encoding: save it as "CSV UTF-8"; it is left out`, bad)
	if hasUTF16Mark(t.data) {
		message = `the file is UTF-16: save it as "CSV UTF-8"; it is left out`
	}
	t.problem(cell{row: bad, column: 1}, message)
	return true
}

func (t *table) isUTF8(cells []cell) bool {
	for _, c := range cells {
		if !utf8.ValidString(c.text) {
			t.problem(c, `not UTF-8: save the file as "CSV UTF-8"; the row is left out`)
			return false
		}
	}
	return true
}

// read is the file's rows that have text in UTF-8.
func (t *table) read() [][]cell {
	if t.isForeign() {
		return nil
	}
	all := t.rows()
	rows := all[:0]
	for _, cells := range all {
		if !blank(cells) && t.isUTF8(cells) {
			rows = append(rows, cells)
		}
	}
	return rows
}

// doubtComments names lines that begin with "#" below the header and look like
// rows: what is meant cannot be told, and a term must not be lost unsaid.
func (t *table) doubtComments(header int) {
	for _, c := range t.comments {
		looksLikeRow := len(c.text) > 1 && !bytes.ContainsAny([]byte{c.text[1]}, "# !-=*\t") && countOutside([]byte(c.text), byte(t.comma)) > 0
		if c.line > header && looksLikeRow {
			t.problems = append(t.problems, Problem{File: t.file, Row: c.line, Column: 1, Warning: true,
				Message: `the line begins with "#" and is taken for a comment: write "# " if it is one, "'#" if it begins a term`})
		}
	}
}
