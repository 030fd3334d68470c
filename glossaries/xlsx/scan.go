package xlsx

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
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
// kept, by the part's name: the first formula, the cells that hold no text, and
// the merged areas.
type scanned struct {
	formulas map[string]string
	typed    map[string]map[string]typed // by cell
	merges   map[string][]string
	elements int
	bytes    int64
}

// scan walks over every part of a workbook in little memory, and refuses what
// is too large or too deep, however small it is packed.
func scan(data []byte) (scanned, error) {
	s := scanned{formulas: map[string]string{}, typed: map[string]map[string]typed{}, merges: map[string][]string{}}
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
	var kind typed
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
				cell, kind = cellOf(t, column, row), typedOf(t)
			case "v":
				s.addTyped(name, cell, kind)
			case "mergeCell":
				s.merges[name] = append(s.merges[name], attr(t, "ref"))
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
	if name := attr(t, "r"); name != "" {
		return name
	}
	name, _ := excelize.CoordinatesToCellName(column, max(row, 1))
	return name
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
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
