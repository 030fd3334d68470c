package tbx

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// declared finds the encoding that a document names in its first line.
var declared = regexp.MustCompile(`^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// utf8Text is a document's text: UTF-16 by its mark or its zero bytes, then the
// encoding that it names, then UTF-8. Bytes that the encoding does not have are
// an error, never a replacement.
func utf8Text(data []byte) ([]byte, error) {
	if e := utf16Of(data); e != nil {
		return decoded(data, e, "UTF-16")
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	found := declared.FindSubmatch(data[:min(len(data), 200)])
	if found == nil {
		return data, nil
	}
	name := string(found[1])
	if l := strings.ToLower(name); l == "utf-8" || l == "utf8" || strings.HasPrefix(l, "utf-16") || l == "us-ascii" {
		return data, nil
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, fmt.Errorf("the encoding %q is not known: save the document as UTF-8", name)
	}
	return decoded(data, e, name)
}

func utf16Of(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{'<', 0}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}), bytes.HasPrefix(data, []byte{0, '<'}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	return nil
}

func decoded(data []byte, e encoding.Encoding, name string) ([]byte, error) {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return nil, fmt.Errorf("not %s, as the document says: %w", name, err)
	}
	if at := bytes.IndexRune(text, utf8.RuneError); at >= 0 {
		line := bytes.Count(text[:at], []byte("\n")) + 1
		return nil, fmt.Errorf("line %d is not %s, as the document says: save it as UTF-8", line, name)
	}
	return text, nil
}
