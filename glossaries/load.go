package glossaries

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Book is all concepts of a season's glossary files.
type Book struct {
	rows    []row
	columns []string // every wording column, sorted
	heads   [][]head // the columns of each file
}

// row is a concept as read, with what is needed to merge it with others.
type row struct {
	Concept
	// first is the wording in the first column that has one; key is first with
	// that column's language: rows that share it are one concept.
	first, firstColumn, key string

	ruleGiven bool
	places    []place // of the wordings and of the rule
}

// place is where a column's cell stands.
type place struct {
	column string
	file   string
	row    int
	at     int // the character in the line
}

func (p place) String() string {
	return fmt.Sprintf("%s:%d:%d", p.file, p.row, p.at)
}

// place is where a column's cell stands; the last one counts.
func (r row) place(column string) place {
	for _, p := range slices.Backward(r.places) {
		if p.column == column {
			return p
		}
	}
	return place{}
}

// Load reads glossary files, in the order in which later ones win. markets are
// the names that may head a column beside locales. Whatever cannot be read is
// left out and named by a problem; so is every contradiction between rows,
// with both places.
func Load(files []File, markets []string) (Book, []Problem) {
	m := newMerger()
	var problems []Problem
	read := 0
	for _, f := range files {
		t := newTable(f)
		rows, heads := readFile(t, markets)
		if read += len(rows); read > mostConcepts {
			t.problem(cell{row: 1, column: 1}, fmt.Sprintf("more than %d rows in all glossaries: keep what the season needs; the file is left out", mostConcepts))
			read, rows = read-len(rows), nil
		}
		for _, r := range rows {
			t.problems = append(t.problems, m.add(r)...)
		}
		if len(heads) > 0 {
			m.heads = append(m.heads, heads)
		}
		problems = append(problems, t.problems...)
	}
	return m.book(), problems
}

// Concepts are the concepts in the order of the files, each as merged from all
// rows about it.
func (b Book) Concepts() []Concept {
	concepts := make([]Concept, len(b.rows))
	for i, r := range b.rows {
		concepts[i] = r.clone().Concept
	}
	return concepts
}

func readFile(t *table, markets []string) ([]row, []head) {
	body := t.read()
	if len(body) == 0 {
		return nil, nil
	}
	h, ok := readHeader(t, body[0], markets)
	if !ok {
		return nil, nil
	}
	t.doubtComments(body[0][0].row)
	h = h.withFlags(body[1:])
	var rows []row
	for _, cells := range body[1:] {
		if r, ok := readRow(t, h, cells); ok {
			rows = append(rows, r)
		}
	}
	return rows, h.heads(t.file, body[0])
}

// readRow reads one concept; a row with a fault is left out as a whole.
func readRow(t *table, h header, cells []cell) (row, bool) {
	r := row{Concept: Concept{Columns: map[string]string{}, Rule: Prefer, File: t.file, Row: cells[0].row}}
	flagged := map[string]cell{} // columns of flags that say yes
	for i, c := range cells {
		text := clean(c.text)
		if text == "" && c.fault == "" {
			continue
		}
		if i < len(h.columns) && h.columns[i].flag {
			if flagWords()[strings.ToLower(text)] {
				flagged[h.columns[i].of] = c
			}
			continue
		}
		if i >= len(h.columns) {
			t.problem(c, fmt.Sprintf("%d cells, but the first row names %d: put cells that contain a comma in quotation marks; the row is left out",
				len(cells), len(h.columns)))
			return row{}, false
		}
		if fault := r.set(h.columns[i], text, c); fault != "" {
			t.problem(c, fault+"; the row is left out")
			return row{}, false
		}
	}
	for _, column := range slices.Sorted(maps.Keys(flagged)) {
		if fault := r.forbid(column); fault != "" {
			t.problem(flagged[column], fault+"; the row is left out")
			return row{}, false
		}
	}
	if r.first == "" {
		t.problem(cells[0], "the row has no wording: fill a language's column or delete it; the row is left out")
		return row{}, false
	}
	return r, true
}

// set takes a cell's text; it returns what is wrong with it.
func (r *row) set(col column, text string, c cell) (fault string) {
	if c.fault != "" && col.name != "" {
		return c.fault
	}
	switch col.list {
	case colForms:
		r.FormsIn = added(r.FormsIn, col.of, list(text)...)
		return ""
	case colForbidden:
		r.ForbiddenIn = added(r.ForbiddenIn, col.of, list(text)...)
		return ""
	}
	if col.wording {
		if strings.ContainsAny(text, "|｜") {
			return "more than one wording: put one here, other source spellings into aliases, other accepted wordings into forms"
		}
		if r.first == "" {
			r.first, r.firstColumn, r.key = text, col.name, languageOf(col.name)+" "+text
		}
		r.Columns[col.name] = text
		r.places = append(r.places, place{col.name, r.File, c.row, c.column})
		return ""
	}
	switch col.name {
	case colRule:
		return r.setRule(text, c)
	case colAliases:
		r.Aliases = list(text)
	case colForbidden:
		r.Forbidden = list(text)
	case colForms:
		r.Forms = list(text)
	case colType:
		r.Type = text
	case colNote:
		r.Note = norm.NFC.String(unguarded(strings.TrimSpace(c.text)))
	case colPos:
		r.Type = or(r.Type, text)
	case colDescription:
		r.Note = or(r.Note, text)
	}
	return ""
}

func (r *row) setRule(text string, c cell) (fault string) {
	rule := Rule(strings.ToLower(text))
	if rule != Must && rule != Prefer && rule != Keep {
		return fmt.Sprintf("unknown rule %q: write must, prefer or keep", text)
	}
	r.Rule, r.ruleGiven = rule, true
	r.places = append(r.places, place{colRule, r.File, c.row, c.column})
	return ""
}

// clean is a cell's text in NFC on one line.
func clean(text string) string {
	return norm.NFC.String(unguarded(strings.Join(strings.Fields(text), " ")))
}

func list(text string) []string {
	var items []string
	for _, item := range strings.FieldsFunc(text, func(r rune) bool { return r == '|' || r == '｜' }) {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
