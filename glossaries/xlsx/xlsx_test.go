package xlsx_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"dramaport/glossaries"
	"dramaport/glossaries/xlsx"
)

func workbook(t testing.TB, rows [][]string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := xlsx.Write(&out, rows); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWriteAndReadAgain(t *testing.T) {
	want := [][]string{{"zh-CN", "en-US"}, {"=1+1", "@SUM(A1)"}, {"007", "1e5"}, {"<b>&", " x"}}
	s, err := xlsx.Read(glossaries.File{Name: "x", Data: workbook(t, want)}, "")
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for _, r := range s.Rows {
		var row []string
		for _, c := range r {
			row = append(row, c.Text)
		}
		got = append(got, row)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if c := s.Rows[2][1]; c.Row != 3 || c.Column != 2 {
		t.Errorf("placed at %d:%d", c.Row, c.Column)
	}
}

func TestReadRefuses(t *testing.T) {
	planted := func(change func(*excelize.File) error) []byte {
		f, err := excelize.OpenReader(bytes.NewReader(workbook(t, [][]string{{"zh", "en"}, {"a", "b"}})))
		if err != nil {
			t.Fatal(err)
		}
		if err := change(f); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if _, err := f.WriteTo(&out); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	good := workbook(t, [][]string{{"zh"}})
	for name, c := range map[string]struct {
		data        []byte
		sheet, want string
	}{
		"not a workbook": {[]byte("zh,en\n"), "", "not a workbook"},
		"cut off":        {good[:len(good)/2], "", "not a workbook"},
		"no such sheet":  {good, "terms", `no worksheet "terms"; it has glossary`},
		"formula":        {planted(func(f *excelize.File) error { return f.SetCellFormula("glossary", "B2", "A1&A2") }), "", "x:2:2: cell B2 is a formula"},
		"far row":        {planted(func(f *excelize.File) error { return f.SetCellStr("glossary", "A60000", "x") }), "", "more than"},
		"far column":     {planted(func(f *excelize.File) error { return f.SetCellStr("glossary", "XFD2", "x") }), "", "more than"},
	} {
		if _, err := xlsx.Read(glossaries.File{Name: "x", Data: c.data}, c.sheet); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
	}
}
