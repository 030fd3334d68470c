package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"dramaport/glossaries"
)

// The most that is read: bytes when unpacked, rows and columns. A glossary of
// 20,000 concepts in five columns is 6 MB unpacked.
const (
	mostBytes   = 64 << 20
	mostRows    = 50_000
	mostColumns = 200
)

// Read reads a worksheet: the one of that name, or, where sheet is "", the
// first that is not hidden. Its cells are placed by row and column as the
// spreadsheet counts, and have the text that is shown; where that is not certain
// (a date, a fraction, an error), the cell says so. A cell that is merged
// downwards stands in each row. An error names the place.
func Read(f glossaries.File, sheet string) (glossaries.Sheet, error) {
	out := glossaries.Sheet{Name: f.Name}
	found, err := scan(f.Data)
	if err != nil {
		return out, fmt.Errorf("%s: %w", f.Name, err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(f.Data), excelize.Options{UnzipSizeLimit: mostBytes, UnzipXMLSizeLimit: mostBytes})
	if err != nil {
		return out, fmt.Errorf("%s: not a workbook that can be read: %w; save it as .xlsx or CSV", f.Name, err)
	}
	defer book.Close()
	sheets := book.GetSheetList()
	if sheet == "" {
		sheet = firstVisible(book, sheets)
	}
	n := slices.IndexFunc(sheets, func(s string) bool { return strings.EqualFold(s, sheet) })
	if n < 0 {
		return out, fmt.Errorf("%s: no worksheet %q; it has %s", f.Name, sheet, strings.Join(sheets, ", "))
	}
	if cell := found.formula(book, sheets[n]); cell != "" {
		column, row, _ := excelize.CellNameToCoordinates(cell)
		return out, fmt.Errorf("%s:%d:%d: cell %s is a formula: copy the column and paste it as values", f.Name, row, column, cell)
	}
	all, err := rows(book, f.Name, sheets[n], found.typedIn(book, sheets[n]))
	if err != nil {
		return out, err
	}
	if out.Rows, err = fill(all, found.mergesIn(book, sheets[n])); err != nil {
		err = fmt.Errorf("%s: worksheet %q: %w", f.Name, sheets[n], err)
	}
	return out, err
}

// firstVisible is the first worksheet that is not hidden, or, where all are,
// the first.
func firstVisible(book *excelize.File, sheets []string) string {
	for _, s := range sheets {
		if shown, err := book.GetSheetVisible(s); err == nil && shown {
			return s
		}
	}
	if len(sheets) == 0 {
		return ""
	}
	return sheets[0]
}

func rows(book *excelize.File, name, sheet string, kinds map[string]typed) ([][]glossaries.Cell, error) {
	it, err := book.Rows(sheet)
	if err != nil {
		return nil, fmt.Errorf("%s: worksheet %q: %w", name, sheet, err)
	}
	defer it.Close()
	look := looks{book: book, styles: map[int]string{}}
	var all [][]glossaries.Cell
	for n := 1; it.Next(); n++ {
		texts, err := it.Columns()
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		if n > mostRows || len(texts) > mostColumns {
			return nil, fmt.Errorf("%s:%d: more than %d rows or %d columns: delete what is no glossary", name, n, mostRows, mostColumns)
		}
		row := make([]glossaries.Cell, len(texts))
		for i, text := range texts {
			row[i] = glossaries.Cell{Text: text, Row: n, Column: i + 1}
			at, _ := excelize.CoordinatesToCellName(i+1, n)
			if t, is := kinds[at]; is {
				row[i].Fault = look.fault(at, text, t)
			}
		}
		all = append(all, row)
	}
	if err := it.Error(); err != nil {
		return nil, fmt.Errorf("%s: worksheet %q: %w", name, sheet, err)
	}
	return all, nil
}

// Write writes rows as the one worksheet of a workbook, every cell a text.
func Write(w io.Writer, rows [][]string) error {
	book := excelize.NewFile()
	defer book.Close()
	const sheet = "glossary"
	if err := book.SetSheetName(book.GetSheetName(0), sheet); err != nil {
		return err
	}
	out, err := book.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	for i, row := range rows {
		cells := make([]any, len(row))
		for j, text := range row {
			cells[j] = text
		}
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := out.SetRow(at, cells); err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	_, err = book.WriteTo(w)
	return err
}
