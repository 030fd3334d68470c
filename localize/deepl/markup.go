package deepl

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dramaport/internal/placeholder"
	"dramaport/localize"
)

// The elements of a line: <x id="1"/> is the placeholder ⟦1⟧, <k>…</k> an
// agreed wording, already in the target language, that DeepL leaves alone.
const (
	placeholderTag = "x"
	keptTag        = "k"
	lineTag        = "l" // around a line, for reading only
)

// encode writes a line as well-formed XML. expect are the elements in it, by
// their content.
func encode(text string, terms []localize.Wording) (line string, expect []string) {
	terms = slices.Clone(terms)
	slices.SortStableFunc(terms, func(a, b localize.Wording) int { return len(b.Source) - len(a.Source) })
	var b strings.Builder
	for i := 0; i < len(text); {
		if _, n := placeholder.At(text[i:]); n > 0 {
			b.WriteString(`<` + placeholderTag + ` id="` + placeholder.Digits(text[i:i+n]) + `"/>`)
			expect = append(expect, text[i:i+n])
			i += n
			continue
		}
		if w, ok := termAt(text, i, terms); ok {
			b.WriteString("<" + keptTag + ">" + escape(w.Target) + "</" + keptTag + ">")
			expect = append(expect, w.Target)
			i += len(w.Source)
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		b.WriteString(escape(text[i : i+size]))
		i += size
	}
	return b.String(), expect
}

// escape writes text as character data. What XML cannot hold becomes a space.
func escape(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError || r == '\uFFFE' || r == '\uFFFF' {
			return ' '
		}
		return r
	}, text)
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
}

// termAt is the longest term that begins at text[i:] and is no part of a
// longer word.
func termAt(text string, i int, terms []localize.Wording) (localize.Wording, bool) {
	for _, t := range terms {
		if t.Source != "" && t.Target != "" && strings.HasPrefix(text[i:], t.Source) && wholeWord(text, i, i+len(t.Source)) {
			return t, true
		}
	}
	return localize.Wording{}, false
}

// wholeWord reports that text[from:to] is bounded where its script parts
// words by spaces.
func wholeWord(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	first, _ := utf8.DecodeRuneInString(text[from:])
	last, _ := utf8.DecodeLastRuneInString(text[:to])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return !(spaced(before) && spaced(first)) && !(spaced(last) && spaced(after))
}

// spaced reports a character of a word in a script with spaces.
func spaced(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// decode reads a line that came back. It is not ok if it is no XML of ours or
// if an element was lost, doubled or changed.
func decode(line string, expect []string) (string, bool) {
	d := xml.NewDecoder(strings.NewReader("<" + lineTag + ">" + line + "</" + lineTag + ">"))
	if _, err := d.Token(); err != nil {
		return "", false
	}
	var b strings.Builder
	var seen []string
	for {
		token, err := d.Token()
		if err != nil {
			return "", false
		}
		switch e := token.(type) {
		case xml.CharData:
			b.Write(e)
		case xml.StartElement:
			text, ok := element(d, e)
			if !ok {
				return "", false
			}
			seen = append(seen, text)
			b.WriteString(text)
		case xml.EndElement:
			_, err := d.Token()
			whole := errors.Is(err, io.EOF)
			return strings.TrimSpace(b.String()), whole && sameElements(seen, expect)
		default:
			return "", false
		}
	}
}

func sameElements(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// element is what an element within a line stands for.
func element(d *xml.Decoder, e xml.StartElement) (string, bool) {
	switch {
	case e.Name.Local == placeholderTag && len(e.Attr) == 1:
		return placeholder.Open + e.Attr[0].Value + placeholder.Close, d.Skip() == nil
	case e.Name.Local == keptTag:
		var held string
		err := d.DecodeElement(&held, &e)
		return held, err == nil
	}
	return "", false
}
