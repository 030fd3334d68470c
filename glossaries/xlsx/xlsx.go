package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"dramaport/glossaries"
)

// The most that is read: bytes when unpacked, rows and columns. A glossary of
// 20,000 concepts is 1.5 MB unpacked.
const (
	mostBytes   = 64 << 20
	mostRows    = 50_000
	mostColumns = 200
)

// Read reads a worksheet: the one of that name, or, where sheet is "", the
// first. Its cells are placed by row and column as the spreadsheet counts.
// An error names the place.
func Read(f glossaries.File, sheet string) (glossaries.Sheet, error) {
	out := glossaries.Sheet{Name: f.Name}
	book, err := excelize.OpenReader(bytes.NewReader(f.Data), excelize.Options{UnzipSizeLimit: mostBytes, UnzipXMLSizeLimit: mostBytes})
	if err != nil {
		return out, fmt.Errorf("%s: not a workbook that can be read: %w; save it as .xlsx or CSV", f.Name, err)
	}
	defer book.Close()
	sheets := book.GetSheetList()
	if sheet == "" && len(sheets) > 0 {
		sheet = sheets[0]
	}
	if i, err := book.GetSheetIndex(sheet); err != nil || i < 0 {
		return out, fmt.Errorf("%s: no worksheet %q; it has %s", f.Name, sheet, strings.Join(sheets, ", "))
	}
	if out.Rows, err = rows(book, f.Name, sheet); err != nil {
		return out, err
	}
	return out, noFormulas(book, sheet, out)
}

func rows(book *excelize.File, name, sheet string) ([][]glossaries.Cell, error) {
	it, err := book.Rows(sheet)
	if err != nil {
		return nil, fmt.Errorf("%s: worksheet %q: %w", name, sheet, err)
	}
	defer it.Close()
	var all [][]glossaries.Cell
	for n := 1; it.Next(); n++ {
		texts, err := it.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		if n > mostRows || len(texts) > mostColumns {
			return nil, fmt.Errorf("%s:%d: more than %d rows or %d columns: delete what is no glossary", name, n, mostRows, mostColumns)
		}
		row := make([]glossaries.Cell, len(texts))
		for i, text := range texts {
			row[i] = glossaries.Cell{Text: text, Row: n, Column: i + 1}
		}
		all = append(all, row)
	}
	if err := it.Error(); err != nil {
		return nil, fmt.Errorf("%s: worksheet %q: %w", name, sheet, err)
	}
	return all, nil
}

// noFormulas looks whether a cell is computed: what it says may be another
// thing tomorrow. It also finds a worksheet that breaks off.
func noFormulas(book *excelize.File, sheet string, s glossaries.Sheet) error {
	for _, row := range s.Rows {
		for _, c := range row {
			at, err := excelize.CoordinatesToCellName(c.Column, c.Row)
			if err != nil {
				return fmt.Errorf("%s:%d:%d: %w", s.Name, c.Row, c.Column, err)
			}
			formula, err := book.GetCellFormula(sheet, at)
			if err != nil {
				return fmt.Errorf("%s:%d:%d: %w", s.Name, c.Row, c.Column, err)
			}
			if formula != "" {
				return fmt.Errorf("%s:%d:%d: cell %s is a formula: copy the column and paste it as values", s.Name, c.Row, c.Column, at)
			}
		}
	}
	return nil
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
