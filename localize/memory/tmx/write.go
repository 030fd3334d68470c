package tmx

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"dramaport/internal/lang"
	"dramaport/internal/placeholder"
	"dramaport/localize/memory"

	"golang.org/x/text/language"
)

// The types of the props that carry an entry's context. The first two are the
// names that translation tools use for the neighbouring segments.
const (
	propPrev    = "x-context-pre"
	propNext    = "x-context-post"
	propSpeaker = "x-speaker"
	propSeries  = "x-series"
	propName    = "x-name" // as the source has it, a tab, as the target has it
)

// tmxTime is how TMX writes a time, always in UTC.
const tmxTime = "20060102T150405Z"

// Write writes es as a TMX 1.4 document in UTF-8, one unit an entry, with
// the neighbours, the speaker, the series and the names as props, who decided
// last and when as changeid and changedate (to the second), and placeholders as
// <ph> elements. Origin is not written. An entry with a character that XML cannot carry is an
// error that names it; nothing is replaced.
func Write(w io.Writer, source, target language.Tag, es []memory.Entry) error {
	if _, err := fmt.Fprintf(w, tmxHead, xmlText(source.String())); err != nil {
		return err
	}
	for i, e := range es {
		if err := carriable(e); err != nil {
			return fmt.Errorf("entry %d: %w", i+1, err)
		}
		if _, err := io.WriteString(w, unitXML(e, source, target)); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "</body></tmx>\n")
	return err
}

const tmxHead = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="dramaport" creationtoolversion="1" segtype="block" o-tmf="dramaport" adminlang="en" srclang="%s" datatype="plaintext"/>
<body>
`

func unitXML(e memory.Entry, source, target language.Tag) string {
	var b strings.Builder
	b.WriteString("<tu" + decidedXML(e) + ">")
	props := [][2]string{{propPrev, e.Prev}, {propNext, e.Next}, {propSpeaker, e.Speaker}, {propSeries, e.Series}}
	for _, n := range e.Names {
		props = append(props, [2]string{propName, n.Source + "\t" + n.Target})
	}
	for _, p := range props {
		if p[1] != "" {
			fmt.Fprintf(&b, `<prop type="%s">%s</prop>`, p[0], xmlText(p[1]))
		}
	}
	for _, v := range [][2]string{{source.String(), e.Source}, {target.String(), e.Target}} {
		seg := placeholder.Replace(xmlText(v[1]), func(p string) string {
			return `<ph x="` + placeholder.Digits(p) + `">` + p + `</ph>`
		})
		fmt.Fprintf(&b, "\n  <tuv xml:lang=\"%s\"><seg>%s</seg></tuv>", v[0], seg)
	}
	b.WriteString("\n</tu>\n")
	return b.String()
}

// decidedXML are the attributes that say who decided on e and when.
func decidedXML(e memory.Entry) string {
	text := ""
	if !e.At.IsZero() {
		text += ` changedate="` + e.At.UTC().Format(tmxTime) + `"`
	}
	if e.By != "" {
		text += ` changeid="` + xmlText(e.By) + `"`
	}
	return text
}

func xmlText(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}

// carriable reports a character outside XML 1.0's Char production, or bytes
// that are not UTF-8.
func carriable(e memory.Entry) error {
	for _, s := range allTexts(e) {
		for i, r := range s {
			ok := r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF ||
				r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
			if !ok || r == 0xFFFD {
				return fmt.Errorf("character %U in %q cannot be written to TMX: remove it from the line", r, lang.Clip(s[max(0, i-20):], 40))
			}
		}
	}
	return nil
}

// texts is all that a TMX unit carries of e as text.
func allTexts(e memory.Entry) []string {
	texts := []string{e.Source, e.Target, e.Prev, e.Next, e.Speaker, e.Series, e.By}
	for _, n := range e.Names {
		texts = append(texts, n.Source, n.Target)
	}
	return texts
}
