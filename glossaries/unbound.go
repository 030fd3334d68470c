package glossaries

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// Use is one market's use of a book: for its locale Target, on texts in the
// locale Source, which are the season's, or, where SourceMarket is not empty,
// that market's drafts.
type Use struct {
	Market, SourceMarket string
	Target, Source       language.Tag
}

// head is a column as a file's first row has it.
type head struct {
	column
	file       string
	row, place int
}

// UnboundColumns are warnings of columns that can never bind, and why: no market
// reads them, and no text is in their language.
func (b Book) UnboundColumns(uses []Use) []Problem {
	var problems []Problem
	for _, heads := range b.heads {
		problems = append(problems, b.withoutSource(heads, uses)...)
		for _, h := range heads {
			if why := b.unbound(h.column, uses); why != "" {
				problems = append(problems, h.warning(why))
			}
		}
	}
	return problems
}

func (h head) warning(message string) Problem {
	return Problem{File: h.file, Row: h.row, Column: h.place, Warning: true, Message: message}
}

// withoutSource warns of a file in whose columns no market finds a term.
func (b Book) withoutSource(heads []head, uses []Use) []Problem {
	var wanted []string
	for _, u := range uses {
		order := columnOrder(u.SourceMarket, u.Source, b.columns)
		if slices.ContainsFunc(heads, func(h head) bool { return h.wording && slices.Contains(order, h.name) }) {
			return nil
		}
		wanted = union(wanted, columnOrder(u.SourceMarket, u.Source, nil))
	}
	if len(uses) == 0 || len(heads) == 0 {
		return nil
	}
	return []Problem{heads[0].warning(fmt.Sprintf("no column is in the language that is translated, so that no term of the file is found: head the source's wordings %s", strings.Join(wanted, " or ")))}
}

// unbound says why a column never binds, "" if it may.
func (b Book) unbound(c column, uses []Use) string {
	name := c.name
	if c.list != "" {
		name = c.of
	}
	if !c.wording && c.list == "" {
		return ""
	}
	var near []string
	for _, u := range uses {
		if slices.Contains(columnOrder(u.Market, u.Target, b.columns), name) {
			return ""
		}
		if c.list != colForbidden && slices.Contains(columnOrder(u.SourceMarket, u.Source, b.columns), name) {
			return ""
		}
		if sameBase(name, u.Target) {
			near = union(near, []string{fmt.Sprintf("market %s (%s) reads %s", u.Market, u.Target, strings.Join(columnOrder(u.Market, u.Target, nil), ", "))})
		}
		if sameBase(name, u.Source) {
			near = union(near, []string{fmt.Sprintf("texts in %s read %s", u.Source, strings.Join(columnOrder(u.SourceMarket, u.Source, nil), ", "))})
		}
	}
	if len(near) == 0 {
		return fmt.Sprintf("the column %s binds nothing: no market is in this language", c.name)
	}
	return fmt.Sprintf("the column %s binds nothing: %s; rename it if its words are meant for that", c.name, strings.Join(near, "; "))
}

func sameBase(column string, tag language.Tag) bool {
	t, err := language.Parse(column)
	a, _ := t.Base()
	b, _ := tag.Base()
	return err == nil && a == b
}

// UnboundRows are warnings of concepts that bind no market: one for each file
// and reason, with how many there are and the first.
func (b Book) UnboundRows(uses []Use) []Problem {
	orders := b.orders(uses)
	type group struct{ file, why string }
	var groups []group
	first, count := map[group]row{}, map[group]int{}
	for _, r := range b.rows {
		why := r.unbound(orders)
		if why == "" {
			continue
		}
		g := group{r.File, why}
		if count[g]++; count[g] == 1 {
			first[g], groups = r, append(groups, g)
		}
	}
	var problems []Problem
	for _, g := range groups {
		r, many := first[g], ""
		if n := count[g]; n > 1 {
			many = fmt.Sprintf(", the first of %d such rows", n)
		}
		problems = append(problems, Problem{File: r.File, Row: r.Row, Column: 1, Warning: true, Message: fmt.Sprintf("%q%s %s", r.first, many, g.why)})
	}
	return problems
}

// order is what a use reads, the best column first.
type order struct{ from, to []string }

func (b Book) orders(uses []Use) []order {
	orders := make([]order, len(uses))
	for i, u := range uses {
		orders[i] = order{columnOrder(u.SourceMarket, u.Source, b.columns), columnOrder(u.Market, u.Target, b.columns)}
	}
	return orders
}

// unbound says why a concept binds no market, "" if it binds one.
func (r row) unbound(orders []order) string {
	found, forbidsAgreed := false, false
	for _, o := range orders {
		source, target := r.wording(o.from), r.wording(o.to)
		if r.Rule == Keep {
			source, target = or(source, r.first), or(target, r.first)
		}
		if source == "" || foldingFor(language.Und).fold(source).text == "" {
			continue
		}
		found = true
		forbidden := listsFor(r.ForbiddenIn, o.to)
		if target != "" && slices.Contains(union(r.Forbidden, forbidden), target) {
			forbidsAgreed = true
			continue
		}
		if target != "" || len(forbidden) > 0 {
			return ""
		}
	}
	switch {
	case len(orders) == 0:
		return ""
	case forbidsAgreed:
		return "forbids the wording that it agrees on: delete one of the two; the wording stays allowed"
	case !found:
		return "binds nothing: it has no wording in the language that is translated"
	}
	return "binds nothing: it has no wording for any market and forbids none; fill it or delete it"
}
