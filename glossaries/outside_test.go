package glossaries_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/language"

	"dramaport/glossaries"
)

// wordings are a file's concepts as "zh=en".
func wordings(t *testing.T, file string) (all []string, problems []string) {
	t.Helper()
	b, problems := load(t, file)
	for _, c := range b.Concepts() {
		all = append(all, c.Columns["zh-CN"]+c.Columns["zh"]+"="+c.Columns["en-US"]+c.Columns["en"])
	}
	return all, problems
}

// TestLoadOutsideFiles holds the shapes in which spreadsheets and people
// write tables.
func TestLoadOutsideFiles(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"comments", "# our words, agreed in May\nzh-CN,en-US\n# people\n林婉,Lin Wan\n#\n## \"places\", and so on\n顾沉,Gu Chen\n", "林婉=Lin Wan; 顾沉=Gu Chen"},
		{"separator after a comment with commas", "# names, places, things\nzh-CN;en-US\n林婉;Lin Wan\n", "林婉=Lin Wan"},
		{"sep=;", "sep=;\nzh-CN;en-US\n林婉;\"Lin, Wan\"\n", "林婉=Lin, Wan"},
		{"sep=, although semicolons", "sep=,\r\nzh-CN,en-US\r\n林;婉,Lin; Wan\r\n", "林;婉=Lin; Wan"},
		{"quoted sep", "\"sep=\t\"\nzh-CN\ten-US\n林婉\tLin, Wan\n", "林婉=Lin, Wan"},
		{"commas inside cells parted by semicolons", "zh-CN;en-US;remark, if any\n林婉;Lin, or Wan;x\n顾沉;Gu, or Chen;y\n", "林婉=Lin, or Wan; 顾沉=Gu, or Chen"},
		{"tabs with a comma in the header", "zh-CN\ten-US\tnote, please\n喂,你\tHey, you\t\n", "喂,你=Hey, you"},
		{"a term that begins with a number sign", "zh-CN,en-US\n'#我也是,#MeToo\n", "#我也是=#MeToo"},
		{"a comment in a cell of two lines", "zh-CN,en-US,note\n林婉,Lin Wan,\"first\n# second\"\n", "林婉=Lin Wan"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, problems := wordings(t, c.file)
			for _, p := range problems {
				if !strings.Contains(p, "neither a language") {
					t.Error(p)
				}
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("%s, want %s", s, c.want)
			}
		})
	}
}

func TestLoadDoubtsACommentThatLooksLikeARow(t *testing.T) {
	got, problems := wordings(t, "zh-CN,en-US\n林婉,Lin Wan\n#我也是,#MeToo\n")
	if strings.Join(got, "") != "林婉=Lin Wan" || len(problems) != 1 || !strings.HasPrefix(problems[0], "a.csv:3:1: warning: the line begins with") {
		t.Errorf("%q, problems %q", got, problems)
	}
}

// TestLoadLooksAtTheWholeEncoding: rows of a GBK file that happen to be valid
// UTF-8 are no terms.
func TestLoadLooksAtTheWholeEncoding(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("zh-CN,en-US\n楼路,Road of Towers\n林婉,Lin Wan\n")
	if err != nil {
		t.Fatal(err)
	}
	got, problems := wordings(t, gbk)
	if len(got) != 0 || len(problems) != 1 || !strings.Contains(problems[0], "a.csv:3:1: line 3 is not UTF-8") {
		t.Errorf("%q, problems %q", got, problems)
	}
	for text, want := range map[string]bool{gbk: false, "zh,en\n顾总,Jos\xe9\n林婉,x\n": true, "zh": true, "\xff\xfez\x00": false, "zh\nJos\xe9\n": false} {
		if got := glossaries.InUTF8([]byte(text)); got != want {
			t.Errorf("%q in UTF-8: %v", text, got)
		}
	}
}

// TestLoadMarksForbidden: a column that says yes or no forbids the row's own
// wordings, and may be of one language.
func TestLoadMarksForbidden(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"before the wordings", "Forbidden,en-GB,es-ES\nTRUE,House,Gato\nFALSE,House,Casa\n", "House=Casa not Gato"},
		{"alone", "Forbidden,en-GB,es-ES\nTRUE,House,Gato\n", "House= not Gato"},
		{"yes and no", "en;es;forbidden\nHouse;Casa;no\nHouse;Gato;Yes\nDog;Perro;\n", "Dog=Perro not ; House=Casa not Gato"},
		{"of a language", "en,es,forbidden:es\nHouse,Gato,x\n", "House= not Gato"},
		{"in Spanish", "en,es,forbidden\nHouse,Casa,FALSO\nHouse,Gato,VERDADERO\n", "House=Casa not Gato"},
		{"words, not flags", "en,es,forbidden\nHouse,Casa,Gato\nDog,Perro,no\n", "Dog=Perro not no; House=Casa not Gato"},
	} {
		var got []string
		for _, term := range glossary(t, "x", "es-ES", "en-GB", c.file).Terms() {
			got = append(got, term.Source+"="+term.Target+" not "+strings.Join(term.Forbidden, "|"))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
	if _, problems := load(t, "forbidden,en,es\nTRUE,House,\n"); len(problems) != 1 || !strings.Contains(problems[0], "no wording that could be") {
		t.Errorf("nothing to forbid: %q", problems)
	}
}

func TestCheckForbidsWithoutAWording(t *testing.T) {
	g := glossary(t, "x", "es-ES", "en-GB", "en,es,forbidden\nHouse,Gato,yes\n")
	var got []string
	for _, v := range g.Check("The House is mine", "El gato es mío") {
		got = append(got, v.Message)
	}
	if diff := cmp.Diff([]string{"“House” must not be translated as “gato”"}, got); diff != "" {
		t.Error(diff)
	}
	if v := g.Check("The House is mine", "La casa es mía"); len(v) != 0 {
		t.Errorf("%+v", v)
	}
}

// TestListsOfALanguage: forms and forbidden words of a language or market bind
// where its wordings do, and nowhere else.
func TestListsOfALanguage(t *testing.T) {
	const file = "zh-CN,en-US,es-419,fr,forms,forms:es,forms:latam,forbidden:es-419,forbidden：fr,Forms:zh\n" +
		"总裁,CEO,director,PDG,chief,directora,jefe|jefa,presidente,président,大总裁\n"
	for _, c := range []struct{ market, target, want string }{
		{"us", "en-US", "CEO chief not "},
		{"latam", "es-419", "director chief|jefe|jefa|directora not presidente"},
		{"mx", "es-MX", "director chief|directora not presidente"},
		{"fr", "fr-FR", "PDG chief not président"},
	} {
		terms := glossary(t, c.market, c.target, "zh-CN", file).Terms()
		if len(terms) != 1 {
			t.Fatalf("%s: %+v", c.market, terms)
		}
		if got := terms[0].Target + " " + strings.Join(terms[0].Forms, "|") + " not " + strings.Join(terms[0].Forbidden, "|"); got != c.want || terms[0].Aliases[0] != "大总裁" {
			t.Errorf("%s: %s, want %s; aliases %q", c.market, got, c.want, terms[0].Aliases)
		}
	}
	pivot := book(t, file).For("us", language.AmericanEnglish, language.MustParse("es-419"), "latam").Terms()
	if want := "chief directora jefa jefe"; len(pivot) != 1 || joinSorted(pivot[0].Aliases) != want {
		t.Errorf("in the pivot's text found by %+v, want %s", pivot, want)
	}
}

func joinSorted(words []string) string {
	m := map[string]bool{}
	for _, w := range words {
		m[w] = true
	}
	var out []string
	for _, w := range []string{"chief", "directora", "jefa", "jefe"} {
		if m[w] {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

func TestListsOfALanguageComeBack(t *testing.T) {
	const file = "zh-CN,es-419,type,rule,aliases,forbidden,forms,forbidden:es-419,forbidden:latam,forms:es-419,note\n总裁,director,,must,,,jefe,presidente|amo,,directora,\n司机,chofer,,prefer,,,,,conductor,,\n"
	concepts := book(t, file).Concepts()
	header := glossaries.Header(language.MustParse("zh-CN"), nil, concepts)
	var out strings.Builder
	if err := glossaries.WriteTable(&out, append([][]string{header}, glossaries.Table(header, concepts)...), ','); err != nil {
		t.Fatal(err)
	}
	if out.String() != file {
		t.Errorf("written as\n%s\nwant\n%s", out.String(), file)
	}
}

func TestImportListsOfALanguage(t *testing.T) {
	s, _ := glossaries.ReadTable(glossaries.File{Name: "x.csv", Data: []byte("zh,es-419,forbidden:es-419,forms:es-419\n总裁,director,presidente|amo,jefa\n")})
	add, problems, err := book(t, "zh-CN,es-419,forbidden:es-419\n总裁,director,amo\n").Import(s, columns())
	if err != nil || len(problems) > 0 || len(add.Concepts) != 1 {
		t.Fatal(err, problems, add)
	}
	want := map[string][]string{"es-419": {"presidente"}}
	if diff := cmp.Diff(want, add.Concepts[0].ForbiddenIn); diff != "" {
		t.Error(diff)
	}
}

func TestImportKnowsAHeaderUnderNumbers(t *testing.T) {
	for file, want := range map[string]string{
		"Chinese,English\n周兰,Zhou Lan\n":        "周兰=Zhou Lan",
		"中文,English (US)\n周兰,Zhou Lan\n":        "周兰=Zhou Lan",
		"zh-CN,en-US\n周兰,Zhou Lan\n":            "周兰=Zhou Lan",
		"原文,译文\n周兰,Zhou Lan\n":                  "周兰=Zhou Lan",
		"Source term,Target\n周兰,Zhou Lan\n":     "周兰=Zhou Lan",
		"英语,English\n周兰,Zhou Lan\n":             "英语=English; 周兰=Zhou Lan",
		"目标,target\n周兰,Zhou Lan\n":              "目标=target; 周兰=Zhou Lan",
		"# words\nsource,target\n周兰,Zhou Lan\n": "周兰=Zhou Lan",
	} {
		s, _ := glossaries.ReadTable(glossaries.File{Name: "x.csv", Data: []byte(file)})
		add, problems, err := glossaries.Book{}.Import(s, columns("1", "zh-CN", "2", "en-US"))
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		checkAddition(t, add, want, 0, "")
	}
}

// TestAppendKeepsCommentsAndTheSeparator holds what a person wrote around the rows.
func TestAppendKeepsCommentsAndTheSeparator(t *testing.T) {
	own := "sep=;\n# ours\nzh-CN;en-US\n林婉;Lin Wan\n# end\n"
	for _, c := range []struct {
		name    string
		concept glossaries.Concept
		want    string
	}{
		{"no column more", glossaries.Concept{Columns: map[string]string{"zh-CN": "周兰", "en-US": "Zhou Lan"}}, own + "周兰;Zhou Lan\n"},
		{"a column more", glossaries.Concept{Columns: map[string]string{"zh-CN": "周兰", "fr": "Zhou"}}, "sep=;\n# ours\nzh-CN;en-US;fr\n林婉;Lin Wan;\n# end\n周兰;;Zhou\n"},
	} {
		got, err := glossaries.Append(glossaries.File{Name: "own.csv", Data: []byte(own)}, language.MustParse("zh-CN"), nil, []glossaries.Concept{c.concept})
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", c.name, err, got, c.want)
		}
	}
	flags := glossaries.File{Name: "own.csv", Data: []byte("zh-CN,en-US,Forbidden\n林婉,Lynn,TRUE\n")}
	if _, err := glossaries.Append(flags, language.MustParse("zh-CN"), nil, []glossaries.Concept{{Columns: map[string]string{"zh-CN": "周兰"}, Forbidden: []string{"Jo"}}}); err == nil || !strings.Contains(err.Error(), "--name") {
		t.Errorf("forbidden wordings written into a column of flags: %v", err)
	}
}

// TestLoadBounds: what is larger than a season's glossary is named, not read.
func TestLoadBounds(t *testing.T) {
	rows := func(n int) string {
		var b strings.Builder
		b.WriteString("zh-CN,en-US\n")
		for i := range n {
			fmt.Fprintf(&b, "词%d,word %d\n", i, i)
		}
		return b.String()
	}
	for name, c := range map[string]struct{ file, want string }{
		"rows":        {rows(50_001), "a.csv:50002:1: more than 50000 rows"},
		"faulty rows": {"zh-CN,en-US\n" + strings.Repeat("x,a\"b\n", 50_100), "more than 50000 rows"},
		"columns":     {"zh-CN,en-US\n词,x" + strings.Repeat(",", 300) + "\n", "a.csv:2:1: more than 200 columns"},
		"cells":       {"zh-CN,en-US\n" + strings.Repeat(strings.Repeat(",", 150)+"\n", 7_000), "or 1000000 cells"},
	} {
		b, problems := load(t, c.file)
		if len(b.Concepts()) != 0 || len(problems) != 1 || !strings.Contains(problems[0], c.want) {
			t.Errorf("%s: %d concepts, %d problems, first %.200q", name, len(b.Concepts()), len(problems), problems)
		}
	}
	if b, problems := load(t, rows(50_000)); len(b.Concepts()) != 50_000 || len(problems) > 0 {
		t.Errorf("%d concepts, problems %.200q", len(b.Concepts()), problems)
	}
	if _, problems := load(t, rows(20_000), rows(20_000), rows(20_000)); len(problems) != 1 || !strings.HasPrefix(problems[0], "c.csv:1:1: more than 50000 rows in all") {
		t.Errorf("problems %.200q", problems)
	}
}
