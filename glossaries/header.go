package glossaries

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// The columns that are not wordings. pos and description are Google's.
const (
	colType        = "type"
	colRule        = "rule"
	colAliases     = "aliases"
	colForbidden   = "forbidden"
	colForms       = "forms"
	colNote        = "note"
	colPos         = "pos"
	colDescription = "description"
)

// header says what the cells of a file's rows are.
type header struct{ columns []column }

type column struct {
	name    string // "" is ignored
	wording bool
	// list is forms or forbidden where the column holds those of one locale or
	// market alone, which is of.
	list, of string
	// flag: the cells say whether the row's wordings (of of) are forbidden.
	flag bool
}

// heads are the columns with their places in the first row.
func (h header) heads(file string, first []cell) []head {
	heads := make([]head, 0, len(h.columns))
	for i, c := range h.columns {
		if c.name != "" {
			heads = append(heads, head{c, file, first[i].row, first[i].column})
		}
	}
	return heads
}

// readHeader reads the first row. A file without a wording column has no header.
func readHeader(t *table, row []cell, markets []string) (header, bool) {
	var h header
	wordings := false
	seen := map[string]bool{}
	for _, c := range row {
		col, ok := columnOf(strings.TrimSpace(c.text), markets)
		switch {
		case !ok && strings.TrimSpace(c.text) != "":
			t.problem(c, fmt.Sprintf("column %q is neither a language (en, es-419), nor a market of this season, nor one of type, rule, aliases, forbidden, forms, note, nor forms or forbidden of a language (forms:es-419): "+
				"rename or delete it; it is left out", c.text))
		case ok && seen[col.name]:
			t.problem(c, fmt.Sprintf("second column for %s: delete one; the first is used", col.name))
			col = column{}
		}
		wordings = wordings || col.wording
		seen[col.name] = true
		h.columns = append(h.columns, col)
	}
	if !wordings {
		t.problem(row[0], "no column is a language or a market: name them in the first row, as in zh-CN,en-US,rule,note; the file is left out")
	}
	return h, wordings
}

// columnOf reads a header cell. A market's name comes before everything but
// the names that are not wordings, since it may look like a language (my, id).
func columnOf(name string, markets []string) (column, bool) {
	switch lower := strings.ToLower(name); lower {
	case colType, colRule, colAliases, colForbidden, colForms, colNote, colPos, colDescription:
		return column{name: lower}, true
	}
	if slices.Contains(markets, name) {
		return column{name: name, wording: true}, true
	}
	if list, of, ok := strings.Cut(strings.Replace(name, "：", ":", 1), ":"); ok {
		return listColumn(strings.TrimSpace(list), strings.TrimSpace(of), markets)
	}
	tag, err := language.Parse(name)
	if name == "" || err != nil || tag == language.Und {
		return column{}, false
	}
	return column{name: tag.String(), wording: true}, true
}

// listColumn reads the header of forms or forbidden words of one locale or
// market: forms:es-419, forbidden:latam.
func listColumn(list, of string, markets []string) (column, bool) {
	list = strings.ToLower(list)
	c, ok := columnOf(of, markets)
	if !ok || !c.wording || list != colForms && list != colForbidden {
		return column{}, false
	}
	return column{name: list + ":" + c.name, list: list, of: c.name}, true
}

// languageOf is the language and script of a column, so that zh and zh-CN are
// the same; of a market's column, its name.
func languageOf(column string) string {
	tag, err := language.Parse(column)
	if err != nil {
		return column
	}
	base, script, _ := maximal(tag)
	return base.String() + "-" + script.String()
}

// columnOrder lists the columns whose wordings hold for a market and a locale,
// the best first: the market's, the locale's, a locale that says the same
// (zh-CN for zh), then the locale's parents of the same script.
func columnOrder(market string, tag language.Tag, all []string) []string {
	var order []string
	if market != "" {
		order = append(order, market)
	}
	order = append(append(order, tag.String()), sameLocale(tag, all)...)
	script, _ := tag.Script()
	for t := tag.Parent(); t != language.Und; t = t.Parent() {
		if s, _ := t.Script(); s == script {
			order = append(order, t.String())
		}
	}
	return append(order, wholeLanguage(tag, all)...)
}

// wholeLanguage are the columns of a locale's language that name its script
// and no region (fr-Latn for fr-CA).
func wholeLanguage(tag language.Tag, all []string) []string {
	var whole []string
	base, script, _ := maximal(tag)
	for _, name := range all {
		t, err := language.Parse(name)
		if err != nil {
			continue
		}
		_, given, region := t.Raw()
		if b, s, _ := maximal(t); b == base && s == script && given == script && region.String() == "ZZ" {
			whole = append(whole, name)
		}
	}
	return whole
}

// sameLocale are the columns whose locale says the same in other words, the
// most explicit first.
func sameLocale(tag language.Tag, all []string) []string {
	var same []string
	base, script, region := maximal(tag)
	for _, name := range all {
		t, err := language.Parse(name)
		if err != nil || t == tag {
			continue
		}
		if b, s, r := maximal(t); b == base && s == script && r == region {
			same = append(same, name)
		}
	}
	slices.SortStableFunc(same, func(a, b string) int { return len(b) - len(a) })
	return same
}

// maximal says a locale in full. A language that another names more widely is
// that one: nb is no, cmn is zh.
func maximal(tag language.Tag) (language.Base, language.Script, language.Region) {
	if wide, err := language.Macro.Canonicalize(tag); err == nil {
		tag = wide
	}
	base, _ := tag.Base()
	script, _ := tag.Script()
	region, _ := tag.Region()
	return base, script, region
}
