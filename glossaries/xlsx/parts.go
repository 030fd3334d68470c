package xlsx

import (
	"encoding/xml"
	"maps"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// formula is the first computed cell of a worksheet, "" for none. Where the
// workbook does not tell the worksheet's part as usual, every part counts.
func (s scanned) formula(book *excelize.File, sheet string) string {
	if len(s.formulas) == 0 {
		return ""
	}
	if name := partOf(book, sheet); name != "" {
		return s.formulas[name]
	}
	for _, cell := range s.formulas {
		return cell
	}
	return ""
}

// typedIn are the cells of a worksheet that hold no text; of all parts where
// the worksheet's cannot be told.
func (s scanned) typedIn(book *excelize.File, sheet string) map[string]typed {
	if name := partOf(book, sheet); name != "" {
		return s.typed[name]
	}
	all := map[string]typed{}
	for _, kinds := range s.typed {
		maps.Copy(all, kinds)
	}
	return all
}

// mergesIn are the merged areas of a worksheet.
func (s scanned) mergesIn(book *excelize.File, sheet string) []string {
	return s.merges[partOf(book, sheet)]
}

// partOf is the name of a worksheet's part, "" if it cannot be told.
func partOf(book *excelize.File, sheet string) string {
	var workbook struct {
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		Links []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if !decoded(book, "xl/workbook.xml", &workbook) || !decoded(book, "xl/_rels/workbook.xml.rels", &links) {
		return ""
	}
	id := ""
	for _, w := range workbook.Sheets {
		for _, a := range w.Attrs {
			if w.Name == sheet && a.Name.Local == "id" {
				id = a.Value
			}
		}
	}
	for _, l := range links.Links {
		if l.ID == id && strings.HasPrefix(l.Target, "/") {
			return strings.TrimPrefix(path.Clean(l.Target), "/")
		}
		if l.ID == id {
			return path.Join("xl", l.Target)
		}
	}
	return ""
}

func decoded(book *excelize.File, part string, into any) bool {
	content, _ := book.Pkg.Load(part)
	data, ok := content.([]byte)
	return ok && xml.Unmarshal(data, into) == nil
}
