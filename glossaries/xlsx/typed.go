package xlsx

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// typed is what a cell holds that is no text: its type (b logical, e error, d
// date, n or nothing a number) and the style that says how it looks.
type typed struct {
	kind  string
	style int
}

// typedOf reads a cell's type and style; the kind of a text is "s".
func typedOf(t xml.StartElement) typed {
	kind := attr(t, "t")
	switch kind {
	case "inlineStr", "str":
		kind = "s"
	case "":
		kind = "n"
	}
	style, _ := strconv.Atoi(attr(t, "s"))
	return typed{kind, style}
}

func (s *scanned) addTyped(part, cell string, t typed) {
	if t.kind == "s" || cell == "" {
		return
	}
	if s.typed[part] == nil {
		s.typed[part] = map[string]typed{}
	}
	s.typed[part][cell] = t
}

// looks tells how the cells of a workbook look, by their styles.
type looks struct {
	book   *excelize.File
	styles map[int]string // what is not certain about a style's numbers, "" if nothing
}

// fault says why the text that is shown for a cell is not certain, "" if it is.
func (l looks) fault(cell, text string, t typed) string {
	switch t.kind {
	case "b":
		return ""
	case "e":
		return fmt.Sprintf("cell %s shows the error %s: correct it, or delete it", cell, text)
	case "d":
		return fmt.Sprintf("cell %s is a date: make the column text and type the word again", cell)
	}
	why, known := l.styles[t.style]
	if !known {
		why = l.doubt(t.style)
		l.styles[t.style] = why
	}
	if why == general {
		why = ""
		if len(strings.Trim(text, "-.")) > mostDigits || strings.ContainsAny(text, "eE") {
			why = "a number of which a cell shows only a part"
		}
	}
	if why == "" {
		return ""
	}
	return fmt.Sprintf("cell %s is %s: make the column text and type the word again", cell, why)
}

// general marks a style that shows a number as it is, up to mostDigits signs:
// what fits a cell's usual width. Source: Excel's General format.
const (
	general    = "General"
	mostDigits = 11
)

// doubt says what is not certain about how numbers of a style look.
func (l looks) doubt(index int) string {
	style, err := l.book.GetStyle(index)
	if err != nil {
		return "a number whose look is not known"
	}
	if style.CustomNumFmt == nil {
		return builtin(style.NumFmt)
	}
	code := *style.CustomNumFmt
	switch {
	case strings.EqualFold(code, "general"):
		return general
	case plainNumber.MatchString(code), plainDate.MatchString(code) && !hasNames(code):
		return ""
	}
	return fmt.Sprintf("a number that is shown as %q, which looks different from computer to computer", code)
}

// builtin is doubt for the formats that have a number instead of a code. Dates
// look as the computer's language and region have them. Source: ECMA-376 part 1,
// 18.8.30.
func builtin(id int) string {
	switch {
	case id == 0:
		return general
	case id <= 4, id == 9, id == 10, id == 20, id == 21, id == 49:
		return ""
	case id == 12, id == 13:
		return "a fraction"
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return "a date or time, which looks different from computer to computer"
	}
	return "a number whose look depends on the computer"
}

// The formats that look the same everywhere: digits, percent and literal text;
// dates and times as digits with literal text.
var (
	literal     = `(?:"[^"]*"|\\.|[ \-+/:().]|[^\x00-\x7F])`
	plainNumber = regexp.MustCompile(`^` + literal + `*(?:[#,]*0[0,]*(?:\.0+)?%?|[#,]*0?(?:\.0+)%?|@)` + literal + `*$`)
	plainDate   = regexp.MustCompile(`^(?:\[\$-[0-9][0-9A-Fa-f]*\])?(?:` + literal + `|yyyy|yy|mm?|dd?|hh?|ss?)+(?:;@)?$`)
)

// hasNames tells whether a date's format writes months or days by their names.
func hasNames(code string) bool {
	return strings.Contains(code, "mmm") || strings.Contains(code, "ddd")
}
