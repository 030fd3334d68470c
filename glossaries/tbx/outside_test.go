package tbx_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/language"

	"dramaport/glossaries"
	"dramaport/glossaries/tbx"
)

// dca and dct are a document of version 3 in its two styles.
const (
	dca = `<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>words of ours</p></sourceDesc></fileDesc></tbxHeader>
<text><body><conceptEntry id="c1"><descrip type="subjectField">title</descrip>
<langSec xml:lang="zh-CN"><descripGrp><descrip type="definition">head of a company</descrip></descripGrp><termSec><term>总裁</term></termSec></langSec>
<langSec xml:lang="no"><termSec><term>sjef</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
<termSec><term>direktør</term><termNoteGrp><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termNoteGrp></termSec></langSec>
<langSec xml:lang="id"><termSec><term>bos</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
<termSec><term>direktur</term></termSec></langSec>
</conceptEntry></body></text></tbx>`
	dct = `<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>words of ours</p></sourceDesc></fileDesc></tbxHeader>
<text><body><conceptEntry id="c1"><min:subjectField>title</min:subjectField>
<langSec xml:lang="zh-CN"><descripGrp><basic:definition>head of a company</basic:definition></descripGrp><termSec><term>总裁</term></termSec></langSec>
<langSec xml:lang="no"><termSec><term>sjef</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>direktør</term><termNoteGrp><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termNoteGrp></termSec></langSec>
<langSec xml:lang="id"><termSec><term>bos</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>direktur</term></termSec></langSec>
</conceptEntry></body></text></tbx>`
)

func TestReadVersion3(t *testing.T) {
	want := [][]string{{"forbidden:id", "forms:no", "id", "no", "note", "type", "zh-CN"}, {"bos", "sjef", "direktur", "direktør", "head of a company", "title", "总裁"}}
	for style, text := range map[string]string{"dca": dca, "dct": dct} {
		s, problems, err := tbx.Read(glossaries.File{Name: "x.tbx", Data: []byte(text)}, language.MustParse("zh-CN"), nil)
		if err != nil || len(problems) > 0 {
			t.Fatal(style, err, problems)
		}
		if diff := cmp.Diff(want, texts(s)); diff != "" {
			t.Errorf("%s: %s", style, diff)
		}
		// What the format says is a language is one, whatever the season's are.
		columns := glossaries.Columns{Source: language.MustParse("zh-CN"), Languages: []language.Tag{language.AmericanEnglish}}
		add, problems, err := glossaries.Book{}.Import(s, columns)
		if err != nil || len(problems) > 0 || add.Concepts[0].Columns["no"] != "direktør" || add.Concepts[0].ForbiddenIn["id"][0] != "bos" {
			t.Errorf("%s: imported as %+v: %v %v", style, add.Concepts, err, problems)
		}
	}
}

// TestReadStatuses: terms by what is said of them, in the order in which they
// are wanted, whatever their order in the file.
func TestReadStatuses(t *testing.T) {
	for _, c := range []struct{ name, notes, want string }{ // terms a, b, c with their notes
		{"none", "||", "a forms b|c"},
		{"admitted before preferred", "administrativeStatus=admittedTerm-admn-sts|administrativeStatus=preferredTerm-admn-sts|", "b forms c|a"},
		{"deprecated first", "administrativeStatus=deprecatedTerm-admn-sts||", "b forms c not a"},
		{"superseded", "administrativeStatus=supersededTerm-admn-sts||", "b forms c not a"},
		{"forbidden", "administrativeStatus=forbidden||", "b forms c not a"},
		{"obsolete", "administrativeStatus=obsolete||", "b forms c not a"},
		{"notRecommended", "administrativeStatus=notRecommended||", "b forms c not a"},
		{"not recommended", "administrativeStatus=Not recommended||", "b forms c not a"},
		{"normativeAuthorization", "normativeAuthorization=deprecatedTerm||normativeAuthorization=standardizedTerm", "c forms b not a"},
		{"both, the stricter", "normativeAuthorization=preferredTerm,administrativeStatus=deprecatedTerm-admn-sts||", "b forms c not a"},
		{"standardized and legal", "administrativeStatus=legalTerm-admn-sts|administrativeStatus=admittedTerm-admn-sts|administrativeStatus=standardizedTerm-admn-sts", "a forms c|b"},
		{"all avoided", "administrativeStatus=forbidden|administrativeStatus=obsolete|administrativeStatus=deprecated", " not a|b|c"},
	} {
		var sets strings.Builder
		for i, notes := range strings.Split(c.notes, "|") {
			sets.WriteString("<tig><term>" + string(rune('a'+i)) + "</term>")
			for _, n := range strings.Split(notes, ",") {
				if kind, value, ok := strings.Cut(n, "="); ok {
					sets.WriteString(`<termNote type="` + kind + `">` + value + `</termNote>`)
				}
			}
			sets.WriteString("</tig>")
		}
		got, problems := imported(t, `<martif type="TBX"><text><body><termEntry><langSet xml:lang="zh"><tig><term>甲</term></tig></langSet><langSet xml:lang="fr">`+sets.String()+`</langSet></termEntry></body></text></martif>`)
		if s := described(got, "fr"); s != c.want || len(problems) > 0 {
			t.Errorf("%s: %q, want %q; problems %v", c.name, s, c.want, problems)
		}
	}
}

func described(c glossaries.Concept, column string) string {
	s := c.Columns[column]
	if words := c.FormsIn[column]; len(words) > 0 {
		s += " forms " + strings.Join(words, "|")
	}
	if words := c.ForbiddenIn[column]; len(words) > 0 {
		s += " not " + strings.Join(words, "|")
	}
	return s
}

// imported is the one concept of a document.
func imported(t *testing.T, text string) (glossaries.Concept, []glossaries.Problem) {
	t.Helper()
	s, problems, err := tbx.Read(glossaries.File{Name: "x", Data: []byte(text)}, language.MustParse("zh-CN"), map[string]language.Tag{"us": language.AmericanEnglish, "my": language.MustParse("ms-MY")})
	if err != nil {
		t.Fatal(err)
	}
	add, more, err := glossaries.Book{}.Import(s, glossaries.Columns{Source: language.MustParse("zh-CN"), Markets: []string{"us", "my"}})
	if err != nil || len(add.Concepts) != 1 {
		t.Fatal(err, add.Concepts)
	}
	return add.Concepts[0], append(problems, more...)
}

// TestReadKeepsLanguagesApart: synonyms and avoided terms count in their own
// language; those of the source are other spellings.
func TestReadKeepsLanguagesApart(t *testing.T) {
	c, problems := imported(t, `<martif type="TBX-Basic"><text><body><termEntry>
<langSet xml:lang="fr"><tig><term>PDG</term></tig><tig><term>patron</term></tig><tig><term>président</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="es-ES"><tig><term>director</term></tig><tig><term>directora</term></tig></langSet>
<langSet xml:lang="my"><tig><term>ဥက္ကဋ္ဌ</term></tig></langSet>
<langSet xml:lang="zh"><ntig><termGrp><term>总裁</term></termGrp></ntig><tig><term>大总裁</term></tig><tig><term>老总</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="xx"><tig><term>?</term></tig></langSet>
<langSet xml:lang="de"><tig><term>Chef</term><termNote type="administrativeStatus">draft</termNote></tig></langSet>
</termEntry></body></text></martif>`)
	want := glossaries.Concept{
		Columns: map[string]string{"fr": "PDG", "es-ES": "director", "zh": "总裁", "de": "Chef", "my-Mymr": "ဥက္ကဋ္ဌ"}, // my is a market
		Aliases: []string{"大总裁", "老总"},
		FormsIn: map[string][]string{"fr": {"patron"}, "es-ES": {"directora"}}, ForbiddenIn: map[string][]string{"fr": {"président"}},
		File: "x", Row: 5,
	}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Error(diff)
	}
	if len(problems) != 2 || !strings.Contains(problems[0].Message, `no language has this code`) || !strings.Contains(problems[1].Message, `"draft" is not known`) {
		t.Errorf("problems %v", problems)
	}
}

func TestReadEncodings(t *testing.T) {
	document := func(name string) string {
		return `<?xml version="1.0" encoding="` + name + `"?>` + "\n" + `<martif type="TBX"><text><body><termEntry><langSet xml:lang="zh"><tig><term>X1</term></tig></langSet><langSet xml:lang="fr"><tig><term>père</term></tig></langSet></termEntry></body></text></martif>`
	}
	for _, c := range []struct {
		name string
		as   encoding.Encoding
		text string
	}{
		{"UTF-16 with a mark", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), document("UTF-16")},
		{"UTF-16, big endian", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), document("utf-16")},
		{"UTF-16 without a mark", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), document("UTF-16LE")},
		{"UTF-8 with a mark", unicode.UTF8BOM, document("UTF-8")},
		{"windows-1252", charmap.Windows1252, document("windows-1252")},
		{"windows-1250", charmap.Windows1250, strings.Replace(document("Windows-1250"), "père", "otče", 1)},
		{"windows-1251", charmap.Windows1251, strings.Replace(document("windows-1251"), "père", "отец", 1)},
		{"ISO-8859-1", charmap.ISO8859_1, document("ISO-8859-1")},
		{"GB18030", simplifiedchinese.GB18030, strings.Replace(document("GB18030"), "X1", "父亲", 1)},
	} {
		data, err := c.as.NewEncoder().Bytes([]byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		got, problems, err := tbx.Read(glossaries.File{Name: "x", Data: data}, language.Chinese, nil)
		want, _, _ := tbx.Read(glossaries.File{Name: "x", Data: []byte(c.text[strings.Index(c.text, "\n"):])}, language.Chinese, nil)
		if err != nil || len(problems) > 0 || len(want.Rows) != 2 {
			t.Errorf("%s: %v %v", c.name, err, problems)
			continue
		}
		if diff := cmp.Diff(texts(want), texts(got)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// TestListsOfALanguageComeBack: what the CSV says of a language or market, TBX
// carries in its own categories.
func TestListsOfALanguageComeBack(t *testing.T) {
	c := glossaries.Concept{Columns: map[string]string{"zh-CN": "总裁", "en-US": "CEO", "latam": "director"}, Rule: glossaries.Must,
		FormsIn: map[string][]string{"latam": {"directora", "jefe"}, "en-US": {"chief"}}, ForbiddenIn: map[string][]string{"fr": {"président"}, "latam": {"presidente"}}}
	var out bytes.Buffer
	locales := map[string]language.Tag{"latam": language.MustParse("es-419")}
	if err := tbx.Write(&out, []glossaries.Concept{c}, language.MustParse("zh-CN"), locales); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "x-dramaport-f") {
		t.Errorf("written as a type of our own:\n%s", out.String())
	}
	s, problems, err := tbx.Read(glossaries.File{Name: "x", Data: out.Bytes()}, language.MustParse("zh-CN"), map[string]language.Tag{"latam": language.MustParse("es-419")})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	add, _, err := glossaries.Book{}.Import(s, glossaries.Columns{Source: language.MustParse("zh-CN"), Markets: []string{"latam"}})
	if err != nil {
		t.Fatal(err)
	}
	add.Concepts[0].File, add.Concepts[0].Row = "", 0
	if diff := cmp.Diff(c, add.Concepts[0]); diff != "" {
		t.Error(diff)
	}
}
