package subtitles

import (
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"
	"unicode"

	"github.com/asticode/go-astisub"
)

// scanTTML walks through the XML for its paragraphs and where they are.
func scanTTML(text string) ttmlFile {
	f := ttmlFile{body: withoutDeclaration(text)}
	d := lenientXML(f.body)
	var open *paragraph
	for {
		at := int(d.InputOffset())
		token, err := d.RawToken()
		if err != nil {
			if err != io.EOF {
				f.broken, f.brokenAt = err, min(int(d.InputOffset()), len(text))
			}
			return f
		}
		open = f.take(token, open, at, int(d.InputOffset()))
	}
}

// take notes what a token, text[at:next], says about paragraphs. open is the
// paragraph that it stands in; the paragraph that the next stands in comes back.
func (f *ttmlFile) take(token xml.Token, open *paragraph, at, next int) *paragraph {
	switch t := token.(type) {
	case xml.StartElement:
		if t.Name.Local == "tt" {
			f.rates = ratesOf(t)
		}
		if t.Name.Local == "p" && open == nil {
			open = &paragraph{at: at, innerAt: next, begin: attribute(t, "begin"), end: attribute(t, "end")}
			if duration := attribute(t, "dur"); open.end == "" && duration != "" {
				open.end = "+" + duration
			}
		}
	case xml.CharData:
		if open != nil {
			open.letters += withoutSpace(string(t))
		}
	case xml.EndElement:
		if t.Name.Local == "p" && open != nil {
			open.inner = f.body[min(open.innerAt, at):at]
			f.paragraphs, open = append(f.paragraphs, *open), nil
		}
	}
	return open
}

// lenientXML reads XML as files in the wild write it: with the entities of HTML.
func lenientXML(text string) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	return d
}

// xmlOnly is XML with the entities of HTML written as the characters.
func xmlOnly(inner string) string {
	return htmlEntity.ReplaceAllStringFunc(inner, func(e string) string {
		switch e {
		case "&amp;", "&lt;", "&gt;", "&quot;", "&apos;":
			return e
		}
		return html.UnescapeString(e)
	})
}

// ratesOf are the attributes of <tt> that times in frames and ticks need.
func ratesOf(t xml.StartElement) string {
	var b strings.Builder
	for _, name := range []string{"frameRate", "tickRate"} {
		if v := attribute(t, name); v != "" {
			fmt.Fprintf(&b, " %s=%q", name, v)
		}
	}
	return b.String()
}

// attribute is an attribute's value in any namespace, fit to stand in XML again.
func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;").Replace(strings.TrimSpace(a.Value))
		}
	}
	return ""
}

// htmlEntity finds named entities.
var htmlEntity = regexp.MustCompile(`&[A-Za-z][A-Za-z0-9]*;`)

// styleReference is a reference to a style or region that a paragraph alone
// does not know; xml prefixes are not declared there either.
var styleReference = regexp.MustCompile(`\s(?:[\w-]+:)?(?:style|region)\s*=\s*(?:"[^"]*"|'[^']*')`)

// styleless is the XML inside a paragraph without references to styles.
func styleless(inner string) string { return styleReference.ReplaceAllString(xmlOnly(inner), "") }

// withoutDeclaration is an XML text that is UTF-8 now, whatever it declares; the
// declaration becomes spaces, so that every offset stays.
func withoutDeclaration(text string) string {
	at := strings.Index(text, "?>")
	if at < 0 || !strings.HasPrefix(strings.TrimLeftFunc(text, isFiller), "<?xml") {
		return text
	}
	return strings.Repeat(" ", at+2) + text[at+2:]
}

// lettersOf is an item's text without white space.
func lettersOf(item *astisub.Item) string {
	var b strings.Builder
	for _, l := range item.Lines {
		for _, run := range l.Items {
			b.WriteString(withoutSpace(run.Text))
		}
	}
	return b.String()
}

// plainXML is the text inside a paragraph, with <br/> as a line end.
func plainXML(inner string) string {
	d := lenientXML(inner)
	var b strings.Builder
	for {
		token, err := d.RawToken()
		if err != nil {
			break
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "br" {
				b.WriteByte('\n')
			}
		case xml.CharData:
			b.WriteString(strings.Join(strings.FieldsFunc(" "+string(t)+" ", func(r rune) bool { return r == '\n' || r == '\r' }), " "))
		}
	}
	lines := strings.Split(b.String(), "\n")
	for i, l := range lines {
		lines[i] = strings.Join(strings.Fields(l), " ")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// withoutSpace is s without white space.
func withoutSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
