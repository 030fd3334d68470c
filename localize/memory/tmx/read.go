package tmx

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"dramaport/localize/memory"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/language"
	"golang.org/x/text/transform"
)

// Read reads the units of a TMX document that have a text in both
// languages; others are passed over. A language matches itself and, failing
// that, the nearest of its parents or children: "zh" stands for zh-CN, es for
// es-MX, but es-ES never for es-MX, nor zh for zh-TW; of several texts as near
// each is an entry. Inline elements are taken out: native code is dropped (between
// two letters it is a blank where it parts them), placeholders ⟦n⟧ and the text
// of every other element are kept. A byte order mark, UTF-16 and the encodings of
// the web are read. An error begins with the line and column of the document; the
// entries that could be read are returned with it. A skipped unit is an error.
func Read(r io.Reader, source, target language.Tag) ([]memory.Entry, error) {
	var es []memory.Entry
	var skipped []error
	err := Each(r, []Pair{{source, target}}, func(_ int, e memory.Entry) { es = append(es, e) },
		func(s Skipped) { skipped = append(skipped, s) })
	return es, errors.Join(append(skipped, err)...)
}

// Skipped is a unit that cannot be used, and why. Line and Column are where it
// ends in the document, from 1.
type Skipped struct {
	Line, Column int
	Reason       string
}

// Error is "line:column: reason".
func (s Skipped) Error() string { return fmt.Sprintf("%d:%d: %s", s.Line, s.Column, s.Reason) }

// Pair is a source and a target language.
type Pair struct{ Source, Target language.Tag }

// Each is ReadTMX for large documents and for several pairs of languages at
// once: it reads the document once, hands over one entry after the other, with
// the index of its pair, and keeps none. The entries of one unit follow each
// other. A unit with a character that XML does not allow, or that was lost in an
// earlier conversion, is left out and told to skip.
func Each(r io.Reader, pairs []Pair, each func(pair int, e memory.Entry), skip func(Skipped)) error {
	d := xml.NewDecoder(legalText(bufio.NewReader(utf8Reader(r))))
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
			err := units.read(d, start)
			if lost := (lostError{}); errors.As(err, &lost) {
				line, column := d.InputPos()
				skip(Skipped{line, column, lost.Error()})
				continue
			}
			if err != nil {
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
	return &legal{r: bufio.NewReader(e.NewDecoder().Reader(in))}, nil
}
