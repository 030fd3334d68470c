package subtitles

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// commonBytes are the two-byte codes of an encoding's everyday characters:
// punctuation, syllables, and the first level of ideographs, which its makers
// chose by frequency. A text read in the wrong encoding falls outside.
// Sources: GB 2312 rows 1-3, 16-55; Big5 level 1 (A440-C67E) and symbols;
// JIS X 0208 rows 1-5, 16-47; KS X 1001 rows 1-3, 16-40.
var commonBytes = []struct {
	name                               string
	lead, leadEnd, trailFrom, trailEnd byte
}{
	{"gb18030", 0xA1, 0xA3, 0xA1, 0xFE}, {"gb18030", 0xB0, 0xD7, 0xA1, 0xFE},
	{"big5", 0xA1, 0xC5, 0x40, 0xFE}, {"big5", 0xC6, 0xC6, 0x40, 0x7E},
	{"shift_jis", 0x81, 0x81, 0x40, 0xFC}, {"shift_jis", 0x82, 0x82, 0x4F, 0xF1}, {"shift_jis", 0x83, 0x83, 0x40, 0x96},
	{"shift_jis", 0x88, 0x88, 0x9F, 0xFC}, {"shift_jis", 0x89, 0x97, 0x40, 0xFC}, {"shift_jis", 0x98, 0x98, 0x40, 0x72},
	{"euc-jp", 0xA1, 0xA5, 0xA1, 0xFE}, {"euc-jp", 0xB0, 0xCF, 0xA1, 0xFE},
	{"euc-kr", 0xA1, 0xA3, 0xA1, 0xFE}, {"euc-kr", 0xB0, 0xC8, 0xA1, 0xFE},
}

// scriptOf is the script of the letters above ASCII in a one-byte encoding.
var scriptOf = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"windows-874", unicode.Thai}, {"windows-1251", unicode.Cyrillic}, {"windows-1253", unicode.Greek},
	{"windows-1255", unicode.Hebrew}, {"windows-1256", unicode.Arabic},
}

// typographic is the punctuation above ASCII that subtitles in any script use.
const typographic = "‘’‚“”„†•…–—‹›«»¿¡€£°·♪\u00A0\u00AD،؛؟"

// sampleRunes bounds how many characters above ASCII are looked at.
const sampleRunes = 4000

// commonShare is the share of text's characters above ASCII that are everyday
// ones if c is the right encoding; 1 if there are none.
func commonShare(text string, c codec) float64 {
	common, all := 0, 0
	run := 0 // characters above ASCII in a row
	for i, r := range text {
		if r < utf8.RuneSelf {
			run = 0
			continue
		}
		if all++; all > sampleRunes {
			break
		}
		run++
		if c.everyday(r, run, text[i+utf8.RuneLen(r):]) {
			common++
		}
	}
	if all == 0 {
		return 1
	}
	return float64(common) / float64(all)
}

// everyday reports whether r, the run-th character above ASCII in a row, is one
// that a text in this encoding is made of.
func (c codec) everyday(r rune, run int, rest string) bool {
	if strings.ContainsRune(typographic, r) && c.oneByte() {
		return true
	}
	if !c.oneByte() {
		return c.commonCode(r)
	}
	for _, s := range scriptOf {
		if s.name == c.name {
			return unicode.Is(s.table, r) || unicode.Is(unicode.Mn, r)
		}
	}
	// Latin letters above ASCII stand among ASCII ones, at most two in a row;
	// ideographs read as Latin come in long runs.
	next, _ := utf8.DecodeRuneInString(rest)
	long := run > 2 || run == 2 && next >= utf8.RuneSelf && unicode.IsLetter(next)
	return !long && (unicode.Is(unicode.Latin, r) || unicode.Is(unicode.Mn, r))
}

// oneByte reports whether every character is one byte in the encoding.
func (c codec) oneByte() bool { return strings.HasPrefix(c.name, "windows-") }

// commonCode reports whether r's code is one of the encoding's everyday ones.
func (c codec) commonCode(r rune) bool {
	code, err := c.enc.NewEncoder().String(string(r))
	if err != nil || len(code) != 2 {
		return false
	}
	for _, b := range commonBytes {
		if b.name == c.name && code[0] >= b.lead && code[0] <= b.leadEnd && code[1] >= b.trailFrom && code[1] <= b.trailEnd {
			return true
		}
	}
	return false
}
