package tmx

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"dramaport/internal/placeholder"
	"dramaport/localize/memory"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/language"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Read reads the units of a TMX document that have a text in both
// languages; others are passed over. A language matches itself and, failing
// that, the nearest of its parents or children: "zh" stands for zh-CN, es for
// es-MX, but es-ES never for es-MX, nor zh for zh-TW. Inline elements are taken
// out: <hi> keeps its text, native code is dropped, placeholders ⟦n⟧ are kept.
// A byte order mark, UTF-16 and the encodings of the web are read. An error
// begins with the line and column of the document; entries before it are
// returned with it.
func Read(r io.Reader, source, target language.Tag) ([]memory.Entry, error) {
	var es []memory.Entry
	err := Each(r, []Pair{{source, target}}, func(_ int, e memory.Entry) { es = append(es, e) })
	return es, err
}

// Pair is a source and a target language.
type Pair struct{ Source, Target language.Tag }

// Each is ReadTMX for large documents and for several pairs of languages at
// once: it reads the document once, hands over one entry after the other, with
// the index of its pair, and keeps none. The entries of one unit follow each other.
func Each(r io.Reader, pairs []Pair, each func(pair int, e memory.Entry)) error {
	d := xml.NewDecoder(utf8Reader(r))
	d.CharsetReader = charset
	d.Entity = xml.HTMLEntity
	root := false
	units := unitReader{pairs: pairs, near: map[nearPair]int{}, each: each}
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
			if err := units.read(d, start); err != nil {
				return placed(d, err)
			}
		}
	}
}

func placed(d *xml.Decoder, err error) error {
	line, column := d.InputPos()
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		err = errors.New(syntax.Msg)
	}
	if errors.Is(err, io.EOF) || syntax != nil && syntax.Msg == "unexpected EOF" {
		err = errors.New("the document ends too early: export or copy it again")
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
				b.WriteString(strings.Join(placeholder.All(code.String()), ""))
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
