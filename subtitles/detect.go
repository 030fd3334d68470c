package subtitles

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// legacyEncodings says which encodings a language was written in before
// Unicode, the usual one first: a script subtag's entry goes before the
// language's, and windows-1252 is for all others.
// Source: Microsoft's ANSI code pages by locale; the Encoding Standard's legacy
// multi-byte encodings.
var legacyEncodings = []struct{ tags, encodings string }{
	{"zh-Hant yue-Hant cmn-Hant", "big5 gb18030"},
	{"zh yue cmn", "gb18030 big5"},
	{"ja", "shift_jis euc-jp"},
	{"ko", "euc-kr"},
	{"th", "windows-874"},
	{"vi", "windows-1258"},
	{"sr-Cyrl ru uk be bg mk", "windows-1251"},
	{"ar fa ur ps", "windows-1256"},
	{"he yi", "windows-1255"},
	{"tr az", "windows-1254"},
	{"el", "windows-1253"},
	{"lt lv et", "windows-1257"},
	{"pl cs sk hu ro hr sl bs sq sr-Latn", "windows-1250"},
}

// certain is the share of a text's non-ASCII characters that must be common in
// the language for an encoding to be believed. Measured on the sample texts of
// the tests: right encodings reach 0.91 and more, wrong ones with another text 0.77
// and less.
const certain = 0.85

// ahead is by how much another encoding must fit better than the one that is
// usual for the language.
const ahead = 0.1

// detect finds out how raw is encoded.
func detect(raw []byte, tag language.Tag) (string, Encoding, error) {
	for _, name := range []string{"utf-32le", "utf-32be", "utf-8", "utf-16le", "utf-16be"} {
		c, _ := codecNamed(name)
		if body, marked := cutBOM(raw, c); marked {
			if text, ok := c.decode(body); ok {
				return text, Encoding{name, true}, nil
			}
		}
	}
	if name := byZeros(raw); name != "" {
		c, _ := codecNamed(name)
		if text, ok := c.decode(raw); ok {
			return text, Encoding{name, false}, nil
		}
	}
	if utf8.Valid(raw) {
		return string(raw), Encoding{"utf-8", false}, nil
	}
	return judge(raw, tag)
}

// byZeros recognises UTF-16 and UTF-32 without a byte order mark by how the
// arrow of a timing line looks in them. It goes before UTF-8, because zero bytes
// are valid there, though never meant.
func byZeros(raw []byte) string {
	for _, p := range []struct{ arrow, name string }{
		{"\x00\x00\x00-\x00\x00\x00-\x00\x00\x00>", "utf-32be"},
		{"-\x00\x00\x00-\x00\x00\x00>\x00\x00\x00", "utf-32le"},
		{"\x00-\x00-\x00>", "utf-16be"},
		{"-\x00-\x00>\x00", "utf-16le"},
	} {
		width := 2
		if strings.HasPrefix(p.name, "utf-32") {
			width = 4
		}
		if at := bytes.Index(raw, []byte(p.arrow)); at >= 0 && at%width == 0 && len(raw)%width == 0 {
			return p.name
		}
	}
	return ""
}

// candidate is an encoding that the bytes fit.
type candidate struct {
	codec codec
	text  string
	share float64
}

// judge chooses among the encodings usual for the language. The usual one wins
// if it is believable and no other fits clearly better.
func judge(raw []byte, tag language.Tag) (string, Encoding, error) {
	fits := fitting(raw, encodingsFor(tag))
	best := -1
	for i, c := range fits {
		if c.share >= certain && (best < 0 || c.share > fits[best].share+ahead) {
			best = i
		}
	}
	if best >= 0 {
		return fits[best].text, Encoding{fits[best].codec.name, false}, nil
	}
	fits = append(fits, fitting(raw, otherEncodings(tag))...)
	slices.SortStableFunc(fits, func(a, b candidate) int { return cmp.Compare(b.share, a.share) })
	var names []string
	for i, c := range fits[:min(len(fits), 3)] {
		if i == 0 || c.share > certain/2 {
			names = append(names, c.codec.name)
		}
	}
	return "", Encoding{}, &UnsureError{Candidates: names}
}

// fitting are the named encodings that raw strictly is, in their order.
func fitting(raw []byte, names []string) []candidate {
	var fits []candidate
	for _, name := range names {
		c, err := codecNamed(name)
		if err != nil {
			continue
		}
		text, ok := c.decode(raw)
		if ok && !strings.ContainsRune(text, utf8.RuneError) {
			fits = append(fits, candidate{c, text, commonShare(text, c)})
		}
	}
	return fits
}

// encodingsFor are the encodings usual for a language, the usual one first.
func encodingsFor(tag language.Tag) []string {
	if tag == language.Und {
		return nil
	}
	base, _ := tag.Base()
	script, _ := tag.Script()
	for _, name := range []string{base.String() + "-" + script.String(), base.String()} {
		for _, l := range legacyEncodings {
			if slices.Contains(strings.Fields(l.tags), name) {
				return strings.Fields(l.encodings)
			}
		}
	}
	return []string{"windows-1252"}
}

// otherEncodings are the encodings of all other languages.
func otherEncodings(tag language.Tag) []string {
	usual := encodingsFor(tag)
	var others []string
	for _, l := range legacyEncodings {
		for _, name := range strings.Fields(l.encodings) {
			if !slices.Contains(usual, name) && !slices.Contains(others, name) {
				others = append(others, name)
			}
		}
	}
	return others
}
