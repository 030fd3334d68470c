package tbx_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/glossaries/tbx"
)

const foreign = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><descrip type="subjectField">person</descrip><note>the <hi>lead</hi></note>
<langSet xml:lang="zh-CN"><ntig><termGrp><term>顾沉</term></termGrp></ntig><tig><term>小沉</term></tig></langSet>
<langSet xml:lang="en-US"><tig><term>Gu Chen</term></tig>
<tig><term>Mr. Gu</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
<tig><term>Shen</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>
</body></text></martif>`

func texts(s glossaries.Sheet) [][]string {
	var rows [][]string
	for _, r := range s.Rows {
		var row []string
		for _, c := range r {
			row = append(row, c.Text)
		}
		rows = append(rows, row)
	}
	return rows
}

func TestRead(t *testing.T) {
	s, _, err := tbx.Read(glossaries.File{Name: "x.tbx", Data: []byte(foreign)}, language.Chinese, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"aliases", "en-US", "forbidden:en-US", "forms:en-US", "note", "type", "zh-CN"}, {"小沉", "Gu Chen", "Shen", "Mr. Gu", "the lead", "person", "顾沉"}}
	if diff := cmp.Diff(want, texts(s)); diff != "" {
		t.Error(diff)
	}
	if s.Rows[1][6].Row != 5 {
		t.Errorf("the term is placed at line %d", s.Rows[1][6].Row)
	}
}

func TestReadRefuses(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"not XML":     {"zh,en\n", "x:2:"},
		"empty":       {"", "ends too early"},
		"another":     {`<html/>`, "not <martif> or <tbx>"},
		"not UTF-8":   {"<martif><termEntry><note>Caf\xe9</note></termEntry></martif>", "invalid UTF-8"},
		"not GBK":     {`<?xml version="1.0" encoding="GBK"?>` + "\n<martif>\xff\xff</martif>", "line 2 is not GBK"},
		"unknown":     {`<?xml version="1.0" encoding="klingon"?><martif/>`, `the encoding "klingon" is not known`},
		"half UTF-16": {"\xff\xfe<\x00m\x00\x00\xd8", "not UTF-16"},
		"breaks off":  {foreign[:len(foreign)-40], "x:"},
		"no language": {`<martif><termEntry><langSet xml:lang="nope nope"/></termEntry></martif>`, "not a language"},
		"no entry":    {`<martif><langSet xml:lang="en"/></martif>`, "outside"},
		"entity":      {`<!DOCTYPE martif [<!ENTITY a SYSTEM "file:///etc/passwd">]><martif><termEntry><note>&a;</note></termEntry></martif>`, "x:1:"},
		"too deep":    {"<martif>" + strings.Repeat("<p>", 100), "deeper"},
	} {
		if _, _, err := tbx.Read(glossaries.File{Name: "x", Data: []byte(c.text)}, language.Chinese, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
	}
}

func concepts() []glossaries.Concept {
	return []glossaries.Concept{{Columns: map[string]string{"zh-CN": "顾沉 & <b>", "en-US": "Gu Chen", "latam": "Gu"}, Type: "person", Rule: glossaries.Must,
		Aliases: []string{"小沉"}, Forms: []string{"Mr. Gu", "Sr. Gu"}, Forbidden: []string{"Shen"}, Note: "the lead"}}
}

func TestWriteAndReadAgain(t *testing.T) {
	var out bytes.Buffer
	locales := map[string]language.Tag{"latam": language.MustParse("es-419")}
	if err := tbx.Write(&out, concepts(), language.MustParse("zh-CN"), locales); err != nil {
		t.Fatal(err)
	}
	s, _, err := tbx.Read(glossaries.File{Name: "x", Data: out.Bytes()}, language.Chinese, map[string]language.Tag{"latam": language.MustParse("es-419")})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"aliases", "en-US", "forbidden", "forms", "latam", "note", "rule", "type", "zh-CN"},
		{"小沉", "Gu Chen", "Shen", "Mr. Gu|Sr. Gu", "Gu", "the lead", "must", "person", "顾沉 & <b>"}}
	if diff := cmp.Diff(want, texts(s)); diff != "" {
		t.Error(diff)
	}
}

func TestWriteSourceFirst(t *testing.T) {
	var out bytes.Buffer
	if err := tbx.Write(&out, concepts(), language.MustParse("zh-CN"), map[string]language.Tag{"latam": language.MustParse("es-419")}); err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(out.String()[strings.Index(out.String(), "<langSet"):], ">")
	if first != `<langSet xml:lang="zh-CN"` {
		t.Errorf("the first language is %s>, which tools for two languages take for the source", first)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(foreign))
	f.Add([]byte(dct))
	f.Add([]byte("<martif><termEntry><langSet xml:lang='en'><tig><term>x</term></tig></langSet></termEntry></martif>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, _, err := tbx.Read(glossaries.File{Name: "x", Data: data}, language.Chinese, map[string]language.Tag{"us": language.AmericanEnglish})
		if err == nil && len(s.Rows) == 0 {
			t.Error("no header")
		}
		for _, r := range s.Rows {
			for _, c := range r {
				if c.Row < 1 || c.Column < 1 {
					t.Errorf("cell without a place: %+v", c)
				}
			}
		}
	})
}
