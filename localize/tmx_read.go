package localize

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/language"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// ReadTMX reads the units of a TMX document that have a text in both
// languages; others are passed over. A language matches itself and, failing
// that, the nearest of its parents or children: "zh" stands for zh-CN, es for
// es-MX, but es-ES never for es-MX, nor zh for zh-TW. Inline elements are taken
// out: <hi> keeps its text, native code is dropped, placeholders ⟦n⟧ are kept.
// A byte order mark, UTF-16 and the encodings of the web are read. An error
// begins with the line and column of the document; entries before it are
// returned with it.
func ReadTMX(r io.Reader, source, target language.Tag) ([]Entry, error) {
	var es []Entry
	err := EachTMX(r, source, target, func(e Entry) { es = append(es, e) })
	return es, err
}

// EachTMX is ReadTMX for large documents: it hands over one entry after the
// other and keeps none.
func EachTMX(r io.Reader, source, target language.Tag, each func(Entry)) error {
	d := xml.NewDecoder(utf8Reader(r))
	d.CharsetReader = charset
	d.Entity = xml.HTMLEntity
	root := false
	same := map[string]string{} // what many entries share is kept once
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) && root {
			return nil
		}
		if err != nil {
			return placed(d, err)
		}
		start, ok := tok.(xml.StartElement)
		switch {
		case !ok:
		case !root && start.Name.Local != "tmx":
			return placed(d, fmt.Errorf("the document is <%s>, not <tmx>", start.Name.Local))
		case start.Name.Local == "tmx":
			root = true
		case start.Name.Local == "tu":
			e, ok, err := readUnit(d, start, source, target)
			if err != nil {
				return placed(d, err)
			}
			if ok {
				each(e.shared(same))
			}
		}
	}
}

// shared is e with the texts that many entries have alike kept once for all.
func (e Entry) shared(same map[string]string) Entry {
	for _, s := range []*string{&e.By, &e.Series, &e.Speaker} {
		if kept, ok := same[*s]; ok {
			*s = kept
		} else {
			same[*s] = *s
		}
	}
	return e
}

func placed(d *xml.Decoder, err error) error {
	line, column := d.InputPos()
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		err = errors.New(syntax.Msg)
	}
	if errors.Is(err, io.EOF) {
		err = errors.New("the document ends too early")
	}
	return fmt.Errorf("%d:%d: %w", line, column, err)
}

// utf8Reader removes a byte order mark and decodes UTF-16, with a mark or
// without.
func utf8Reader(r io.Reader) io.Reader {
	b := bufio.NewReader(r)
	head, _ := b.Peek(2)
	none := encoding.Nop.NewDecoder().Transformer
	switch {
	case bytes.Equal(head, []byte{'<', 0}):
		none = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder()
	case bytes.Equal(head, []byte{0, '<'}):
		none = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder()
	}
	return transform.NewReader(b, unicode.BOMOverride(none))
}

func charset(label string, in io.Reader) (io.Reader, error) {
	if l := strings.ToLower(label); l == "utf-8" || strings.HasPrefix(l, "utf-16") || l == "ucs-2" {
		return in, nil // decoded by utf8Reader
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return nil, fmt.Errorf("encoding %q is not known: convert the file to UTF-8", label)
	}
	return e.NewDecoder().Reader(in), nil
}

type tmxUnit struct {
	tmxDecided
	Props []tmxProp `xml:"prop"`
	Texts []struct {
		XMLLang string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
		Lang    string `xml:"lang,attr"` // TMX 1.1
		tmxDecided
		Props []tmxProp `xml:"prop"`
		Seg   struct {
			Inner string `xml:",innerxml"`
		} `xml:"seg"`
	} `xml:"tuv"`
}

// tmxDecided says who made and changed a unit or a variant, and when.
type tmxDecided struct {
	CreationID   string `xml:"creationid,attr"`
	CreationDate string `xml:"creationdate,attr"`
	ChangeID     string `xml:"changeid,attr"`
	ChangeDate   string `xml:"changedate,attr"`
}

// last is who decided last and when: the change, or else the creation. A date
// that is not written as TMX demands is no date.
func (d tmxDecided) last() (by string, at time.Time) {
	for _, p := range [][2]string{{d.ChangeID, d.ChangeDate}, {d.CreationID, d.CreationDate}} {
		if p[0] != "" || p[1] != "" {
			at, _ := time.Parse(tmxTime, p[1])
			return norm.NFC.String(p[0]), at
		}
	}
	return "", time.Time{}
}

type tmxProp struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

func readUnit(d *xml.Decoder, start xml.StartElement, source, target language.Tag) (Entry, bool, error) {
	var u tmxUnit
	if err := d.DecodeElement(&u, &start); err != nil {
		return Entry{}, false, err
	}
	s, t := u.text(source), u.text(target)
	if s < 0 || t < 0 || s == t {
		return Entry{}, false, nil
	}
	e := Entry{Source: segmentText(u.Texts[s].Seg.Inner), Target: segmentText(u.Texts[t].Seg.Inner)}
	if e.By, e.At = u.Texts[t].last(); e.By == "" && e.At.IsZero() {
		e.By, e.At = u.last()
	}
	for _, p := range append(u.Props, u.Texts[s].Props...) {
		e.tell(strings.ToLower(p.Type), norm.NFC.String(p.Text))
	}
	if strings.ContainsRune(strings.Join(e.texts(), ""), '\uFFFD') {
		return Entry{}, false, errors.New("a unit ending here has a character that was lost in an earlier conversion (U+FFFD): correct or remove the unit")
	}
	return e, e.Source != "" && e.Target != "", nil
}

// tell adds what a prop says.
func (e *Entry) tell(prop, text string) {
	switch prop {
	case propPrev:
		e.Prev = text
	case propNext:
		e.Next = text
	case propSpeaker:
		e.Speaker = text
	case propSeries:
		e.Series = text
	case propName:
		if source, target, ok := strings.Cut(text, "\t"); ok && source != "" && target != "" {
			e.Names = append(e.Names, Wording{source, target})
		}
	}
}

// text is the index of the variant nearest to want, -1 if there is none.
func (u tmxUnit) text(want language.Tag) int {
	best, at := 0, -1
	for i, v := range u.Texts {
		lang := v.XMLLang
		if lang == "" {
			lang = v.Lang
		}
		if n := nearness(want, lang); n > best {
			best, at = n, i
		}
	}
	return at
}

// nearness is 0 for languages that do not stand for each other, and else the
// greater the fewer steps lie between them in CLDR's tree of locales.
func nearness(want language.Tag, lang string) int {
	have, err := language.Parse(strings.TrimSpace(lang))
	if err != nil || have == language.Und {
		return 0
	}
	const most = 10
	for up, n := want, most; up != language.Und; up, n = up.Parent(), n-1 {
		if sameLocale(up, have) {
			return n
		}
	}
	for up, n := have, most-1; up != language.Und; up, n = up.Parent(), n-1 {
		if sameLocale(up, want) {
			return max(n-4, 1)
		}
	}
	return 0
}

// sameLocale compares with the likely script and without the region's default.
func sameLocale(a, b language.Tag) bool {
	ab, as, ar := a.Raw()
	bb, bs, br := b.Raw()
	if ab != bb || ar != br {
		return false
	}
	if as == bs {
		return true
	}
	sa, _ := a.Script()
	sb, _ := b.Script()
	return sa == sb
}

// segmentText is a segment's text without its inline elements, in NFC.
func segmentText(inner string) string {
	if !strings.ContainsAny(inner, "<&\r") {
		return strings.TrimSpace(norm.NFC.String(inner))
	}
	d := xml.NewDecoder(strings.NewReader(inner))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	var b, code strings.Builder
	depth := 0 // of elements whose content is native code
	for {
		tok, err := d.Token()
		if err != nil {
			return strings.TrimSpace(norm.NFC.String(b.String()))
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth > 0 || t.Name.Local != "hi" {
				depth++
			}
		case xml.EndElement:
			if depth > 0 {
				depth--
			}
			if depth == 0 {
				b.WriteString(strings.Join(placeholder.FindAllString(code.String(), -1), ""))
				code.Reset()
			}
		case xml.CharData:
			if depth > 0 {
				code.Write(t)
			} else {
				b.Write(t)
			}
		}
	}
}
