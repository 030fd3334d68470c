package tbx

import (
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"dramaport/glossaries"
)

// The statuses of terms that TBX version 2 names.
const (
	preferred  = "preferredTerm-admn-sts"
	admitted   = "admittedTerm-admn-sts"
	deprecated = "deprecatedTerm-admn-sts"
)

// xmlTerm is a tig: a term and what is said of it.
type xmlTerm struct {
	Term  string    `xml:"term"`
	Notes []xmlSaid `xml:"termNote"`
}

type xmlSaid struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type xmlLanguage struct {
	Lang  string    `xml:"xml:lang,attr"`
	Terms []xmlTerm `xml:"tig"`
}

type xmlEntry struct {
	XMLName  xml.Name      `xml:"termEntry"`
	ID       string        `xml:"id,attr"`
	Subjects []xmlSaid     `xml:"descrip"`
	Own      []xmlSaid     `xml:"admin"`
	Note     string        `xml:"note,omitempty"`
	Sets     []xmlLanguage `xml:"langSet"`
}

const head = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="%s">
 <martifHeader>
  <fileDesc><sourceDesc><p>Dramaport glossary</p></sourceDesc></fileDesc>
  <encodingDesc><p type="XCSURI">TBXXCSV02.xcs</p></encodingDesc>
 </martifHeader>
 <text>
  <body>
`

const tail = `
  </body>
 </text>
</martif>
`

// Write writes concepts. locales gives each market that heads a column its
// locale; a column of another market is left out.
func Write(w io.Writer, concepts []glossaries.Concept, source language.Tag, locales map[string]language.Tag) error {
	if _, err := fmt.Fprintf(w, head, source); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("   ", " ")
	for i, c := range concepts {
		if err := e.Encode(entryOf(c, i+1, source, locales)); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, tail)
	return err
}

func entryOf(c glossaries.Concept, n int, source language.Tag, locales map[string]language.Tag) xmlEntry {
	x := xmlEntry{ID: fmt.Sprintf("c%d", n), Note: c.Note}
	if c.Type != "" {
		x.Subjects = []xmlSaid{{"subjectField", c.Type}}
	}
	if c.Rule != "" {
		x.Own = append(x.Own, xmlSaid{own + "rule", string(c.Rule)})
	}
	targets := 0
	for _, column := range sourceFirst(c.Columns, source, locales) {
		tag, usage, ok := languageOf(column, locales)
		if !ok {
			continue
		}
		t := xmlTerm{Term: c.Columns[column], Notes: []xmlSaid{{"administrativeStatus", preferred}}}
		if usage != "" {
			t.Notes = append(t.Notes, xmlSaid{"geographicalUsage", usage})
		}
		if !sameBase(tag, source) {
			targets++
		}
		x.add(tag, t)
	}
	x.lists(c, source, targets)
	x.listsIn(c.FormsIn, admitted, locales)
	x.listsIn(c.ForbiddenIn, deprecated, locales)
	return x
}

// listsIn writes the forms or forbidden wordings of languages and markets as
// terms of their languages.
func (x *xmlEntry) listsIn(lists map[string][]string, status string, locales map[string]language.Tag) {
	for _, column := range slices.Sorted(maps.Keys(lists)) {
		tag, usage, ok := languageOf(column, locales)
		if !ok {
			continue
		}
		for _, w := range lists[column] {
			t := xmlTerm{Term: w, Notes: []xmlSaid{{"administrativeStatus", status}}}
			if usage != "" {
				t.Notes = append(t.Notes, xmlSaid{"geographicalUsage", usage})
			}
			x.add(tag, t)
		}
	}
}

// sourceFirst are the columns, the source's language before the others: tools
// for two languages take the first langSet for it.
func sourceFirst(columns map[string]string, source language.Tag, locales map[string]language.Tag) []string {
	names := slices.Sorted(maps.Keys(columns))
	rank := func(column string) int {
		if tag, _, ok := languageOf(column, locales); ok && sameBase(tag, source) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(names, func(a, b string) int { return rank(a) - rank(b) })
	return names
}

// lists writes aliases, forms and forbidden wordings as terms of the one
// language that they can belong to, otherwise as lists of our own.
func (x *xmlEntry) lists(c glossaries.Concept, source language.Tag, targets int) {
	for _, l := range []struct {
		name, status string
		words        []string
		inSource     bool
	}{{"aliases", admitted, c.Aliases, true}, {"forms", admitted, c.Forms, false}, {"forbidden", deprecated, c.Forbidden, false}} {
		i := slices.IndexFunc(x.Sets, func(s xmlLanguage) bool { return sameBase(language.Make(s.Lang), source) == l.inSource })
		switch {
		case len(l.words) == 0:
		case i < 0 || !l.inSource && targets != 1:
			x.Own = append(x.Own, xmlSaid{own + l.name, strings.Join(l.words, "|")})
		default:
			for _, w := range l.words {
				x.Sets[i].Terms = append(x.Sets[i].Terms, xmlTerm{w, []xmlSaid{{"administrativeStatus", l.status}}})
			}
		}
	}
}

// add puts a term into the set of its language.
func (x *xmlEntry) add(tag language.Tag, t xmlTerm) {
	i := slices.IndexFunc(x.Sets, func(s xmlLanguage) bool { return s.Lang == tag.String() })
	if i < 0 {
		x.Sets = append(x.Sets, xmlLanguage{Lang: tag.String(), Terms: []xmlTerm{t}})
		return
	}
	x.Sets[i].Terms = append(x.Sets[i].Terms, t)
}

// languageOf is the language of a column, and the market's name if it is one.
func languageOf(column string, locales map[string]language.Tag) (tag language.Tag, usage string, ok bool) {
	if tag, ok := locales[column]; ok {
		return tag, column, true
	}
	tag, err := language.Parse(column)
	return tag, "", err == nil
}

func sameBase(a, b language.Tag) bool {
	x, _ := a.Base()
	y, _ := b.Base()
	return x == y
}
