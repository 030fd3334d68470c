package memory_test

import (
	"fmt"

	"golang.org/x/text/language"

	"dramaport/localize/memory"
)

// english is a memory of a season from Chinese into English.
func english(names ...memory.Name) *memory.Memory {
	return memory.NewFor(memory.Options{Source: language.Chinese, Target: language.English, Series: "The Substitute Bride", Names: names})
}

// Of entries at the same known place the one added last counts; where the places
// are not known, entries contradict each other, and none applies itself.
func ExampleMemory_Add() {
	m := english()
	m.Add(memory.Entry{Source: "你骗了我三年。", Target: "You deceived me.", Prev: "林婉！", Series: "The Substitute Bride"})
	m.Add(memory.Entry{Source: "你骗了我三年。", Target: "You lied to me for three years.", Prev: "林婉！", Series: "The Substitute Bride"})
	m.Add(memory.Entry{Source: "你骗了我三年。", Target: " ", Prev: "林婉！"}) // says nothing: not kept
	hit, _ := m.Match("你骗了我三年。", "林婉！", "", "", language.Chinese)
	fmt.Println(m.Len(), hit.Target)

	m.Add(memory.Entry{Source: "你到底想要什么？", Target: "What do you want?"})
	m.Add(memory.Entry{Source: "你到底想要什么？", Target: "What is it?"})
	_, ok := m.Match("你到底想要什么？", "", "", "", language.Chinese)
	fmt.Println(m.Len(), ok)
	// Output:
	// 1 You lied to me for three years.
	// 3 false
}

// A short text stands for another only between the same neighbours.
func ExampleMemory_Match() {
	m := english()
	m.Add(memory.Entry{Source: "走。", Target: "Let's go.", Prev: "车来了。", Next: "等等我！", Series: "The Substitute Bride"})
	m.Add(memory.Entry{Source: "这份合同是谁签的字？", Target: "Who signed this contract?", Prev: "看。", Series: "The Substitute Bride"})

	hit, ok := m.Match("走。", "车来了。", "等等我！", "", language.Chinese)
	fmt.Println(hit.Percent, hit.Target, ok)
	_, ok = m.Match("走。", "滚！", "", "", language.Chinese)
	fmt.Println("elsewhere:", ok)
	hit, ok = m.Match("这份合同是谁签的字？", "你说。", "", "", language.Chinese)
	fmt.Println(hit.Percent, hit.Target, ok)
	// Output:
	// 101 Let's go. true
	// elsewhere: false
	// 100 Who signed this contract? true
}

// A similar text is shown with the line's own name, where both wordings are
// agreed.
func ExampleMemory_Similar() {
	m := english(memory.Name{Source: "林婉", Target: "Lin Wan"}, memory.Name{Source: "苏晴", Target: "Su Qing"})
	m.Add(memory.Entry{Source: "林婉骗了我整整三年。", Target: "Lin Wan lied to me for three years.", Series: "The Substitute Bride",
		Names: []memory.Name{{Source: "林婉", Target: "Lin Wan"}}})
	for _, hit := range m.Similar(memory.Wanted{Source: "苏晴骗了我整整三年！"}, 3) {
		fmt.Println(hit.Percent, hit.Target)
	}
	// Output: 99 Su Qing lied to me for three years.
}
