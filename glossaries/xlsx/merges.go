package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"dramaport/glossaries"
)

// mostMerged bounds the cells of all merged areas.
const mostMerged = 200_000

// area is a merged area, its columns and rows from 1.
type area struct{ left, top, right, bottom int }

func areaOf(ref string) (area, bool) {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return area{}, false
	}
	left, top, err1 := excelize.CellNameToCoordinates(from)
	right, bottom, err2 := excelize.CellNameToCoordinates(to)
	return area{left, top, right, bottom}, err1 == nil && err2 == nil && left <= right && top <= bottom && right <= mostColumns && bottom <= mostRows
}

// fill gives the cells below a cell that is merged downwards its text. Where
// cells are merged across columns it cannot be told which language the text is
// of: that is their fault, except in a title above the table, which goes.
func fill(rows [][]glossaries.Cell, refs []string) ([][]glossaries.Cell, error) {
	titles := map[int]bool{}
	cells := 0
	for _, ref := range refs {
		a, ok := areaOf(ref)
		if !ok || a.top > len(rows) || a.left > len(rows[a.top-1]) {
			continue
		}
		if cells += (min(a.bottom, len(rows)) - a.top + 1) * (a.right - a.left + 1); cells > mostMerged {
			return nil, fmt.Errorf("more than %d merged cells: part them", mostMerged)
		}
		text := rows[a.top-1][a.left-1]
		for row := a.top; row <= min(a.bottom, len(rows)); row++ {
			for column := a.left; column <= a.right; column++ {
				rows[row-1] = widened(rows[row-1], row, column)
				c := &rows[row-1][column-1]
				c.Fault = text.Fault
				if a.left == a.right {
					c.Text = text.Text
				} else {
					c.Fault = fmt.Sprintf("the cells %s are merged across columns: part them", ref)
				}
			}
		}
		titles[a.top] = a.left < a.right
	}
	return withoutTitles(rows, titles), nil
}

func widened(row []glossaries.Cell, n, width int) []glossaries.Cell {
	for len(row) < width {
		row = append(row, glossaries.Cell{Row: n, Column: len(row) + 1})
	}
	return row
}

// withoutTitles blanks rows above the table that are one merged cell alone.
func withoutTitles(rows [][]glossaries.Cell, titles map[int]bool) [][]glossaries.Cell {
	for i, row := range rows {
		texts := 0
		for _, c := range row {
			if strings.TrimSpace(c.Text) != "" {
				texts++
			}
		}
		if texts > 1 {
			return rows
		}
		if titles[i+1] {
			for j := range row {
				row[j].Text, row[j].Fault = "", ""
			}
		}
	}
	return rows
}
