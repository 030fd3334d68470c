package tmx

import (
	"encoding/xml"
	"slices"
	"strings"
	"time"

	"dramaport/localize/memory"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

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
	Type  string `xml:"type,attr"`
	Inner string `xml:",innerxml"`
}

// text is what a prop says, with the text of elements in it.
func (p tmxProp) text() string {
	if !strings.ContainsAny(p.Inner, "<&\r") {
		return norm.NFC.String(p.Inner)
	}
	d := xml.NewDecoder(strings.NewReader(p.Inner))
	d.Entity = xml.HTMLEntity
	var b strings.Builder
	for {
		tok, err := d.Token()
		if err != nil {
			return norm.NFC.String(b.String()) // the end: the unit was well-formed
		}
		if t, ok := tok.(xml.CharData); ok {
			b.Write(t)
		}
	}
}

// neighbour is the text of a context, around which memoQ and Phrase put an
// escaped <seg>.
func neighbour(text string) string {
	if inner, ok := strings.CutPrefix(text, "<seg>"); ok {
		return segmentText(strings.TrimSuffix(inner, "</seg>"))
	}
	return text
}

// unitReader makes entries of units.
type unitReader struct {
	pairs []Pair
	near  map[nearPair]int // what was worked out before
	each  func(pair int, e memory.Entry)
}

type nearPair struct {
	want language.Tag
	have string
}

func (r unitReader) read(d *xml.Decoder, start xml.StartElement) error {
	var u tmxUnit
	if err := d.DecodeElement(&u, &start); err != nil {
		return err
	}
	texts := make([]string, len(u.Texts))
	text := func(i int) string {
		if texts[i] == "" {
			texts[i] = segmentText(u.Texts[i].Seg.Inner)
		}
		return texts[i]
	}
	for i, p := range r.pairs {
		source := r.variants(u, p.Source)
		for _, t := range r.variants(u, p.Target) {
			if len(source) == 0 || slices.Contains(source, t) {
				continue
			}
			e := u.entry(source[0], t)
			e.Source, e.Target = text(source[0]), text(t)
			if strings.ContainsRune(strings.Join(allTexts(e), ""), '\uFFFD') {
				return lostError{}
			}
			if e.Source != "" && e.Target != "" {
				r.each(i, e)
			}
		}
	}
	return nil
}

// entry is what a unit says beside the texts of two of its variants.
func (u tmxUnit) entry(source, target int) memory.Entry {
	var e memory.Entry
	if e.By, e.At = u.Texts[target].last(); e.By == "" && e.At.IsZero() {
		e.By, e.At = u.last()
	}
	for _, props := range [][]tmxProp{u.Props, u.Texts[source].Props} {
		for _, p := range props {
			tell(&e, strings.ToLower(p.Type), p.text())
		}
	}
	return e
}

// tell adds what a prop says.
func tell(e *memory.Entry, prop, text string) {
	switch prop {
	case propPrev, "prev", "x-previous-source-text": // OmegaT, XTM
		e.Prev = neighbour(text)
	case propNext, "next", "x-next-source-text":
		e.Next = neighbour(text)
	case propSpeaker:
		e.Speaker = text
	case propSeries:
		e.Series = text
	case propName:
		if source, target, ok := strings.Cut(text, "\t"); ok && source != "" && target != "" {
			e.Names = append(e.Names, memory.Name{Source: source, Target: target})
		}
	}
}

// variants are the indexes of the variants nearest to want: several, if a unit
// has more than one text in that language.
func (r unitReader) variants(u tmxUnit, want language.Tag) []int {
	best, at := 0, []int(nil)
	for i, v := range u.Texts {
		key := nearPair{want, v.XMLLang}
		if key.have == "" {
			key.have = v.Lang
		}
		n, known := r.near[key]
		if !known {
			n = nearness(want, key.have)
			r.near[key] = n
		}
		switch {
		case n > best:
			best, at = n, []int{i}
		case n == best && n > 0:
			at = append(at, i)
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
