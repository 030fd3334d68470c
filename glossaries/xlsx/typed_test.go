package xlsx_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/glossaries/xlsx"
)

// planted is a workbook of one worksheet that a test fills as a person would.
func planted(t *testing.T, change func(*excelize.File)) glossaries.File {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	change(f)
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return glossaries.File{Name: "x", Data: out.Bytes()}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestReadShownText: a cell has the text that is shown, or says why that is
// not certain.
func TestReadShownText(t *testing.T) {
	for _, c := range []struct {
		name        string
		value       any
		format      int
		code        string
		want, fault string
	}{
		{"text", "007", 0, "", "007", ""},
		{"text that looks like an error", "#N/A", 0, "", "#N/A", ""},
		{"date in Chinese", 45336, 0, `m"月"d"日"`, "2月14日", ""},
		{"the same with a language", 45336, 0, `[$-804]m"月"d"日";@`, "2月14日", ""},
		{"date with a year", 45336, 0, `yyyy"年"m"月"d"日"`, "2024年2月14日", ""},
		{"date by the computer's language", 45336, 58, "", "", "cell A1 is a date or time, which looks different"},
		{"date by the computer's region", 45336, 14, "", "", "cell A1 is a date or time"},
		{"1/2 that became a date", 45293, 16, "", "", "cell A1 is a date or time"},
		{"date with the month's name", 45336, 0, "d mmm", "", `shown as "d mmm"`},
		{"long date of the system", 45336, 0, "[$-F800]dddd, mmmm dd, yyyy", "", "shown as"},
		{"fraction", 0.5, 12, "", "", "cell A1 is a fraction"},
		{"another fraction", 0.5, 0, "# ?/?", "", "shown as"},
		{"leading zeros", 7, 0, "000", "007", ""},
		{"percent", 0.99, 9, "", "99%", ""},
		{"percent with a digit", 0.995, 0, "0.0%", "99.5%", ""},
		{"number with a counter", 3, 0, `0"号"`, "3号", ""},
		{"yes", true, 0, "", "TRUE", ""},
		{"no", false, 0, "", "FALSE", ""},
		{"a number as binary has it", 3.1400000000000001, 0, "", "3.14", ""},
		{"more digits than are shown", 1234567890123, 0, "", "", "of which a cell shows only a part"},
		{"a third", 1.0 / 3, 0, "", "", "of which a cell shows only a part"},
		{"two decimals", 3.14159, 2, "", "3.14", ""},
		{"money", 5, 44, "", "", "whose look depends"},
	} {
		f := planted(t, func(f *excelize.File) {
			must(t, f.SetCellValue("Sheet1", "A1", c.value))
			style := &excelize.Style{NumFmt: c.format}
			if c.code != "" {
				style = &excelize.Style{CustomNumFmt: &c.code}
			}
			id, err := f.NewStyle(style)
			must(t, err)
			must(t, f.SetCellStyle("Sheet1", "A1", "A1", id))
		})
		s, err := xlsx.Read(f, "")
		if err != nil {
			t.Fatal(c.name, err)
		}
		got := s.Rows[0][0]
		if c.fault == "" && (got.Text != c.want || got.Fault != "") || !strings.Contains(got.Fault, c.fault) {
			t.Errorf("%s: %q, fault %q; want %q, %q", c.name, got.Text, got.Fault, c.want, c.fault)
		}
	}
}

func TestReadErrorValues(t *testing.T) {
	all := parts(t)
	all[sheetPart] = rowsXML(`<row r="1"><c r="A1" t="inlineStr"><is><t>zh</t></is></c><c r="B1" t="inlineStr"><is><t>en</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="B2" t="e"><v>#N/A</v></c></row>` +
		`<row r="3"><c r="A3" t="inlineStr"><is><t>乙</t></is></c><c r="B3" t="d"><v>2024-02-14</v></c></row><row r="4"><c r="A4" t="inlineStr"><is><t>丙</t></is></c><c r="B4" t="inlineStr"><is><t>C</t></is></c></row>`)
	s, err := xlsx.Read(glossaries.File{Name: "x", Data: packed(t, all)}, "")
	must(t, err)
	add, problems, err := glossaries.Book{}.Import(s, glossaries.Columns{Source: language.Chinese, Languages: []language.Tag{language.English}})
	must(t, err)
	if len(add.Concepts) != 1 || add.Concepts[0].Columns["zh"] != "丙" {
		t.Errorf("imported %+v, want 丙 alone", add.Concepts)
	}
	want := []string{"x:2:2: cell B2 shows the error #N/A: correct it, or delete it; the row is left out", "x:3:2: cell B3 is a date: make the column text and type the word again; the row is left out"}
	var got []string
	for _, p := range problems {
		got = append(got, p.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A cell that no column needs does not cost the row.
func TestReadIgnoresWhatIsLeftOut(t *testing.T) {
	f := planted(t, func(f *excelize.File) {
		must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"zh", "en", "Added on"}))
		must(t, f.SetSheetRow("Sheet1", "A2", &[]any{"甲", "A", 45336}))
		id, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(t, err)
		must(t, f.SetCellStyle("Sheet1", "C2", "C2", id))
	})
	s, err := xlsx.Read(f, "")
	must(t, err)
	add, problems, err := glossaries.Book{}.Import(s, glossaries.Columns{Source: language.Chinese, Languages: []language.Tag{language.English}, Map: map[string]string{"Added on": "-"}})
	if err != nil || len(problems) > 0 || len(add.Concepts) != 1 {
		t.Errorf("%+v %v %v", add.Concepts, problems, err)
	}
}

func TestReadVisibleSheet(t *testing.T) {
	f := planted(t, func(f *excelize.File) {
		must(t, f.SetCellValue("Sheet1", "A1", "hidden"))
		_, err := f.NewSheet("terms")
		must(t, err)
		must(t, f.SetCellValue("terms", "A1", "shown"))
		must(t, f.SetSheetVisible("Sheet1", true))
		f.SetActiveSheet(1)
		must(t, f.SetSheetVisible("Sheet1", false))
	})
	for sheet, want := range map[string]string{"": "shown", "Sheet1": "hidden"} {
		s, err := xlsx.Read(f, sheet)
		if err != nil || s.Rows[0][0].Text != want {
			t.Errorf("%q: %+v, %v, want %q", sheet, s.Rows, err, want)
		}
	}
}

// TestReadMerges: merged downwards a cell stands in each row; merged across
// columns it is named; a title above the table goes.
func TestReadMerges(t *testing.T) {
	f := planted(t, func(f *excelize.File) {
		for at, row := range map[string][]any{
			"A1": {"Words of the season"}, "A2": {"zh", "es-419", "forbidden", "note"}, "A3": {"总裁", "director", "", "title"}, "A4": {"", "", "presidente", ""},
			"A5": {"People"}, "A6": {"林婉", "Lin Wan", "", ""}, "A7": {"顾沉", "Gu Chen", "", "lead"}, "A8": {"小顾", "Gu", "", ""},
		} {
			must(t, f.SetSheetRow("Sheet1", at, &row))
		}
		for from, to := range map[string]string{"A1": "D1", "A3": "A4", "B3": "B4", "A5": "D5", "B6": "C6", "D7": "D8"} {
			must(t, f.MergeCell("Sheet1", from, to))
		}
	})
	s, err := xlsx.Read(f, "")
	must(t, err)
	add, problems, err := glossaries.Book{}.Import(s, glossaries.Columns{Source: language.Chinese, Languages: []language.Tag{language.MustParse("es-419")}})
	must(t, err)
	got := map[string]string{}
	for _, c := range add.Concepts {
		got[c.Columns["zh"]] = c.Columns["es-419"] + " not " + strings.Join(c.Forbidden, "|") + " " + c.Note
	}
	if diff := cmp.Diff(map[string]string{"总裁": "director not presidente title", "顾沉": "Gu Chen not  lead", "小顾": "Gu not  lead"}, got); diff != "" {
		t.Error(diff)
	}
	if len(problems) != 2 || !strings.Contains(problems[0].String(), "x:5:1: the cells A5:D5 are merged across columns") || !strings.Contains(problems[1].String(), "x:6:2: the cells B6:C6 are merged") {
		t.Errorf("problems %v", problems)
	}
}

func TestReadBoundsMerges(t *testing.T) {
	all := parts(t)
	all[sheetPart] = strings.Replace(rowsXML(`<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row><row r="40000"><c r="A40000" t="inlineStr"><is><t>x</t></is></c></row>`),
		"</sheetData>", `</sheetData><mergeCells>`+strings.Repeat(`<mergeCell ref="A1:GR40000"/>`, 50)+`</mergeCells>`, 1)
	if _, err := xlsx.Read(glossaries.File{Name: "x", Data: packed(t, all)}, ""); err == nil || !strings.Contains(err.Error(), "merged cells") {
		t.Errorf("error %v", err)
	}
}
