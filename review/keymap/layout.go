package keymap

import (
	_ "embed"
	"encoding/csv"
	"strings"
	"unicode"
)

// layoutsCSV says which letters other keyboards write with the keys of a US
// keyboard: name, letters, the US letters of the same keys, source.
//
//go:embed layouts.csv
var layoutsCSV string

// layouts is the US letter of the key that writes a letter of another layout.
// Where two layouts put one letter on different keys, the first named wins.
func layouts() (map[rune]rune, error) {
	rows, err := csv.NewReader(strings.NewReader(layoutsCSV)).ReadAll()
	if err != nil {
		return nil, err
	}
	all := map[rune]rune{}
	for _, row := range rows[1:] {
		to := []rune(row[2])
		for i, r := range []rune(row[1]) {
			if _, known := all[r]; !known && i < len(to) {
				all[r] = to[i]
			}
		}
	}
	return all, nil
}

// The unshifted and shifted letters of a US keyboard that are no letters of
// the alphabet.
const (
	usPlain   = "`1234567890-=[]\\;',./"
	usShifted = "~!@#$%^&*()_+{}|:\"<>?"
)

// shifted is what a US keyboard writes with shift and the key of r.
func shifted(r rune) rune {
	if i := strings.IndexRune(usPlain, r); i >= 0 {
		return rune(usShifted[i])
	}
	return unicode.ToUpper(r)
}

// halfWidth is the ASCII character of a full-width form, as input methods for
// Chinese and Japanese write them; r itself if it is none.
func halfWidth(r rune) rune {
	switch {
	case r == 0x3000:
		return ' '
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFF01 + '!'
	}
	return r
}
