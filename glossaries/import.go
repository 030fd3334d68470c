package glossaries

import "fmt"

// Addition is what a table from elsewhere adds to a book.
type Addition struct {
	// Concepts are rows to write: new concepts whole, known ones with their
	// wording and what is added. A rule that the table does not give is "".
	Concepts []Concept
	// New and Known count the concepts that are not in the book yet, and
	// those to which the table adds nothing.
	New, Known int
	// Conflicts say where the table contradicts the book, with both places.
	// What the book says is kept.
	Conflicts []Problem
}

// Import sets a table from elsewhere against the book. Nothing in the book is
// replaced: where both speak, the book's word is kept and the contradiction
// named. An error says which columns are unclear; rows that cannot be used are
// left out and are problems.
func (b Book) Import(s Sheet, c Columns) (Addition, []Problem, error) {
	rows, problems, err := s.readRows(c)
	if err != nil {
		return Addition{}, problems, err
	}
	known := b.byKey()
	in := newMerger()
	var a Addition
	for _, r := range rows {
		if i, twice := in.index[r.key]; twice {
			a.Conflicts = append(a.Conflicts, contradictions(in.rows[i], r)...)
			in.rows[i] = merged(r, in.rows[i]) // the first row's word is kept
			continue
		}
		in.add(r)
	}
	for _, r := range in.rows {
		a.join(known, r)
	}
	return a, problems, nil
}

func (b Book) byKey() map[string]row {
	by := make(map[string]row, len(b.rows))
	for _, r := range b.rows {
		by[r.key] = r
	}
	return by
}

func (a *Addition) join(known map[string]row, r row) {
	old, ok := known[r.key]
	if !ok {
		a.New++
		a.Concepts = append(a.Concepts, r.given())
		return
	}
	a.Conflicts = append(a.Conflicts, contradictions(old, r)...)
	more, any := r.beyond(old)
	if !any {
		a.Known++
		return
	}
	a.Concepts = append(a.Concepts, more)
}

// given is the concept with a rule only if the row has one.
func (r row) given() Concept {
	c := r.clone().Concept
	if !r.ruleGiven {
		c.Rule = ""
	}
	return c
}

// beyond is what a row says that an older one does not, with the wording by
// which the concept is known; any is false if that is nothing.
func (r row) beyond(old row) (more Concept, any bool) {
	c := r.given()
	for column := range c.Columns {
		if _, ok := old.Columns[column]; ok {
			delete(c.Columns, column)
		}
	}
	any = len(c.Columns) > 0
	for column, wording := range r.Columns {
		if wording == r.first && languageOf(column)+" "+wording == r.key {
			c.Columns[column] = wording
		}
	}
	if old.ruleGiven {
		c.Rule = ""
	}
	if old.Type != "" {
		c.Type = ""
	}
	if old.Note != "" {
		c.Note = ""
	}
	c.Aliases = without(c.Aliases, old.Aliases...)
	c.Forbidden = without(c.Forbidden, old.Forbidden...)
	c.Forms = without(c.Forms, old.Forms...)
	c.FormsIn, c.ForbiddenIn = withoutIn(c.FormsIn, old.FormsIn), withoutIn(c.ForbiddenIn, old.ForbiddenIn)
	any = any || c.Rule != "" || c.Type != "" || c.Note != "" || len(c.Aliases)+len(c.Forbidden)+len(c.Forms)+len(c.FormsIn)+len(c.ForbiddenIn) > 0
	return c, any
}

// contradictions are where a row contradicts what is agreed already, at the
// places of the row.
func contradictions(old, r row) []Problem {
	problems := conflicts(old, r)
	for i, column := range conflicting(old, r) {
		problems[i].Message = fmt.Sprintf("%q has the %s %q here, but %q in %s: the agreed one is kept; change it there if this one is right",
			r.first, what(column), r.value(column), old.value(column), old.place(column))
	}
	for _, field := range []struct{ name, was, is string }{{colType, old.Type, r.Type}, {colNote, old.Note, r.Note}} {
		if field.was != "" && field.is != "" && field.was != field.is {
			problems = append(problems, Problem{File: r.File, Row: r.Row, Column: 1, Message: fmt.Sprintf(
				"%q has the %s %q here, but %q in %s:%d: the agreed one is kept", r.first, field.name, field.is, field.was, old.File, old.Row)})
		}
	}
	return problems
}

func (r row) value(column string) string {
	if column == colRule {
		return string(r.Rule)
	}
	return r.Columns[column]
}
