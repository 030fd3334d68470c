package tmx

import (
	"encoding/xml"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dramaport/internal/placeholder"

	"golang.org/x/text/unicode/norm"
)

// isCode tells whether an inline element holds native code. Source: TMX 1.4b,
// content markup; every other element, of TMX or another format, holds text.
func isCode(name string) bool {
	switch name {
	case "bpt", "ept", "ph", "it", "ut":
		return true
	}
	return false
}

// parting is native code that parts words: line and paragraph breaks, blanks,
// tabs, cells and the like. Source: HTML's block elements and escapes of
// formats that tools store.
var parting = regexp.MustCompile(`(?i)<\s*/?\s*(br|p|div|li|td|th|tr|tab|hr|w:br|w:tab|text:line-break|text:s|text:tab)\b|\\[nt]|\\line|\\par|\\tab|&nbsp;|\s`)

// segment builds a segment's text.
type segment struct {
	b      strings.Builder
	parted bool // a code that parts words stands before what comes
}

// write adds text; between two letters a code that parts them is a blank.
func (s *segment) write(text string) {
	if text == "" {
		return
	}
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(s.b.String())
	if s.parted && s.b.Len() > 0 && letter(first) && letter(last) {
		s.b.WriteByte(' ')
	}
	s.parted = false
	s.b.WriteString(text)
}

// letter tells whether a rune is of a word in a script that parts words.
func letter(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) &&
		!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// code ends an element of native code: its placeholders are kept. An empty
// placeholder tells nothing of its code, and then parts: what was glued cannot be
// read, a blank too many can. Pairs and pieces of formatting do not.
func (s *segment) code(name, native, kind string) {
	if kept := strings.Join(placeholder.All(native), ""); kept != "" {
		s.parted = false
		s.b.WriteString(kept)
		return
	}
	empty := native == "" && (name == "ph" || name == "ut") && kind == ""
	s.parted = s.parted || empty || kind == "lb" || parting.MatchString(native)
}

// segmentText is a segment's text without its inline elements, in NFC.
func segmentText(inner string) string {
	if !strings.ContainsAny(inner, "<&\r") {
		return strings.TrimSpace(norm.NFC.String(inner))
	}
	d := xml.NewDecoder(strings.NewReader(inner))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	var s segment
	var native strings.Builder
	depth, name, kind := 0, "", "" // of elements whose content is native code
	for {
		tok, err := d.Token()
		if err != nil {
			return strings.TrimSpace(norm.NFC.String(s.b.String()))
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth == 0 && isCode(t.Name.Local) {
				name, kind = t.Name.Local, kindOf(t)
			}
			if depth > 0 || isCode(t.Name.Local) {
				depth++
			}
		case xml.EndElement:
			if depth == 0 {
				continue
			}
			if depth--; depth == 0 {
				s.code(name, native.String(), kind)
				native.Reset()
			}
		case xml.CharData:
			if depth > 0 {
				native.Write(t)
			} else {
				s.write(string(t))
			}
		}
	}
}

// kindOf is what a code says of itself.
func kindOf(t xml.StartElement) string {
	for _, a := range t.Attr {
		if a.Name.Local == "type" {
			return a.Value
		}
	}
	return ""
}
