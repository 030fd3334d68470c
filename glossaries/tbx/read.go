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
// market, and type, rule, aliases, forbidden, forms and note. A cell is placed
// at its term. source is the season's language; markets are the names that
// geographicalUsage may have.
func Read(f glossaries.File, source language.Tag, markets []string) (glossaries.Sheet, error) {
	r := &reader{source: source, markets: markets, columns: map[string]int{}}
	r.d = xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(f.Data, []byte("\uFEFF"))))
	r.d.Strict = true
	if err := r.document(); err != nil {
		line, column := r.d.InputPos()
		var syntax *xml.SyntaxError
		if errors.As(err, &syntax) {
			err = errors.New(syntax.Msg)
		}
		return glossaries.Sheet{}, fmt.Errorf("%s:%d:%d: %w", f.Name, line, column, err)
	}
	return r.sheet(f.Name), nil
}

// reader walks a document.
type reader struct {
	d       *xml.Decoder
	source  language.Tag
	markets []string
	entries []entry
	columns map[string]int
	path    []string
	ended   bool
}

// entry is a termEntry as read so far.
type entry struct {
	cells map[string]glossaries.Cell
	tag   string // of the langSet that is being read
	term  term
}

// term is a term with what is said of it.
type term struct {
	text          string
	status, usage string
	row, column   int
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
	if len(r.path) == 0 && name != "martif" {
		return fmt.Errorf("the document is <%s>, not <martif>: save it as TBX version 2", name)
	}
	if r.path = append(r.path, name); len(r.path) > mostDepth {
		return fmt.Errorf("elements nest deeper than %d", mostDepth)
	}
	switch name {
	case "termEntry":
		if len(r.entries) == mostEntries {
			return fmt.Errorf("more than %d concepts: part the file", mostEntries)
		}
		r.entries = append(r.entries, entry{cells: map[string]glossaries.Cell{}})
		return nil
	case "langSet":
		return r.langSet(t)
	case "term", "termNote", "descrip", "admin", "note":
		return r.text(t)
	}
	return nil
}

func (r *reader) langSet(t xml.StartElement) error {
	e := r.entry()
	if e == nil {
		return errors.New("<langSet> outside a <termEntry>")
	}
	code := attr(t, "lang")
	tag, err := language.Parse(code)
	if err != nil {
		return fmt.Errorf("<langSet xml:lang=%q>: not a language: write a code as in zh-CN, en", code)
	}
	e.tag = tag.String()
	return nil
}

// text reads an element of text with whatever markup is in it.
func (r *reader) text(t xml.StartElement) error {
	row, column := r.d.InputPos()
	var b strings.Builder
	for depth := 0; ; {
		tok, err := r.d.Token()
		if err != nil {
			return errors.New("the document ends within <" + t.Name.Local + ">")
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
	inLanguage := slices.Contains(r.path, "langSet")
	switch kind := attr(t, "type"); {
	case t.Name.Local == "term":
		e.term.text, e.term.row, e.term.column = text, row, column
	case t.Name.Local == "termNote" && kind == "administrativeStatus":
		e.term.status = text
	case kind == "geographicalUsage" && slices.Contains(r.markets, text):
		e.term.usage = text
	case inLanguage:
	case kind == "subjectField":
		e.set("type", at)
	case t.Name.Local == "note" || kind == "definition":
		e.set("note", at)
	case strings.HasPrefix(kind, own):
		e.add(strings.TrimPrefix(kind, own), at)
	}
}

// own begins the types of what TBX has no category for.
const own = "x-dramaport-"

func (r *reader) end(name string) {
	switch name {
	case "tig", "ntig":
		if e := r.entry(); e != nil {
			e.close(r.source)
		}
	case "martif":
		r.ended = true
	}
	r.path = r.path[:len(r.path)-1]
}

// entry is the entry that is being read, nil outside of one.
func (r *reader) entry() *entry {
	if !slices.Contains(r.path, "termEntry") || len(r.entries) == 0 {
		return nil
	}
	return &r.entries[len(r.entries)-1]
}

// close puts the term that was read where it belongs.
func (e *entry) close(source language.Tag) {
	t := e.term
	e.term = term{}
	if t.text == "" || e.tag == "" {
		return
	}
	at := glossaries.Cell{Text: t.text, Row: t.row, Column: t.column}
	column := e.tag
	if t.usage != "" {
		column = t.usage
	}
	base, _ := language.Make(e.tag).Base()
	from, _ := source.Base()
	_, taken := e.cells[column]
	switch {
	case strings.HasPrefix(t.status, "deprecatedTerm") || strings.HasPrefix(t.status, "supersededTerm"):
		e.add("forbidden", at)
	case !taken:
		e.cells[column] = at
	case base == from:
		e.add("aliases", at)
	default:
		e.add("forms", at)
	}
}

func (e *entry) set(column string, at glossaries.Cell) {
	if _, taken := e.cells[column]; !taken {
		e.cells[column] = at
	}
}

// add joins a text to a list.
func (e *entry) add(column string, at glossaries.Cell) {
	if was, ok := e.cells[column]; ok {
		was.Text += "|" + at.Text
		at = was
	}
	e.cells[column] = at
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// sheet is the entries as a table.
func (r *reader) sheet(name string) glossaries.Sheet {
	var columns []string
	for _, e := range r.entries {
		for column := range e.cells {
			if !slices.Contains(columns, column) {
				columns = append(columns, column)
			}
		}
	}
	slices.Sort(columns)
	s := glossaries.Sheet{Name: name}
	head := make([]glossaries.Cell, len(columns))
	for i, column := range columns {
		head[i] = glossaries.Cell{Text: column, Row: 1, Column: 1}
	}
	s.Rows = append(s.Rows, head)
	for _, e := range r.entries {
		row := make([]glossaries.Cell, len(columns))
		for i, column := range columns {
			row[i] = e.cells[column]
		}
		s.Rows = append(s.Rows, placed(row))
	}
	return s
}

// placed gives cells without a place that of the first that has one.
func placed(row []glossaries.Cell) []glossaries.Cell {
	at := glossaries.Cell{Row: 1, Column: 1}
	for _, c := range row {
		if c.Row > 0 {
			at = c
			break
		}
	}
	for i := range row {
		if row[i].Row == 0 {
			row[i].Row, row[i].Column = at.Row, at.Column
		}
	}
	return row
}
