package glossaries_test

import (
	"fmt"

	"golang.org/x/text/language"

	"dramaport/glossaries"
)

// names is a glossary with a faulty row.
func names() glossaries.File {
	return glossaries.File{Name: "glossaries/names.csv", Data: []byte(
		"zh-CN,en-US,es-419,type,rule,forbidden:en-US,forms:es-419\n" +
			"顾总,CEO Gu,el director Gu,title,must,President Gu,la dirección\n" +
			"陆总,Mr. Lu,,title,,,\n" +
			"林婉,Lin Wan,Lin Wan,person,must,,\n" +
			"医生,doctor,,,always,,\n")}
}

func Example() {
	book, problems := glossaries.Load([]glossaries.File{names()}, []string{"us"})
	for _, p := range problems {
		fmt.Println(p)
	}
	g := book.For("us", language.AmericanEnglish, language.MustParse("zh-CN"), "")
	for _, v := range g.Check("顾总来了！", "President Gu is here!") {
		fmt.Println(v.Message)
	}
	// Output:
	// glossaries/names.csv:5:13: unknown rule "always": write must, prefer or keep; the row is left out
	// “顾总” must be translated as “CEO Gu”
	// “顾总” must not be translated as “President Gu”: use “CEO Gu”
}

func ExampleLoad() {
	book, problems := glossaries.Load([]glossaries.File{names()}, []string{"us"})
	for _, c := range book.Concepts() {
		fmt.Println(c.File, c.Row, c.Columns["zh-CN"], c.Columns["en-US"], c.ForbiddenIn["en-US"])
	}
	fmt.Println(len(problems), "problem")
	// Output:
	// glossaries/names.csv 2 顾总 CEO Gu [President Gu]
	// glossaries/names.csv 3 陆总 Mr. Lu []
	// glossaries/names.csv 4 林婉 Lin Wan []
	// 1 problem
}

func ExampleGlossary_Find() {
	book, _ := glossaries.Load([]glossaries.File{names()}, nil)
	g := book.For("us", language.AmericanEnglish, language.MustParse("zh-CN"), "")
	for _, line := range []string{"顾总，陆总找你。", "大陆总是下雨。"} {
		for _, m := range g.Find(line) {
			fmt.Printf("%s at %d: %s\n", m.Term.Source, m.Start, m.Term.Agreement())
		}
	}
	// Output:
	// 顾总 at 0: 顾总 = CEO Gu (must)
	// 陆总 at 9: 陆总 = Mr. Lu (prefer)
}

func ExampleGlossary_Check() {
	book, _ := glossaries.Load([]glossaries.File{names()}, nil)
	us := book.For("us", language.AmericanEnglish, language.MustParse("zh-CN"), "")
	latam := book.For("latam", language.MustParse("es-419"), language.MustParse("zh-CN"), "")
	for _, v := range us.Check("林婉来了！", "Lin Wang is here!") {
		fmt.Println(v.Message)
	}
	fmt.Println(len(us.Check("林婉的车", "Lin Wan's car")), len(latam.Check("顾总来了！", "¡Llegó la dirección!")))
	// Output:
	// “林婉” must be translated as “Lin Wan”
	// 0 0
}

func ExampleBook_UnboundColumns() {
	file := glossaries.File{Name: "glossaries/uk.csv", Data: []byte("zh-CN,en-GB\n电梯,lift\n")}
	book, _ := glossaries.Load([]glossaries.File{file}, []string{"us"})
	uses := []glossaries.Use{{Market: "us", Target: language.AmericanEnglish, Source: language.MustParse("zh-CN")}}
	for _, p := range book.UnboundColumns(uses) {
		fmt.Println(p)
	}
	// Output:
	// glossaries/uk.csv:1:7: warning: the column en-GB binds nothing: market us (en-US) reads us, en-US, en; rename it if its words are meant for that
}
