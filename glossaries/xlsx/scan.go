package xlsx

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// What a workbook may hold at most before it is unpacked into memory, where an
// element takes some hundred bytes. A glossary of 20,000 concepts in five
// columns has 320,000 elements; Excel allows 32,767 characters in a cell.
const (
	mostParts    = 1_000
	mostElements = 1_000_000
	mostDepth    = 64
	mostText     = 100_000
)

// scanned is what a walk over a workbook has found, before anything of it is
// kept: the first formula of each part, by the part's name.
type scanned struct {
	formulas map[string]string
	elements int
	bytes    int64
}

// scan walks over every part of a workbook in little memory, and refuses what
// is too large or too deep, however small it is packed.
func scan(data []byte) (scanned, error) {
	s := scanned{formulas: map[string]string{}}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return s, fmt.Errorf("not a workbook that can be read: %w; save it as .xlsx or CSV", err)
	}
	if len(z.File) > mostParts {
		return s, fmt.Errorf("a workbook of more than %d parts: copy the glossary into a new one", mostParts)
	}
	for _, f := range z.File {
		if err := s.part(f); err != nil {
			return s, err
		}
	}
	return s, nil
}

func (s *scanned) part(f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("not a workbook that can be read: %s: %w; save it as .xlsx or CSV", f.Name, err)
	}
	defer r.Close()
	counted := &counter{r: r, left: mostBytes - s.bytes}
	in := bufio.NewReader(counted)
	if head, _ := in.Peek(4); bytes.HasPrefix(bytes.TrimLeft(head, "\uFEFF \t\r\n"), []byte("<")) {
		err = s.document(f.Name, in)
	} else {
		_, err = io.Copy(io.Discard, in)
	}
	s.bytes = mostBytes - counted.left
	switch {
	case errors.Is(err, errTooLarge):
		return fmt.Errorf("a workbook of more than %d MB when unpacked: delete what is no glossary", mostBytes>>20)
	case err != nil:
		return fmt.Errorf("not a workbook that can be read: %s: %w; save it as .xlsx or CSV", f.Name, err)
	}
	return nil
}

// document walks over one part in XML.
func (s *scanned) document(name string, in io.Reader) error {
	d := xml.NewDecoder(in)
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	depth, row, column, cell := 0, 0, 0, ""
	for {
		tok, err := d.RawToken()
		if errors.Is(err, io.EOF) && depth == 0 {
			return nil
		}
		if err != nil {
			return broken(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth++; depth > mostDepth {
				return fmt.Errorf("elements nest deeper than %d", mostDepth)
			}
			if s.elements++; s.elements > mostElements {
				return fmt.Errorf("more than %d elements: delete what is no glossary", mostElements)
			}
			switch t.Name.Local {
			case "row":
				row, column = row+1, 0
			case "c":
				column++
				cell = cellOf(t, column, row)
			case "f":
				if _, known := s.formulas[name]; !known {
					s.formulas[name] = cell
				}
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			if len(t) > mostText {
				return fmt.Errorf("a text of more than %d bytes", mostText)
			}
		}
	}
}

// cellOf is the name of a cell, which it has itself or by its place.
func cellOf(t xml.StartElement, column, row int) string {
	for _, a := range t.Attr {
		if a.Name.Local == "r" {
			return a.Value
		}
	}
	name, _ := excelize.CoordinatesToCellName(column, max(row, 1))
	return name
}

func broken(err error) error {
	var syntax *xml.SyntaxError
	if errors.Is(err, io.EOF) || errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF") {
		return errors.New("it breaks off")
	}
	return err
}

var errTooLarge = errors.New("too large")

// counter ends with errTooLarge after so many bytes.
type counter struct {
	r    io.Reader
	left int64
}

func (c *counter) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, errTooLarge
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

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
