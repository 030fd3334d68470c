package tbx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"dramaport/glossaries"
)

// The bounds of a document: how deep its elements nest (TBX needs 12), and
// how many concepts it has.
const (
	mostDepth   = 32
	mostEntries = 100_000
)

// Read reads a TBX document as a table: a column for every language and
// market, aliases, type, rule and note, and forms and forbidden words by
// language or market. A cell is placed at its term. source is the season's
// language; markets are the names that geographicalUsage may have, with their
// locales.
//
// What is left out is named by a problem: a language that is none, a status
// that is not known (its term is then admitted).
func Read(f glossaries.File, source language.Tag, markets map[string]language.Tag) (glossaries.Sheet, []glossaries.Problem, error) {
	text, err := utf8Text(f.Data)
	if err != nil {
		return glossaries.Sheet{}, nil, fmt.Errorf("%s:1:1: %w", f.Name, err)
	}
	r := &reader{file: f.Name, source: source, markets: markets}
	r.d = xml.NewDecoder(bytes.NewReader(text))
	r.d.Strict = true
	r.d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // decoded already
	if err := r.document(); err != nil {
		line, column := r.d.InputPos()
		var syntax *xml.SyntaxError
		if errors.As(err, &syntax) {
			err = errors.New(syntax.Msg)
		}
		return glossaries.Sheet{}, nil, fmt.Errorf("%s:%d:%d: %w", f.Name, line, column, err)
	}
	return r.sheet(), r.problems, nil
}

// reader walks a document. The names of elements are those of version 2 and
// version 3; a data category is an element's type, or, in the style of tags
// (DCT), the element's own name.
type reader struct {
	d        *xml.Decoder
	file     string
	source   language.Tag
	markets  map[string]language.Tag
	entries  []entry
	path     []string
	ended    bool
	problems []glossaries.Problem
}

func (r *reader) document() error {
	for {
		tok, err := r.d.Token()
		switch {
		case errors.Is(err, io.EOF) && r.ended:
			return nil
		case errors.Is(err, io.EOF):
			return errors.New("the document ends too early, or is empty")
		case err != nil:
			return err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if err := r.start(t); err != nil {
				return err
			}
		case xml.EndElement:
			r.end(t.Name.Local)
		}
	}
}

func (r *reader) start(t xml.StartElement) error {
	name := t.Name.Local
	if len(r.path) == 0 && name != "martif" && name != "tbx" {
		return fmt.Errorf("the document is <%s>, not <martif> or <tbx>: save it as TBX", name)
	}
	if r.path = append(r.path, name); len(r.path) > mostDepth {
		return fmt.Errorf("elements nest deeper than %d", mostDepth)
	}
	switch {
	case isEntry(name):
		if len(r.entries) == mostEntries {
			return fmt.Errorf("more than %d concepts: part the file", mostEntries)
		}
		r.entries = append(r.entries, entry{cells: map[string]glossaries.Cell{}, term: term{rank: unmarked}})
	case isLanguage(name):
		return r.language(t)
	case name == "term" || isText(category(t)):
		return r.text(t)
	}
	return nil
}

func isEntry(name string) bool    { return name == "termEntry" || name == "conceptEntry" }
func isLanguage(name string) bool { return name == "langSet" || name == "langSec" }
func isTerm(name string) bool     { return name == "tig" || name == "ntig" || name == "termSec" }

// category is the data category of an element.
func category(t xml.StartElement) string {
	switch name := t.Name.Local; name {
	case "termNote", "descrip", "admin":
		return attr(t, "type")
	default:
		return name
	}
}

// isText tells whether the text of a data category is read.
func isText(category string) bool {
	return isStatus(category) || strings.HasPrefix(category, own) || category == "geographicalUsage" ||
		category == "subjectField" || category == "definition" || category == "note"
}

// language begins a language. One that is none is left out and named.
func (r *reader) language(t xml.StartElement) error {
	e := r.entry()
	if e == nil {
		return fmt.Errorf("<%s> outside an entry", t.Name.Local)
	}
	code := attr(t, "lang")
	tag, err := language.Parse(code)
	var unknown language.ValueError
	switch {
	case errors.As(err, &unknown):
		r.problem(fmt.Sprintf("<%s xml:lang=%q>: no language has this code: correct it; its terms are left out", t.Name.Local, code))
		tag = language.Und
	case err != nil:
		return fmt.Errorf("<%s xml:lang=%q>: not a language: write a code as in zh-CN, en", t.Name.Local, code)
	}
	e.tag = tag
	return nil
}

func (r *reader) problem(message string) {
	line, column := r.d.InputPos()
	r.problems = append(r.problems, glossaries.Problem{File: r.file, Row: line, Column: column, Message: message})
}

// text reads an element of text with whatever markup is in it.
func (r *reader) text(t xml.StartElement) error {
	row, column := r.d.InputPos()
	var b strings.Builder
	for depth := 0; ; {
		tok, err := r.d.Token()
		if err != nil && (errors.Is(err, io.EOF) || strings.Contains(err.Error(), "unexpected EOF")) {
			return errors.New("the document ends within <" + t.Name.Local + ">")
		}
		if err != nil {
			return err
		}
		switch v := tok.(type) {
		case xml.CharData:
			b.Write(v)
		case xml.StartElement:
			if depth++; depth > mostDepth {
				return fmt.Errorf("elements nest deeper than %d", mostDepth)
			}
		case xml.EndElement:
			if depth--; depth < 0 {
				r.path = r.path[:len(r.path)-1]
				r.take(t, strings.Join(strings.Fields(b.String()), " "), row, column)
				return nil
			}
		}
	}
}

// take keeps what an element of text says of its entry.
func (r *reader) take(t xml.StartElement, text string, row, column int) {
	e := r.entry()
	if e == nil || text == "" {
		return
	}
	at := glossaries.Cell{Text: text, Row: row, Column: column}
	inLanguage, inTerm := slices.ContainsFunc(r.path, isLanguage), slices.ContainsFunc(r.path, isTerm)
	switch kind := category(t); {
	case t.Name.Local == "term":
		e.term.cell = at
	case isStatus(kind):
		r.status(e, kind, text)
	case kind == "geographicalUsage":
		if _, market := r.markets[text]; market {
			e.term.usage = text
		}
	case inTerm:
	case inLanguage && kind == "definition":
		e.notes = append(e.notes, note{e.tag, at})
	case inLanguage:
	case kind == "subjectField":
		e.set("type", at)
	case kind == "note" || kind == "definition":
		e.set("note", at)
	case kind == own+"rule":
		e.set("rule", at)
	case isOwn(strings.TrimPrefix(kind, own)):
		e.add(strings.TrimPrefix(kind, own), at)
	}
}

func (r *reader) status(e *entry, kind, text string) {
	rank, known := rankOf(kind, text)
	if !known {
		r.problem(fmt.Sprintf("the %s %q is not known: write preferredTerm-admn-sts, admittedTerm-admn-sts or deprecatedTerm-admn-sts; the term is taken for an admitted one", kind, text))
		rank = allowed
	}
	e.term.said(rank)
}

// own begins the types of what TBX has no category for.
const own = "x-dramaport-"

func (r *reader) end(name string) {
	switch e := r.entry(); {
	case isTerm(name) && e != nil:
		e.close(r.markets)
	case isLanguage(name) && e != nil:
		e.tag = language.Und
	case isEntry(name) && e != nil:
		e.finish(r.source)
	case name == "martif" || name == "tbx":
		r.ended = true
	}
	r.path = r.path[:len(r.path)-1]
}

// entry is the entry that is being read, nil outside of one.
func (r *reader) entry() *entry {
	if !slices.ContainsFunc(r.path, isEntry) || len(r.entries) == 0 {
		return nil
	}
	return &r.entries[len(r.entries)-1]
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
