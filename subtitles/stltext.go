package subtitles

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// Codes of a text (EBU Tech 3264, 4.3). Those below 0x20 are teletext's: each
// takes the place of a character and shows as a blank.
const (
	stlItalicOn, stlItalicOff      = 0x80, 0x81
	stlUnderlineOn, stlUnderlineNo = 0x82, 0x83
	stlNewLine                     = 0x8A
	stlUnused                      = 0x8F // space behind a text
)

// payload is a subtitle's text as WebVTT cue text, and the codes in it that are
// no character. Boxes, colours and heights say how it looks, not what it says;
// a text outside of a box is text. Several line ends, which tall rows need, are one.
func (h stlHead) payload(text []byte) (string, []byte) {
	w := stlWriter{table: h.table}
	for _, row := range bytes.Split(text, []byte{stlNewLine}) {
		if h.teletext { // every row begins without style
			w.tags = nil
		}
		w.addRow(row)
		w.text.breakLine()
	}
	return w.text.payload(), w.unknown
}

// stlWriter is a text as it is put together from a subtitle's codes.
type stlWriter struct {
	table   stlTable
	text    cueText
	tags    []string // that the text stands in
	word    []byte   // that is not added yet
	unknown []byte   // codes that are no character
}

// addRow adds a row.
func (w *stlWriter) addRow(row []byte) {
	for i, c := range row {
		switch {
		case c == ' ' && i > 0 && w.table.diacritic(row[i-1]): // a mark alone
			w.word = append(w.word, c)
		case c <= ' ':
			w.flush()
			w.text.addSpace(" ")
		case c >= stlItalicOn && c <= stlUnderlineNo:
			w.flush()
			w.tags = stlTags(w.tags, c)
		case c >= 0x80 && c <= 0x9F:
		default:
			w.word = append(w.word, c)
		}
	}
	w.flush()
}

// flush adds the word.
func (w *stlWriter) flush() {
	decoded, unknown := w.table.decode(w.word)
	w.unknown = append(w.unknown, unknown...)
	if decoded != "" {
		w.text.addWord(decoded, w.tags)
	}
	w.word = w.word[:0]
}

// stlTags are the tags after a code that turns one on or off.
func stlTags(tags []string, code byte) []string {
	name := "i"
	if code >= stlUnderlineOn {
		name = "u"
	}
	tags = slices.DeleteFunc(slices.Clone(tags), func(tag string) bool { return tag == name })
	if code == stlItalicOn || code == stlUnderlineOn {
		tags = append(tags, name)
	}
	return tags
}

// stlTable is the character table of a file (CCT).
type stlTable struct {
	code, language string
	// dollar says that the code 0x24 is the dollar sign. In the edition of ISO
	// 6937 that EBU STL names, that code is ¤ and the dollar is 0xA4; a file
	// without any 0xA4 that has the code means the dollar.
	dollar bool
}

// stlCharmaps are the tables besides Latin, the parts of ISO 8859 (EBU Tech
// 3264, appendix 2).
func stlCharmap(code string) *charmap.Charmap {
	switch code {
	case "01":
		return charmap.ISO8859_5
	case "02":
		return charmap.ISO8859_6
	case "03":
		return charmap.ISO8859_7
	case "04":
		return charmap.ISO8859_8
	}
	return nil
}

// iso6937 are the characters from 0xA0 on of ISO 6937/2, the Latin table, as its
// revision of 1994 has them; a blank is a code that has none, and the marks in
// row C stand before their letter.
const iso6937 = "\u00A0¡¢£$¥#§¤‘“«←↑→↓" + "°±²³×µ¶·÷’”»¼½¾¿" +
	" \u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0308\u030A\u0327\u0332\u030B\u0328\u030C" +
	"―¹®©™♪¬¦    ⅛⅜⅝⅞" + "ΩÆĐªĦ ĲĿŁØŒºÞŦŊŉ" + "ĸæđðħıĳŀłøœßþŧŋ\u00AD"

// iso6937Alone are the marks of row C that stand alone, before a blank.
const iso6937Alone = " `´^~¯˘˙¨¨˚¸_˝˛ˇ"

// hasCode reports whether a text block has a code in its text.
func hasCode(blocks []byte, code byte) bool {
	for i := 0; i+stlBlockSize <= len(blocks); i += stlBlockSize {
		if bytes.IndexByte(blocks[i+stlTextAt:i+stlBlockSize], code) >= 0 {
			return true
		}
	}
	return false
}

// latin reports whether the table is ISO 6937. A table that is not known is
// taken for it.
func (t stlTable) latin() bool { return stlCharmap(t.code) == nil }

// diacritic reports whether a code is a mark that stands before its letter.
func (t stlTable) diacritic(c byte) bool { return t.latin() && c > 0xC0 && c < 0xD0 }

// decode is a word, and its codes that are no character.
func (t stlTable) decode(word []byte) (string, []byte) {
	var b strings.Builder
	var unknown []byte
	var mark rune
	for i, c := range word {
		if t.diacritic(c) && i+1 < len(word) {
			mark = t.rune(c)
			if word[i+1] == ' ' {
				b.WriteRune([]rune(iso6937Alone)[c-0xC0])
			}
			continue
		}
		if c == ' ' { // that of a mark alone
			mark = 0
			continue
		}
		r := t.rune(c)
		if r == 0 {
			unknown = append(unknown, c)
			continue
		}
		b.WriteRune(r)
		if mark != 0 {
			b.WriteRune(mark)
			mark = 0
		}
	}
	return norm.NFC.String(b.String()), unknown
}

// icelandic and faroese write eth for the code of the stroked D.
const icelandic, faroese = "14", "0E"

// rune is the character of a code, 0 if it has none.
func (t stlTable) rune(c byte) rune {
	switch {
	case c == 0x24 && t.latin() && !t.dollar:
		return '¤'
	case c == 0x7F || c < 0x20:
		return 0
	case c < 0x80:
		return rune(c)
	case !t.latin():
		if r := stlCharmap(t.code).DecodeByte(c); r != '\uFFFD' {
			return r
		}
		return 0
	case c == 0xE2 && (t.language == icelandic || t.language == faroese):
		return 'Ð'
	case c >= 0xA0:
		if r := []rune(iso6937)[c-0xA0]; r != ' ' {
			return r
		}
	}
	return 0
}
