package glossaries_test

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"dramaport/glossaries"
)

func columns(pairs ...string) glossaries.Columns {
	c := glossaries.Columns{Source: language.MustParse("zh-CN"), Languages: []language.Tag{language.AmericanEnglish}, Markets: []string{"us"}}
	for i := 0; i+1 < len(pairs); i += 2 {
		if c.Map == nil {
			c.Map = map[string]string{}
		}
		c.Map[pairs[i]] = pairs[i+1]
	}
	return c
}

func TestImport(t *testing.T) {
	const agreed = "zh-CN,en-US,rule,note\n顾沉,Gu Chen,must,lead\n林婉,Lin Wan,,\n"
	for _, c := range []struct {
		name, table     string
		columns         glossaries.Columns
		adds            string // wordings of the rows to write, and what they add
		known           int
		conflicts, fail string
	}{
		{"new", "zh,en\n周兰,Zhou Lan\n", columns(), "周兰=Zhou Lan", 0, "", ""},
		{"known", "zh-CN,en-US\n顾沉,Gu Chen\n", columns(), "", 1, "", ""},
		{"source behind", "en-US,zh-CN\nGu Chen,顾沉\n", columns(), "", 1, "", ""},
		{"more of a known one", "zh-CN,en-US,forms\n林婉,Lin Wan,Wan\n", columns(), "林婉 Wan", 0, "", ""},
		{"contradiction", "zh-CN,en-US,rule\n顾沉,Shen Gu,keep\n", columns(), "", 1, `x.csv:2:4: "顾沉" has the en-US wording "Shen Gu" here, but "Gu Chen" in a.csv:2:4|x.csv:2:12: "顾沉" has the rule "keep" here`, ""},
		{"another note", "zh-CN,note\n顾沉,villain\n", columns(), "", 1, `x.csv:2:1: "顾沉" has the note "villain" here, but "lead" in a.csv:2`, ""},
		{"against itself", "zh-CN,en-US\n周兰,Zhou Lan\n周兰,Lan Zhou\n", columns(), "周兰=Zhou Lan", 0, `x.csv:3:4: "周兰" has the en-US wording "Lan Zhou" here`, ""},
		{"mapped", "Chinese\tEnglish\tNr\n周兰\tZhou Lan\t7\n", columns("Chinese", "zh-CN", "English", "en-US", "Nr", "-"), "周兰=Zhou Lan", 0, "", ""},
		{"no header", "周兰,Zhou Lan\n", columns("1", "zh-CN", "2", "en-US"), "周兰=Zhou Lan", 0, "", ""},
		{"unclear", "Chinese,en\n周兰,Zhou Lan\n", columns(), "", 0, "", `x.csv:1:1: column "Chinese" is unclear`},
		{"a number, not Indonesian", "id,zh\n7,周兰\n", columns(), "", 0, "", `column "id" is unclear`},
		{"map of nothing", "zh,en\n周兰,x\n", columns("Deutsch", "de"), "", 0, "", `no column is headed "Deutsch"`},
		{"empty", "\n", columns(), "", 0, "", "no rows"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, problems := glossaries.ReadTable(glossaries.File{Name: "x.csv", Data: []byte(c.table)})
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			add, problems, err := book(t, agreed).Import(s, c.columns)
			if c.fail != "" {
				if err == nil || !strings.Contains(err.Error(), c.fail) {
					t.Fatalf("error %v, want %q", err, c.fail)
				}
				return
			}
			if err != nil || len(problems) > 0 {
				t.Fatal(err, problems)
			}
			checkAddition(t, add, c.adds, c.known, c.conflicts)
		})
	}
}

func checkAddition(t *testing.T, add glossaries.Addition, adds string, known int, conflicts string) {
	t.Helper()
	var got []string
	for _, a := range add.Concepts {
		source := a.Columns["zh"] + a.Columns["zh-CN"]
		if target := a.Columns["en"] + a.Columns["en-US"]; target != "" {
			source += "=" + target
		}
		got = append(got, strings.TrimSpace(source+" "+strings.Join(a.Forms, "|")))
	}
	if s := strings.Join(got, "; "); s != adds || add.Known != known {
		t.Errorf("adds %q, known %d; want %q, %d", s, add.Known, adds, known)
	}
	want := strings.Split(conflicts, "|")
	if conflicts == "" {
		want = nil
	}
	if len(add.Conflicts) != len(want) {
		t.Fatalf("conflicts %v, want %q", add.Conflicts, want)
	}
	for i, w := range want {
		if !strings.HasPrefix(add.Conflicts[i].String(), w) {
			t.Errorf("conflict %s, want %s", add.Conflicts[i], w)
		}
	}
}

func TestAppendKeepsWhatIsThere(t *testing.T) {
	own := glossaries.File{Name: "own.csv", Data: []byte("zh-CN,en-US,remark of ours\n林婉,Lin Wan,\"a, b\"\n")}
	got, err := glossaries.Append(own, language.MustParse("zh-CN"), nil, []glossaries.Concept{
		{Columns: map[string]string{"zh-CN": "周兰", "es-419": "Zhou"}, Rule: glossaries.Must, Note: "=1+1"}})
	const want = "zh-CN,en-US,remark of ours,es-419,rule,note\n林婉,Lin Wan,\"a, b\",,,\n周兰,,,Zhou,must,'=1+1\n"
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
	if _, err := glossaries.Append(glossaries.File{Name: "own.csv", Data: []byte("zh,en\na,b\"c\n")}, language.Chinese, nil, nil); err == nil {
		t.Error("a file that would lose a row is written")
	}
}

func TestFormulasAreGuarded(t *testing.T) {
	var out bytes.Buffer
	if err := glossaries.WriteTable(&out, [][]string{{"zh-CN", "en-US"}, {"=1+1", "@SUM"}, {"-님", "+1"}}, ','); err != nil {
		t.Fatal(err)
	}
	if out.String() != "zh-CN,en-US\n'=1+1,'@SUM\n'-님,'+1\n" {
		t.Errorf("%q", out.String())
	}
	concepts := book(t, out.String()).Concepts()
	if len(concepts) != 2 || concepts[0].Columns["zh-CN"] != "=1+1" || concepts[1].Columns["en-US"] != "+1" {
		t.Errorf("read again: %+v", concepts)
	}
}

func FuzzImport(f *testing.F) {
	f.Add([]byte("zh,en,aliases\n周兰,Zhou Lan,a|b\n"))
	f.Add([]byte("\xef\xbb\xbfzh\ten\n\"x\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, _ := glossaries.ReadTable(glossaries.File{Name: "x", Data: data})
		add, _, err := glossaries.Book{}.Import(s, columns())
		if err != nil {
			return
		}
		text, err := glossaries.Append(glossaries.File{Name: "y"}, language.Chinese, []string{"us"}, add.Concepts)
		if err != nil {
			t.Fatal(err)
		}
		again, problems := glossaries.Load([]glossaries.File{{Name: "y", Data: text}}, []string{"us"})
		if len(problems) > 0 || len(again.Concepts()) != len(add.Concepts) {
			t.Fatalf("%d concepts came back as %d: %v\n%s", len(add.Concepts), len(again.Concepts()), problems, text)
		}
	})
}
