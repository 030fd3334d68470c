package glossaries_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/language"

	"dramaport/glossaries"
)

func load(t *testing.T, files ...string) (glossaries.Book, []string) {
	t.Helper()
	var fs []glossaries.File
	for i, f := range files {
		fs = append(fs, glossaries.File{Name: string(rune('a'+i)) + ".csv", Data: []byte(f)})
	}
	b, problems := glossaries.Load(fs, []string{"us", "latam", "my"})
	var messages []string
	for _, p := range problems {
		messages = append(messages, p.String())
	}
	return b, messages
}

// book is load of files without problems.
func book(t *testing.T, files ...string) glossaries.Book {
	t.Helper()
	b, problems := load(t, files...)
	if len(problems) > 0 {
		t.Fatalf("problems: %s", strings.Join(problems, "\n"))
	}
	return b
}

func TestLoad(t *testing.T) {
	b := book(t, "\uFEFFzh-CN,en-US,es-419,latam,type,rule,aliases,forbidden,forms,note\r\n"+
		"\r\n"+
		"顾总,CEO Gu,,,person,Must,顾总裁|顾老板 ｜ ,president|Mr. President,,\"He says \"\"hi\"\"\r\nin two lines\"\r\n"+
		" 林婉 ,Lin  Wan,Lin Wan,,,,,,,\r\n"+
		",,,,,,,,,\r\n"+
		"KTV,,,,,keep\r\n")
	want := []glossaries.Concept{
		{Columns: map[string]string{"zh-CN": "顾总", "en-US": "CEO Gu"}, Type: "person", Rule: glossaries.Must, Aliases: []string{"顾总裁", "顾老板"},
			Forbidden: []string{"president", "Mr. President"}, Note: "He says \"hi\"\nin two lines", File: "a.csv", Row: 3},
		{Columns: map[string]string{"zh-CN": "林婉", "en-US": "Lin Wan", "es-419": "Lin Wan"}, Rule: glossaries.Prefer, File: "a.csv", Row: 5},
		{Columns: map[string]string{"zh-CN": "KTV"}, Rule: glossaries.Keep, File: "a.csv", Row: 7},
	}
	if diff := cmp.Diff(want, b.Concepts()); diff != "" {
		t.Error(diff)
	}
}

func TestLoadOtherShapes(t *testing.T) {
	want := []glossaries.Concept{{Columns: map[string]string{"zh": "林婉", "pt-BR": "Lin Wan"}, Type: "noun", Note: "the heroine", Rule: glossaries.Prefer, File: "a.csv", Row: 2}}
	for name, file := range map[string]string{
		"Google's columns": "zh,pt_br,pos,description\n林婉,Lin Wan,noun,the heroine\n",
		"no last line end": "ZH,pt-br,Pos,Description\n林婉,Lin Wan,noun,the heroine",
		"semicolons":       "zh;pt-BR;type;note\n林婉;Lin Wan;noun;the heroine\n",
		"tabs":             "zh\tpt-BR\ttype\tnote\n林婉\tLin Wan\tnoun\tthe heroine\n",
		"quoted":           "\"zh\", \"pt-BR\",\"type\",\"note\"\n\"林婉\", \"Lin Wan\",noun,\"the\n heroine\"",
		"empty column":     "zh,pt-BR,type,note,\n林婉,Lin Wan,noun,the heroine,\n",
		"decomposed":       "zh,pt-BR,type,note\n林婉,Lin Wan,noun,the heroine",
	} {
		got := book(t, file).Concepts()
		if len(got) == 1 {
			got[0].Note = strings.Join(strings.Fields(got[0].Note), " ")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestLoadProblems plants one fault in each file; the good row beside it stays.
func TestLoadProblems(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"unknown column", "zh,englsh,note\n林婉,x,y\n", `a.csv:1:4: column "englsh" is neither a language`},
		{"market that is none", "zh,brazil\n林婉,x\n", `a.csv:1:4: column "brazil"`},
		{"column twice", "zh,en,EN\n林婉,x,y\n", `a.csv:1:7: second column for en`},
		{"unknown rule", "zh,en,rule\n顾总,Gu,always\n林婉,x,must\n", `a.csv:2:7: unknown rule "always": write must, prefer or keep`},
		{"too many cells", "zh,en\n顾总,Gu, the CEO\n林婉,x\n", `a.csv:2:8: 3 cells, but the first row names 2`},
		{"two wordings", "zh,en\n顾总,Gu|Gu Chen\n林婉,x\n", `a.csv:2:4: more than one wording`},
		{"no wording", "zh,en,note\n,,who?\n林婉,x\n", `a.csv:2:1: the row has no wording`},
		{"bare quote", "zh,en\n顾总,Gu \"the boss\"\n林婉,x\n", `a.csv:2:7: a quotation mark inside a cell`},
		{"quote not closed", "zh,en\n顾总,\"Gu\n林婉,x\n", `a.csv:2:1: a cell that starts with a quotation mark`},
		{"quote closed by the next", "zh,en\n顾总,\"Gu\n林婉,\"x\"\n", `a.csv:2:1: a cell that starts with a quotation mark`},
		{"row after a note of two lines", "zh,en,note\n林婉,x,\"a\nb\"\n顾总,Gu|Gu\n", `a.csv:4:4: more than one wording`},
		{"not UTF-8", "zh,en\n顾总,Jos\xe9\n林婉,x\n", `a.csv:2:4: not UTF-8`},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, problems := load(t, c.file)
			if len(problems) != 1 || !strings.HasPrefix(problems[0], c.want) {
				t.Errorf("problems %q, want %q…", problems, c.want)
			}
			if got := b.Concepts(); len(got) != 1 || got[0].Columns["zh"] != "林婉" {
				t.Errorf("concepts %+v, want 林婉 alone", got)
			}
		})
	}
}

func TestLoadFilesWithoutHeader(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"empty":     {"", ""},
		"blank":     {"\n\n", ""},
		"no header": {"林婉,Lin Wan\n顾总,Gu\n", "no column is a language or a market"},
		"UTF-16":    {"\xff\xfez\x00h\x00", `UTF-16: save it as "CSV UTF-8"`},
		"latin-1":   {"zh,en,Caf\xe9\n", "not UTF-8"},
	} {
		b, problems := load(t, c.file)
		if len(b.Concepts()) != 0 {
			t.Errorf("%s: %+v", name, b.Concepts())
		}
		if all := strings.Join(problems, "\n"); c.want == "" && all != "" || !strings.Contains(all, c.want) {
			t.Errorf("%s: %s", name, all)
		}
	}
}

func TestLoadMergesFilesAndNamesConflicts(t *testing.T) {
	b, problems := load(t,
		"zh-CN,en-US,es-419,rule,aliases\n顾总,CEO Gu,,must,顾总裁\n林婉,Lin Wan,Lin Wan,,\n",
		"zh,en-US,latam,rule,aliases\n林婉,Lin Wan,Linwan,prefer,\n顾总,President Gu,don Gu,keep,顾老板\n")
	want := []string{
		`b.csv:3:4: "顾总" has the en-US wording "President Gu" here, but "CEO Gu" in a.csv:2:4: delete one of the two; the one here is used`,
		`b.csv:3:24: "顾总" has the rule "keep" here, but "must" in a.csv:2:12: delete one of the two; the one here is used`,
	}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Error(diff)
	}
	g := b.For("latam", language.MustParse("es-419"), language.MustParse("zh-CN"), "").Terms()
	wantTerms := []glossaries.Term{
		{Source: "林婉", Target: "Linwan", Rule: glossaries.Prefer, File: "b.csv", Row: 2},
		{Source: "顾总", Target: "don Gu", Rule: glossaries.Keep, Aliases: []string{"顾总裁", "顾老板"}, File: "b.csv", Row: 3},
	}
	if diff := cmp.Diff(wantTerms, g, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func TestLoadSameRowTwiceIsNoConflict(t *testing.T) {
	b := book(t, "zh,en,rule\n林婉,Lin Wan,must\n林婉,Lin Wan,\n", "zh,en\n林婉,Lin Wan\n")
	if got := b.Concepts(); len(got) != 1 || got[0].Rule != glossaries.Must {
		t.Errorf("%+v, want one concept that must be", got)
	}
}

// FuzzLoad: whatever the file, every place exists, nothing is half read, and
// the glossary works.
func FuzzLoad(f *testing.F) {
	for _, s := range []string{"", "zh,en\n林婉,Lin\n", "zh;en;rule\n林;L;keep\n", "\uFEFFzh,en,note\r\n林,\"a\r\nb\",\"", "zh,en\n\"a\"b,c\n\"\"\"\n", "en,es,pos,description\na,b,c,d\n", "\"\n\"\n\"x\"\"", "zh\n\xff\n"} {
		f.Add([]byte(s), "林婉 says a Lin thing")
	}
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		b, problems := glossaries.Load([]glossaries.File{{Name: "f", Data: data}, {Name: "g", Data: data}}, []string{"us"})
		lines := strings.Count(string(data), "\n") + 1
		for _, p := range problems {
			if p.Row < 1 || p.Row > lines || p.Column < 1 || p.Column > len(data)+1 || p.Message == "" {
				t.Errorf("problem %q of %d lines", p, lines)
			}
		}
		for _, c := range b.Concepts() {
			if len(c.Columns) == 0 || c.Rule == "" || c.Row < 2 || c.Row > lines {
				t.Errorf("concept %+v of %d lines", c, lines)
			}
		}
		g := b.For("us", language.English, language.Chinese, "")
		end := 0
		for _, m := range g.Find(text) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) {
				t.Errorf("match %d:%d after %d in %q", m.Start, m.End, end, text)
			}
			end = m.End
		}
		for _, v := range g.Check(text, text) {
			if v.Message == "" || !v.Missing && v.Found == "" {
				t.Errorf("violation %+v", v)
			}
		}
	})
}
