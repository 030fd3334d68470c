package glossaries_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"dramaport/glossaries"
)

func glossary(t *testing.T, market, target, source, file string) glossaries.Glossary {
	t.Helper()
	return book(t, file).For(market, language.MustParse(target), language.MustParse(source), "")
}

func TestForChoosesTheColumn(t *testing.T) {
	for _, c := range []struct{ market, target, source, header, row, want string }{
		{"latam", "es-419", "zh-CN", "zh-CN,es,es-419,latam", "a,es,es-419,latam", "latam"},
		{"latam", "es-419", "zh-CN", "zh-CN,es,es-419,latam", "a,es,es-419,", "es-419"},
		{"latam", "es-419", "zh-CN", "zh-CN,es,es-419,latam", "a,es,,", "es"},
		{"mx", "es-MX", "zh-CN", "zh-CN,es,es-419", "a,es,es-419", "es-419"},
		{"mx", "es-MX", "zh-CN", "zh-CN,latam", "a,latam", ""},
		{"us", "en-US", "zh-CN", "zh,en", "a,en", "en"},
		{"us", "en", "zh", "zh-CN,en-US", "a,en-US", "en-US"},
		{"us", "en-GB", "zh", "zh-CN,en-US", "a,en-US", ""},
		{"us", "en", "zh-Hans", "zh-CN,en", "a,en", "en"},
		{"us", "en", "zh-Hans-CN", "zh,zh-CN,en", "zh,a,en", "en"},
		{"tw", "zh-TW", "en", "en,zh", "a,zh", ""},
		{"tw", "zh-TW", "en", "en,zh,zh-Hant", "a,zh,hant", "hant"},
		{"tw", "zh-Hant", "en", "en,zh-TW,zh", "a,tw,zh", "tw"},
		{"my", "ms-MY", "en", "en,ms,my", "a,ms,my", "my"},
		{"ph", "tl", "en", "en,fil", "a,fil", "fil"},
		{"ca", "fr-CA", "en", "en,fr-Latn", "a,fr", "fr"},
		{"rs", "sr-RS", "en", "en,sr-Latn", "a,latin", ""},
		{"no", "nb-NO", "en", "en,nb", "a,nb", "nb"},
		{"norge", "nb-NO", "en", "en,no", "a,no", "no"},
		{"cn", "zh-CN", "en", "en,cmn", "a,cmn", "cmn"},
	} {
		g := glossary(t, c.market, c.target, c.source, c.header+"\n"+c.row+"\n")
		got := ""
		for _, term := range g.Terms() {
			got = term.Target
			if term.Source != "a" {
				t.Errorf("%+v: source %q", c, term.Source)
			}
		}
		if got != c.want {
			t.Errorf("%s %s of %s: %q, want %q", c.market, c.target, c.header, got, c.want)
		}
	}
}

func TestForKeep(t *testing.T) {
	b := book(t, "zh-CN,en-US,es-419,rule\nKTV,,,keep\nVIP室,VIP room,,keep\n")
	for _, c := range []struct{ market, target, source, pivot, want string }{
		{"us", "en-US", "zh-CN", "", "KTV=KTV VIP室=VIP room"},
		{"latam", "es-419", "zh-CN", "", "KTV=KTV VIP室=VIP室"},
		{"latam", "es-419", "en-US", "us", "KTV=KTV VIP room=VIP room"},
	} {
		var got []string
		for _, term := range b.For(c.market, language.MustParse(c.target), language.MustParse(c.source), c.pivot).Terms() {
			got = append(got, term.Source+"="+term.Target)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.market, s, c.want)
		}
	}
}

func TestForPivot(t *testing.T) {
	b := book(t, "zh-CN,us,es-419,aliases,forms\n总裁,CEO,director,大总裁,chief executive\n首席,CEO,directora,,\n小姐,Miss,,,\n")
	g := b.For("latam", language.MustParse("es-419"), language.MustParse("en-US"), "us")
	terms := g.Terms()
	if len(terms) != 1 || terms[0].Source != "CEO" || terms[0].Target != "directora" || !slices.Contains(terms[0].Forms, "director") {
		t.Fatalf("terms %+v", terms)
	}
	if got := g.Find("The chief executive is here"); len(got) != 1 || got[0].Term.Source != "CEO" {
		t.Errorf("an accepted form of the pivot is not found: %+v", got)
	}
	if v := g.Check("The CEO is here", "Llegó el director"); len(v) != 0 {
		t.Errorf("violations %+v", v)
	}
}

func TestTermsAreStable(t *testing.T) {
	file := "zh,en\n丙,c\n甲,a\n乙,b\n"
	want := glossary(t, "us", "en", "zh", file).Terms()
	if !slices.IsSortedFunc(want, func(a, b glossaries.Term) int { return strings.Compare(a.Source, b.Source) }) {
		t.Errorf("%+v is not sorted", want)
	}
	g := glossary(t, "us", "en", "zh", file)
	g.Terms()[0].Target = "changed"
	if diff := cmp.Diff(want, g.Terms()); diff != "" {
		t.Error(diff)
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ name, source, file, text, want string }{
		{"longest", "zh", "zh,en\n小姐,Miss\n林小姐,Miss Lin\n林,Lin\n", "林小姐和小姐，林", "林小姐 小姐 林"},
		{"overlap", "zh", "zh,en\n一二,x\n二三四,y\n", "一二三四", "二三四"},
		{"as long", "zh", "zh,en\n一二,x\n二三,y\n", "一二三", "一二"},
		{"alias", "zh", "zh,en,aliases\n顾总,Gu,顾老板|顾总裁\n", "顾总裁！顾老板？", "顾总裁 顾老板"},
		{"alias of one is the wording of another", "zh", "zh,en,aliases\n甲,a,乙\n乙,b,\n", "乙", "乙"},
		{"Latin in Chinese", "zh", "zh,en\nCEO,CEO\n", "我是CEO，他不是CEOX", "CEO"},
		{"full-width", "zh", "zh,en\nVIP室,VIP room\n", "去ＶＩＰ室", "ＶＩＰ室"},
		{"across a line break", "zh", "zh,en\n林婉儿,Lin\n", "叫林\n婉儿来", "林\n婉儿"},
		{"across a placeholder", "zh", "zh,en\n林婉儿,Lin\n", "叫⟦1⟧林⟦2⟧婉儿⟦3⟧来", "林⟦2⟧婉儿"},
		{"word boundary", "en", "en,es\nLin,Lin\n", "Lin, Linda and Berlin: Lin's", "Lin Lin"},
		{"capitals of the term", "en", "en,es\nRose,Rosa\nlove,amor\n", "He rose with Love for Rose, ROSE", "Love Rose ROSE"},
		{"both capitals", "en", "en,es\nRose,Rosa\nrose,rosa\n", "Rose", "Rose"},
		{"two words over a line end", "en", "en,es\nGu Group,Grupo Gu\n", "the Gu\nGroup", "Gu\nGroup"},
		{"decomposed", "fr", "fr,en\nhéritière,heiress\n", "l'he\u0301ritie\u0300re", "he\u0301ritie\u0300re"},
		{"Korean particle", "ko", "ko,en\n민수,Minsu\n", "민수가 민수씨는 민수기 김민수", "민수 민수"},
		{"Korean longest", "ko", "ko,en\n회장,chairman\n회장님,Mr. Chairman\n", "회장님께서", "회장님"},
		{"Thai", "th", "th,en\nประธาน,chairman\n", "ท่านประธานมา", "ประธาน"},
		{"Japanese", "ja", "ja,en\n社長,president\n", "田中社長が", "社長"},
		{"Turkish", "tr", "tr,en\nısı,heat\n", "ISI ısı isi", "ISI ısı"},
		{"Arabic clitic", "ar", "ar,en\nعقد,contract\n", "والعقد", "عقد"},
		{"nothing", "zh", "zh,en\n林婉,Lin\n", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := glossary(t, "x", map[bool]string{true: "es", false: "en"}[c.source == "en"], c.source, c.file)
			var got []string
			for _, m := range g.Find(c.text) {
				got = append(got, c.text[m.Start:m.End])
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("found %q, want %q", s, c.want)
			}
		})
	}
}

// TestCheck plants violations of each rule, and near misses that are none.
func TestCheck(t *testing.T) {
	const file = "zh-CN,en-US,rule,aliases,forbidden,forms\n" +
		"顾总,CEO Gu,must,顾总裁,president|Gu,Mr. Gu\n" +
		"林婉,Lin Wan,prefer,,,\n" +
		"KTV,,keep,ktv,,\n" +
		"Rose,ROSE,keep,,,\n" +
		"副总裁,vice president,must,,boss,\n"
	g := glossary(t, "us", "en-US", "zh-CN", file)
	for _, c := range []struct{ name, source, target, want string }{
		{"used", "顾总来了", "CEO Gu is here", ""},
		{"inflected", "顾总的车", "CEO Gu's car", ""},
		{"accepted form", "顾总来了", "Mr. Gu is here", ""},
		{"must", "顾总来了", "The boss is here", "“顾总” must be translated as “CEO Gu” or “Mr. Gu”"},
		{"must, by alias, named once", "顾总裁！顾总！", "Boss! Boss!", "“顾总” must be translated as “CEO Gu” or “Mr. Gu”"},
		{"prefer", "林婉！", "Lynn!", "“林婉” should be translated as “Lin Wan”"},
		{"keep", "去KTV", "to the KTV", ""},
		{"keep with an ending", "去KTV", "KTV's door", ""},
		{"keep, translated", "去KTV", "to the karaoke", "“KTV” must stay as “KTV”, exactly as written"},
		{"keep, other capitals", "去KTV", "to the ktv", "“KTV” must stay as “KTV”, exactly as written"},
		{"keep, as the alias writes it", "去ktv", "to the ktv", ""},
		{"keep with a wording", "Rose来了", "ROSE is here", ""},
		{"keep with a wording, not used", "Rose来了", "Rose is here", "“Rose” must stay as “ROSE”, exactly as written"},
		{"forbidden beside the agreed", "顾总来了", "CEO Gu, the President", "“顾总” must not be translated as “President”: use “CEO Gu” or “Mr. Gu”"},
		{"forbidden within the agreed is not", "顾总来了", "CEO Gu", ""},
		{"forbidden within another's wording is not", "顾总和副总裁", "CEO Gu and the Vice President", ""},
		{"forbidden without the term is not", "总统来了", "the president", ""},
		{"both", "顾总来了", "the president", "“顾总” must be translated as “CEO Gu” or “Mr. Gu”; “顾总” must not be translated as “president”: use “CEO Gu” or “Mr. Gu”"},
		{"empty", "林婉", "", "“林婉” should be translated as “Lin Wan”"},
		{"no term", "你好", "Hello", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, v := range g.Check(c.source, c.target) {
				got = append(got, v.Message)
				if v.Missing != (v.Found == "") || v.Term.Source == "" || v.Term.File != "a.csv" || v.Term.Row < 2 {
					t.Errorf("violation %+v", v)
				}
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("got  %s\nwant %s", s, c.want)
			}
		})
	}
}

func TestCheckFoundIsAsItStands(t *testing.T) {
	g := glossary(t, "us", "en", "zh", "zh,en,forbidden\n总裁,CEO,mister  president\n")
	v := g.Check("总裁", "the CEO, Mister\nPresident ⟦1⟧")
	if len(v) != 1 || v[0].Found != "Mister\nPresident" {
		t.Errorf("violations %+v", v)
	}
}

func BenchmarkFind(b *testing.B) {
	var file strings.Builder
	file.WriteString("zh-CN,en-US\n")
	for i := range 300 {
		fmt.Fprintf(&file, "%c%c总%d,CEO %d\n", '林'+rune(i%40), '婉'+rune(i), i, i)
	}
	file.WriteString("林婉,Lin Wan\n顾总,CEO Gu\n")
	loaded, problems := glossaries.Load([]glossaries.File{{Name: "a", Data: []byte(file.String())}}, nil)
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	g := loaded.For("us", language.AmericanEnglish, language.MustParse("zh-CN"), "")
	b.Run("Find", func(b *testing.B) {
		for b.Loop() {
			if len(g.Find("林婉，你以为你是谁，敢这样对顾总说话！")) != 2 {
				b.Fatal("not found")
			}
		}
	})
	b.Run("Check", func(b *testing.B) {
		for b.Loop() {
			if len(g.Check("林婉，你以为你是谁，敢这样对顾总说话！", "Lin Wan, who do you think you are, talking to CEO Gu like that!")) != 0 {
				b.Fatal("violation")
			}
		}
	})
}
