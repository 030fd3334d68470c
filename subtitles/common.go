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

// frequent says what a text of some length is certain to be full of, and how
// much of it at least: a text in another encoding can be read as everyday
// characters, but hardly as the most frequent ones.
// The shares are chosen by the samples of the tests (Chinese dialogue 0.3 and
// more of these characters, other texts read as Chinese below 0.08).
var frequent = []struct {
	name  string
	share float64
	is    func(r rune) bool
}{
	{"gb18030", 0.12, oneOf(frequentHan)},
	{"big5", 0.12, oneOf(frequentHan)},
	{"shift_jis", 0.2, isKana},
	{"euc-jp", 0.2, isKana},
	{"euc-kr", 0.5, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }},
	{"windows-1251", 0.5, oneOf("оеаинтсрвлкміОЕАИНТСРВЛКМІ")},
	{"windows-1253", 0.5, oneOf("αοιετσνηυρςάέήίόύώΑΟΙΕΤΣΝΗΥΡ")},
	{"windows-1255", 0.5, oneOf("יוהלאמרבתנש")},
	{"windows-1256", 0.5, oneOf("اليمنورتبةهأع")},
}

// oneOf reports for a rune whether it is one of set.
func oneOf(set string) func(rune) bool {
	return func(r rune) bool { return strings.ContainsRune(set, r) }
}

// frequentHan are the most frequent characters of Chinese dialogue.
const frequentHan = "的我你了是不一这這个個在有他她们們好么麼那来來就要说說什会會没沒吗嗎都到知道去人可以为為想能上对對还還吧怎样樣看过過啊给給呢得和也真很谁誰"

// everydayThai are the letters, vowels and tones of everyday Thai; the rest of
// its block is rare, and what other encodings fall on.
const everydayThai = "กขคงจชซดตถทนบปผพมยรลวสหอะัาำิีึืุูเแโใไ็่้์ๆญณธภศฉ"

// enough is how many characters above ASCII a text must have before its most
// frequent ones are counted.
const enough = 16

// typographic is the punctuation above ASCII that subtitles in any script use.
const typographic = "‘’‚“”„†•…–—‹›«»¿¡€£°·♪\u00A0\u00AD،؛؟"

// sampleRunes bounds how many characters above ASCII are looked at.
const sampleRunes = 4000

// commonShare is the share of text's characters above ASCII that are everyday
// ones if c is the right encoding, halved if the most frequent ones are missing;
// 1 if there are none.
func commonShare(text string, c codec) float64 {
	common, full, all := 0, 0, 0
	before := rune(0)
	run := 0 // characters above ASCII in a row
	for i, r := range text {
		last := before
		before = r
		if r < utf8.RuneSelf {
			run = 0
			continue
		}
		if all++; all > sampleRunes {
			break
		}
		run++
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		if c.everyday(r, last, next, run) {
			common++
		}
		if c.frequent(r) {
			full++
		}
	}
	if all == 0 {
		return 1
	}
	share := float64(common) / float64(all)
	if all >= enough && float64(full)/float64(all) < c.frequentShare() {
		share /= 2
	}
	return share
}

// everyday reports whether r, the run-th character above ASCII in a row, is one
// that a text in this encoding is made of, between the characters last and next.
func (c codec) everyday(r, last, next rune, run int) bool {
	if !c.oneByte() {
		return c.commonCode(r)
	}
	if strings.ContainsRune(typographic, r) {
		return true
	}
	if script, ok := c.script(r); ok {
		return script && sameWord(last, r) && !asciiLetter(last) && !asciiLetter(next)
	}
	// Latin letters above ASCII stand among ASCII ones, at most two in a row;
	// ideographs read as Latin come in long runs.
	long := run > 2 || run == 2 && next >= utf8.RuneSelf && unicode.IsLetter(next)
	return !long && (unicode.Is(unicode.Latin, r) || unicode.Is(unicode.Mn, r))
}

// script reports whether r is an everyday character of the one script above
// ASCII that c has, and whether it has one other than Latin.
func (c codec) script(r rune) (everyday, ok bool) {
	switch c.name {
	case "windows-874":
		return strings.ContainsRune(everydayThai, r), true
	case "windows-1251":
		return unicode.Is(unicode.Cyrillic, r), true
	case "windows-1253":
		return unicode.Is(unicode.Greek, r), true
	case "windows-1255":
		return unicode.Is(unicode.Hebrew, r) && unicode.IsLetter(r), true
	case "windows-1256":
		return unicode.Is(unicode.Arabic, r) || unicode.Is(unicode.Mn, r), true
	}
	return false, false
}

// asciiLetter reports whether r is a Latin letter of ASCII; letters of another
// script do not stand in one word with it.
func asciiLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// sameWord reports whether r may follow last in a word: a capital does not
// follow a small letter.
func sameWord(last, r rune) bool { return !unicode.IsUpper(r) || !unicode.IsLower(last) }

// frequent reports whether r is one of the most frequent characters.
func (c codec) frequent(r rune) bool {
	for _, f := range frequent {
		if f.name == c.name {
			return f.is(r)
		}
	}
	return false
}

// frequentShare is the least share of the most frequent characters.
func (c codec) frequentShare() float64 {
	for _, f := range frequent {
		if f.name == c.name {
			return f.share
		}
	}
	return 0
}

// isKana reports whether r is a Japanese syllable.
func isKana(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }

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
