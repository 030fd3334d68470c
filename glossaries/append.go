package glossaries

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// Append is a glossary file with concepts added as rows at its end, its own
// rows, comments and their order as they are, and columns added where it lacks
// one. A file without content gets a header. A file with rows that cannot be
// read is an error that names them: writing it would lose them.
func Append(f File, source language.Tag, markets []string, concepts []Concept) ([]byte, error) {
	t := newTable(f)
	own := t.read()
	if len(t.problems) > 0 {
		return nil, fmt.Errorf("%s\nmend the file first", joinProblems(t.problems))
	}
	if len(own)+len(concepts) > mostRows+1 {
		return nil, fmt.Errorf("%s: would have more than %d rows, which are not read: import what the season needs", f.Name, mostRows)
	}
	var out bytes.Buffer
	if len(own) == 0 {
		header := Header(source, nil, concepts)
		err := WriteTable(&out, append([][]string{header}, Table(header, concepts)...), ',')
		return out.Bytes(), err
	}
	header, names, err := extended(t.file, own, markets, Header(source, nil, concepts), concepts)
	if err != nil {
		return nil, err
	}
	if err := t.writeOwn(&out, own, header); err != nil {
		return nil, err
	}
	err = WriteTable(&out, Table(names, concepts), t.comma)
	return out.Bytes(), err
}

// writeOwn writes the file's own lines: as they are if the header has no
// column more, otherwise row by row with the comments between them.
func (t *table) writeOwn(out *bytes.Buffer, own [][]cell, header []string) error {
	if len(header) == len(own[0]) {
		out.Write(t.data)
		if !bytes.HasSuffix(t.data, []byte("\n")) {
			out.WriteByte('\n')
		}
		return nil
	}
	comments := t.comments
	if t.told {
		fmt.Fprintf(out, "%s\n", t.line(0))
	}
	for i, cells := range own {
		for len(comments) > 0 && comments[0].line < cells[0].row {
			fmt.Fprintln(out, comments[0].text)
			comments = comments[1:]
		}
		row := make([]string, max(len(header), len(cells)))
		for j, c := range cells {
			row[j] = c.text
		}
		if i == 0 {
			row = header
		}
		if err := WriteTable(out, [][]string{row}, t.comma); err != nil {
			return err
		}
	}
	for _, c := range comments {
		fmt.Fprintln(out, c.text)
	}
	return nil
}

// extended is a file's header with the columns that concepts need beyond it,
// as written and as the names that they stand for.
func extended(file string, own [][]cell, markets, wanted []string, concepts []Concept) (header, names []string, err error) {
	for i, c := range own[0] {
		col, _ := columnOf(strings.TrimSpace(c.text), markets)
		needed := slices.ContainsFunc(concepts, func(c Concept) bool { return c.cell(col.name) != "" })
		if (col.name == colForbidden || col.list == colForbidden) && needed && allFlags(own[1:], i) {
			return nil, nil, fmt.Errorf("%s:%d:%d: the column %s says yes or no, so that no forbidden wordings can be written to it: import into another file with --name",
				file, c.row, c.column, c.text)
		}
		header, names = append(header, c.text), append(names, col.name)
	}
	for _, name := range wanted {
		needed := slices.ContainsFunc(concepts, func(c Concept) bool { return c.cell(name) != "" })
		if needed && !slices.Contains(names, name) && !(name == colNote && slices.Contains(names, colDescription)) && !(name == colType && slices.Contains(names, colPos)) {
			header, names = append(header, name), append(names, name)
		}
	}
	return header, names, nil
}
