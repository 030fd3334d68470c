package subtitles

import (
	"fmt"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// codec is an encoding that tracks come in. Its name is the one that the
// Encoding Standard gives it (https://encoding.spec.whatwg.org/#names-and-labels).
type codec struct {
	name string
	enc  encoding.Encoding
	bom  string
}

// codecs are all encodings, in the order in which they are listed to people.
var codecs = []codec{
	{"utf-8", unicode.UTF8, "\xEF\xBB\xBF"},
	{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "\xFF\xFE"},
	{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "\xFE\xFF"},
	{"utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "\xFF\xFE\x00\x00"},
	{"utf-32be", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "\x00\x00\xFE\xFF"},
	{"gb18030", simplifiedchinese.GB18030, ""},
	{"big5", traditionalchinese.Big5, ""},
	{"shift_jis", japanese.ShiftJIS, ""},
	{"euc-jp", japanese.EUCJP, ""},
	{"euc-kr", korean.EUCKR, ""},
	{"windows-874", charmap.Windows874, ""},
	{"windows-1250", charmap.Windows1250, ""},
	{"windows-1251", charmap.Windows1251, ""},
	{"windows-1252", charmap.Windows1252, ""},
	{"windows-1253", charmap.Windows1253, ""},
	{"windows-1254", charmap.Windows1254, ""},
	{"windows-1255", charmap.Windows1255, ""},
	{"windows-1256", charmap.Windows1256, ""},
	{"windows-1257", charmap.Windows1257, ""},
	{"windows-1258", charmap.Windows1258, ""},
}

// Encodings are the names of all encodings, as source.encoding: takes them.
// The usual other names of the same encodings (gbk, sjis, cp1252) are
// understood too, in any case of letters.
func Encodings() []string {
	names := make([]string, len(codecs))
	for i, c := range codecs {
		names[i] = c.name
	}
	return names
}

// codecNamed finds a codec by its name or one of its usual other names.
func codecNamed(name string) (codec, error) {
	wanted := strings.ToLower(strings.TrimSpace(name))
	if e, err := htmlindex.Get(wanted); err == nil && wanted != "utf-16" {
		if canonical, err := htmlindex.Name(e); err == nil {
			wanted = canonical
		}
	}
	if wanted == "gbk" {
		wanted = "gb18030"
	}
	for _, c := range codecs {
		if c.name == wanted {
			return c, nil
		}
	}
	return codec{}, fmt.Errorf("no encoding is called %q; the names are auto, %s", name, strings.Join(Encodings(), ", "))
}

// decode is raw as text. ok is false if raw is not what the codec would write
// for that text; then the text is only good for finding where.
func (c codec) decode(raw []byte) (text string, ok bool) {
	decoded, err := c.enc.NewDecoder().Bytes(raw)
	if err != nil {
		return string(decoded), false
	}
	text = string(decoded)
	again, err := c.enc.NewEncoder().Bytes(decoded)
	return text, err == nil && string(again) == string(raw)
}
