package glossaries

import (
	"fmt"
	"maps"
	"slices"
)

// merger makes one concept of all rows about it.
type merger struct {
	rows  []row
	index map[string]int // by key
	heads [][]head
}

func newMerger() *merger {
	return &merger{index: map[string]int{}}
}

// add merges a row into the concepts read so far; it returns contradictions.
func (m *merger) add(r row) []Problem {
	i, known := m.index[r.key]
	if !known {
		m.index[r.key] = len(m.rows)
		m.rows = append(m.rows, r)
		return nil
	}
	problems := conflicts(m.rows[i], r)
	m.rows[i] = merged(m.rows[i], r)
	return problems
}

func (m *merger) book() Book {
	columns := map[string]bool{}
	for _, r := range m.rows {
		for name := range r.Columns {
			columns[name] = true
		}
		for _, lists := range []map[string][]string{r.FormsIn, r.ForbiddenIn} {
			for name := range lists {
				columns[name] = true
			}
		}
	}
	return Book{rows: m.rows, columns: slices.Sorted(maps.Keys(columns)), heads: m.heads}
}

// conflicts are the contradictions of a row to an older one, at the places of
// the later.
func conflicts(old, later row) []Problem {
	var problems []Problem
	for _, column := range conflicting(old, later) {
		here := later.place(column)
		problems = append(problems, Problem{File: here.file, Row: here.row, Column: here.at,
			Message: fmt.Sprintf("%q has the %s %q here, but %q in %s: delete one of the two; the one here is used",
				later.first, what(column), later.value(column), old.value(column), old.place(column))})
	}
	return problems
}

// conflicting are the columns in which two rows contradict each other.
func conflicting(old, later row) []string {
	var columns []string
	for _, column := range slices.Sorted(maps.Keys(later.Columns)) {
		if was, ok := old.Columns[column]; ok && was != later.Columns[column] {
			columns = append(columns, column)
		}
	}
	if old.ruleGiven && later.ruleGiven && old.Rule != later.Rule {
		columns = append(columns, colRule)
	}
	return columns
}

func what(column string) string {
	if column == colRule {
		return "rule"
	}
	return column + " wording"
}

// merged is old with all that later says.
func merged(old, later row) row {
	r := old.clone()
	maps.Copy(r.Columns, later.Columns)
	r.places = append(r.places, later.places...)
	if later.ruleGiven {
		r.Rule, r.ruleGiven = later.Rule, true
	}
	r.Type, r.Note = or(later.Type, old.Type), or(later.Note, old.Note)
	r.Aliases = union(old.Aliases, later.Aliases)
	r.Forbidden = union(old.Forbidden, later.Forbidden)
	r.Forms = union(old.Forms, later.Forms)
	r.FormsIn, r.ForbiddenIn = unionIn(old.FormsIn, later.FormsIn), unionIn(old.ForbiddenIn, later.ForbiddenIn)
	r.File, r.Row = later.File, later.Row
	return r
}

func (r row) clone() row {
	r.Columns, r.places = maps.Clone(r.Columns), slices.Clone(r.places)
	r.Aliases, r.Forbidden, r.Forms = slices.Clone(r.Aliases), slices.Clone(r.Forbidden), slices.Clone(r.Forms)
	r.FormsIn, r.ForbiddenIn = cloneLists(r.FormsIn), cloneLists(r.ForbiddenIn)
	return r
}

// union is a and what b adds to it.
func union(a, b []string) []string {
	out := slices.Clone(a)
	for _, s := range b {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
