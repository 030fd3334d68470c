package subtitles

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// Encoding is how a file's text is written as bytes.
type Encoding struct {
	// Name is one of Encodings; "" in an imported STL track.
	Name string
	// BOM says that the file begins with a byte order mark.
	BOM bool
}

// Options say what is known about a file before it is read.
type Options struct {
	// Encoding is a name of Encodings. "" or "auto" finds it out.
	Encoding string
	// Language is the declared language of the text. It picks the encodings
	// that come into question where the bytes alone do not tell.
	Language language.Tag
	// Collapse reads captions that roll up once (see Collapse). The track is not
	// the file byte for byte then.
	Collapse bool
}

// UnsureError says that the encoding of a file cannot be told from its bytes.
type UnsureError struct {
	// Candidates are the encodings that may be it, best first; none if the
	// bytes fit no encoding that comes into question.
	Candidates []string
}

// Error names the candidates and the remedy.
func (e *UnsureError) Error() string {
	guess := "it fits none that the source language is usually written in"
	if len(e.Candidates) > 0 {
		guess = "it may be " + strings.Join(e.Candidates, " or ")
	}
	return fmt.Sprintf("the encoding cannot be told for certain (%s); save the file as UTF-8, or set source.encoding: in season.yaml to one of %s",
		guess, strings.Join(Encodings(), ", "))
}

// Decode is the text of a file, without its byte order mark, and the encoding
// that it was written in. Encoding the text again gives the same bytes, which
// is verified here.
//
// A declared encoding that does not fit is an error that names the line and the
// column; an unknown name is an error that lists the names. Without a declared
// encoding, a byte order mark decides; then UTF-16 by its zero bytes; then
// strict UTF-8; then the encodings usual for the language, judged by how much of
// the text is common in it. What stays uncertain is an *UnsureError.
func Decode(raw []byte, o Options) (string, Encoding, error) {
	if o.Encoding == "" || o.Encoding == "auto" {
		return detect(raw, o.Language)
	}
	c, err := declared(raw, o.Encoding)
	if err != nil {
		return "", Encoding{}, err
	}
	body, bom := cutBOM(raw, c)
	text, ok := c.decode(body)
	if !ok {
		return "", Encoding{}, c.misfit(body, text)
	}
	return text, Encoding{c.name, bom}, nil
}

// declared is the codec of a name. "utf-16" and "utf-32" leave the byte order to
// the mark, little endian without one.
func declared(raw []byte, name string) (codec, error) {
	wanted := strings.ToLower(strings.TrimSpace(name))
	if wanted == "utf-16" || wanted == "utf-32" {
		if c, err := codecNamed(wanted + "be"); err == nil && strings.HasPrefix(string(raw), c.bom) {
			return c, nil
		}
		wanted += "le"
	}
	return codecNamed(wanted)
}

// cutBOM is raw without the codec's byte order mark.
func cutBOM(raw []byte, c codec) ([]byte, bool) {
	if c.bom == "" {
		return raw, false
	}
	return bytes.CutPrefix(raw, []byte(c.bom))
}

// misfit says where raw stops being what the codec writes. text is what the
// codec made of it.
func (c codec) misfit(raw []byte, text string) error {
	good := text
	if at := c.firstBad(raw, text); at >= 0 {
		good = text[:at]
	}
	offset := len(raw)
	if again, err := c.enc.NewEncoder().String(good); err == nil {
		offset = commonPrefix(string(raw), again)
	}
	lines := splitRaw(good + "x")
	last := lines[len(lines)-1]
	column := utf8.RuneCountInString((good + "x")[last.at:last.end])
	return fmt.Errorf("%d:%d: the bytes % X (at offset %d) are not %s; correct source.encoding:, or save the file as UTF-8",
		len(lines), column, raw[offset:min(offset+4, len(raw))], offset, c.name)
}

// firstBad is the offset in text of the first rune that the codec would not
// write as the bytes it was read from.
func (c codec) firstBad(raw []byte, text string) int {
	at := 0
	for i, r := range text {
		again, err := c.enc.NewEncoder().String(string(r))
		if err != nil || !strings.HasPrefix(string(raw[at:min(at+len(again), len(raw))]), again) {
			return i
		}
		at += len(again)
	}
	return -1
}

// commonPrefix counts the bytes that a and b begin with alike.
func commonPrefix(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// Encode is text as bytes, with the byte order mark if e says so. A character
// that the encoding does not have is an error that names its line and column;
// an unknown name is an error that lists the names.
func Encode(text string, e Encoding) ([]byte, error) {
	c, err := codecNamed(e.Name)
	if err != nil {
		return nil, err
	}
	body := text
	if c.name != "utf-8" {
		if body, err = c.enc.NewEncoder().String(text); err != nil {
			return nil, c.unable(text)
		}
	} else if !utf8.ValidString(text) {
		return nil, c.unable(text)
	}
	if e.BOM {
		body = c.bom + body
	}
	return []byte(body), nil
}

// unable names the first character of text that the codec does not have.
func (c codec) unable(text string) error {
	for i, line := range splitRaw(text) {
		column := 0
		for _, r := range text[line.at:line.end] {
			column++
			if _, err := c.enc.NewEncoder().String(string(r)); err != nil || r == utf8.RuneError {
				return fmt.Errorf("%d:%d: %s cannot write %q; write the file as UTF-8", i+1, column, c.name, r)
			}
		}
	}
	return fmt.Errorf("%s cannot write the text; write the file as UTF-8", c.name)
}
