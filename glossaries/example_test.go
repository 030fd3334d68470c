package glossaries_test

import (
	"fmt"

	"golang.org/x/text/language"

	"dramaport/glossaries"
)

func Example() {
	file := glossaries.File{Name: "glossaries/names.csv", Data: []byte(
		"zh-CN,en-US,rule,forbidden\n" +
			"顾总,CEO Gu,must,President Gu\n" +
			"林婉,Lin Wan,always,\n")}
	book, problems := glossaries.Load([]glossaries.File{file}, []string{"us"})
	for _, p := range problems {
		fmt.Println(p)
	}
	g := book.For("us", language.AmericanEnglish, language.MustParse("zh-CN"), "")
	for _, v := range g.Check("顾总来了！", "President Gu is here!") {
		fmt.Println(v.Message)
	}
	// Output:
	// glossaries/names.csv:3:12: unknown rule "always": write must, prefer or keep; the row is left out
	// “顾总” must be translated as “CEO Gu”
	// “顾总” must not be translated as “President Gu”: use “CEO Gu”
}
