package glossaries

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dramaport/internal/placeholder"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// folded is a text made comparable: NFC, lower case by language, quotes, full-
// width letters and white space unified, invisible characters and placeholders
// left out. Every byte of text knows where its character was.
type folded struct {
	text       string
	start, end []int  // of the character in the original
	upper      []bool // whether it was a capital there
}

// folding is how a text's letters are compared.
type folding struct {
	turkish  bool // I and ı are a pair, İ and i
	keepCase bool
}

func foldingFor(tag language.Tag) folding {
	base, _ := tag.Base()
	return folding{turkish: base.String() == "tr" || base.String() == "az"}
}

// fold makes a text comparable.
func (f folding) fold(s string) folded {
	n := len(s)
	places := make([]int, 2*n) // for start and end
	out := folded{start: places[:0:n], end: places[n:n], upper: make([]bool, 0, n)}
	var b strings.Builder
	b.Grow(n)
	last, newline := rune(0), -1
	write := func(r rune, start, end int, upper bool) {
		n := utf8.RuneLen(r)
		b.WriteRune(r)
		for range n {
			out.start, out.end, out.upper = append(out.start, start), append(out.end, end), append(out.upper, upper)
		}
		last = r
	}
	eachRune(s, func(r rune, start, end int) {
		switch {
		case r == '\n' || r == '\r':
			newline = start
			return
		case ignored(r):
			return
		}
		if newline >= 0 && b.Len() > 0 && last != ' ' && !(unspaced(last) && unspaced(r)) {
			write(' ', newline, newline+1, false)
		}
		newline = -1
		if unicode.IsSpace(r) {
			if b.Len() > 0 && last != ' ' {
				write(' ', start, end, false)
			}
			return
		}
		write(f.rune(r), start, end, unicode.IsUpper(r))
	})
	out.text = b.String()
	return out
}

// rune is the letter that r is compared as.
func (f folding) rune(r rune) rune {
	if r >= firstHan && r <= lastHan {
		return r
	}
	if r < utf8.RuneSelf {
		switch {
		case f.keepCase || r < 'A' || r > 'Z':
			return r
		case f.turkish && r == 'I':
			return 'ı'
		}
		return r + 'a' - 'A'
	}
	switch {
	case r >= '！' && r <= '～': // full-width ASCII
		return f.rune(r - '！' + '!')
	}
	switch r {
	case '‘', '’', 'ʼ', '′', '‛':
		return '\''
	case '“', '”', '„', '«', '»', '‟':
		return '"'
	}
	return f.letter(r)
}

func (f folding) letter(r rune) rune {
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ': // spellings of alef differ between writers
		return 'ا'
	}
	if f.keepCase {
		return r
	}
	switch r {
	case 'ς': // final sigma
		return 'σ'
	case 'ё', 'Ё': // mostly written е
		return 'е'
	}
	if f.turkish {
		return unicode.TurkishCase.ToLower(r)
	}
	return unicode.ToLower(r)
}

// firstHan and lastHan bound the block of common Chinese characters, whose
// every character is a letter without case.
const firstHan, lastHan = 0x4E00, 0x9FFF

// ignored tells whether a character carries no difference: invisible
// formatting, Arabic and Hebrew points, the Arabic stretching dash.
func ignored(r rune) bool {
	switch {
	case r < 0xAD, r >= firstHan && r <= lastHan:
		return false
	case r == 0xAD, r == 0x640:
		return true
	case r >= 0x64B && r <= 0x65F, r == 0x670, r >= 0x591 && r <= 0x5BD, r >= 0x5BF && r <= 0x5C7 && r != 0x5C0 && r != 0x5C3 && r != 0x5C6:
		return true
	}
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
}

// eachRune visits the characters of the NFC form of s, without placeholders,
// with the bytes of s they come from.
func eachRune(s string, visit func(r rune, start, end int)) {
	if simple(s) || norm.NFC.IsNormalString(s) {
		for i := 0; i < len(s); {
			if _, n := placeholder.At(s[i:]); n > 0 {
				i += n
				continue
			}
			r, n := utf8.DecodeRuneInString(s[i:])
			visit(r, i, i+n)
			i += n
		}
		return
	}
	var it norm.Iter
	for it.InitString(norm.NFC, s); !it.Done(); {
		start := it.Pos()
		if _, n := placeholder.At(s[start:]); n > 0 {
			if _, err := it.Seek(int64(start+n), 0); err != nil {
				return
			}
			continue
		}
		for _, r := range string(it.Next()) {
			visit(r, start, it.Pos())
		}
	}
}

// simple reports a text of characters alone that no normal form changes, and
// that change none beside them: what nearly every text is made of.
func simple(s string) bool {
	for _, r := range s {
		if r >= firstMark && (r < firstHan || r > lastHan) && (r < '、' || r > '】') && (r < '！' || r > '～') {
			return false
		}
	}
	return true
}

// firstMark is the first combining character.
const firstMark = 0x300
