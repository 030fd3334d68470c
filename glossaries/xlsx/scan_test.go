package xlsx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"

	"dramaport/glossaries"
	"dramaport/glossaries/xlsx"
)

// The parts of a workbook that a test writes anew.
const (
	sheetPart   = "xl/worksheets/sheet1.xml"
	stringsPart = "xl/sharedStrings.xml"
	bookPart    = "xl/workbook.xml"
)

// parts are the parts of a workbook of one small glossary.
func parts(t testing.TB) map[string]string {
	t.Helper()
	data := workbook(t, [][]string{{"zh", "en"}, {"甲", "A"}})
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(text)
	}
	return all
}

func packed(t testing.TB, all map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, all[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func rowsXML(rows string) string {
	return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`
}

// Small files that unpack to what would fill the memory are refused before
// they do.
func TestReadBounds(t *testing.T) {
	cell := `<c r="A1" t="inlineStr"><is><t>x</t></is></c>`
	for name, c := range map[string]struct{ part, text, want string }{
		"zip bomb":           {"xl/media/image1.png", strings.Repeat("a", 65<<20), "more than 64 MB when unpacked"},
		"bomb in XML":        {sheetPart, rowsXML(strings.Repeat(" ", 65<<20)), "a text of more than"},
		"cells":              {sheetPart, rowsXML(strings.Repeat(`<row>`+strings.Repeat(`<c><v>1</v></c>`, 50)+`</row>`, 11_000)), "sheet1.xml: more than 1000000 elements"},
		"empty rows":         {sheetPart, rowsXML(strings.Repeat(`<row r="1"/>`, 1_100_000)), "elements"},
		"shared strings":     {stringsPart, `<sst>` + strings.Repeat(`<si/>`, 1_100_000) + `</sst>`, "sharedStrings.xml: more than 1000000 elements"},
		"deep":               {sheetPart, rowsXML(strings.Repeat("<x>", 1000) + strings.Repeat("</x>", 1000)), "nest deeper"},
		"endless":            {sheetPart, strings.Repeat("<x>", 60), "breaks off"},
		"long text":          {sheetPart, rowsXML(`<row><c t="inlineStr"><is><t>` + strings.Repeat("a", 200_000) + `</t></is></c></row>`), "a text of more than"},
		"breaks off":         {sheetPart, rowsXML("")[:90], "breaks off"},
		"rows":               {sheetPart, rowsXML(`<row r="50001">` + cell + `</row>`), "more than 50000 rows"},
		"row of another age": {sheetPart, rowsXML(`<row r="99999999999">` + cell + `</row>`), "row number"},
		"column out of all":  {sheetPart, rowsXML(`<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>`), "column"},
		"not XML":            {bookPart, "<<<<", "not a workbook"},
		"formula":            {sheetPart, rowsXML(`<row r="3"><c r="B3"><f>A1&amp;A2</f><v>x</v></c></row>`), "x:3:2: cell B3 is a formula"},
		"formula by place":   {sheetPart, rowsXML(`<row/><row><c/><c><f/></c></row>`), "x:2:2: cell B2 is a formula"},
	} {
		all := parts(t)
		all[c.part] = c.text
		data := packed(t, all)
		taken := allocated(func() {
			if _, err := xlsx.Read(glossaries.File{Name: "x", Data: data}, ""); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: error %v, want %q", name, err, c.want)
			}
		})
		t.Logf("%s: %d bytes, %d MB allocated", name, len(data), taken>>20)
	}
}

// allocated is how many bytes a function allocates in all.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// A formula counts in the worksheet that is read, not in another.
func TestReadFormulaElsewhere(t *testing.T) {
	all := parts(t)
	all["xl/worksheets/sheet2.xml"] = rowsXML(`<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>`)
	all[bookPart] = strings.Replace(all[bookPart], "</sheets>", `<sheet name="sums" sheetId="2" r:id="rId99"/></sheets>`, 1)
	rels, types := "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
	all[rels] = strings.Replace(all[rels], "</Relationships>", `<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`, 1)
	all[types] = strings.Replace(all[types], "</Types>", `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`, 1)
	f := glossaries.File{Name: "x", Data: packed(t, all)}
	if s, err := xlsx.Read(f, ""); err != nil || len(s.Rows) != 2 {
		t.Errorf("the first worksheet: %d rows, %v", len(s.Rows), err)
	}
	if _, err := xlsx.Read(f, "sums"); err == nil || !strings.Contains(err.Error(), "x:1:1: cell A1 is a formula") {
		t.Errorf("the second: %v", err)
	}
}

// FuzzReadBytes reads any bytes.
func FuzzReadBytes(f *testing.F) {
	good := packed(f, parts(f))
	f.Add(good)
	f.Add(good[:len(good)-30])
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) { read(t, data) })
}

// FuzzRead reads workbooks whose parts hold anything: a zip's checksums hide
// them from FuzzReadBytes. Run it with -fuzzminimizetime 10x: the library's
// coverage varies, so that minimizing would take all the time.
func FuzzRead(f *testing.F) {
	all := parts(f)
	sheet, book := all[sheetPart], all[bookPart]
	shared := `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>甲</t></si><si><r><t>B</t></r><r><t>C</t></r></si></sst>`
	f.Add(sheet, shared, book)
	f.Add(rowsXML(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>9</v></c></row><row r="4"><c r="D4" t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>`), shared, book)
	f.Add(rowsXML(`<row r="2"><c r="B2" t="str"><f t="shared" ref="B2:B3" si="0">A1</f><v>x</v></c></row><row r="3"><c r="B3"><f t="shared" si="0"/></c></row>`), "", book)
	f.Add(rowsXML(`<row r="-1"><c r="$A$1" t="d" s="5"><v>44000.5</v></c></row><row><c r="A1"/><c r="A1"/></row>`), shared, strings.Replace(book, `name="glossary"`, `name=""`, 1))
	f.Fuzz(func(t *testing.T, sheet, shared, book string) {
		all := maps.Clone(all)
		all[sheetPart], all[bookPart] = sheet, book
		if shared != "" {
			all[stringsPart] = shared
		}
		read(t, packed(t, all))
	})
}

// read checks what a reader promises of anything: no panic, and cells in their places.
func read(t *testing.T, data []byte) {
	s, err := xlsx.Read(glossaries.File{Name: "x", Data: data}, "")
	if err != nil {
		if !strings.HasPrefix(err.Error(), "x:") {
			t.Errorf("the error does not name the file: %v", err)
		}
		return
	}
	for i, row := range s.Rows {
		for j, c := range row {
			if c.Row != i+1 || c.Column != j+1 {
				t.Errorf("cell %d of row %d is placed at %d:%d", j+1, i+1, c.Row, c.Column)
			}
		}
	}
}
