package localize

import (
	"fmt"

	"dramaport/season"
)

// changedNumber compares the numbers of both texts as values, however they are
// written. It speaks only of numbers that are sure to be meant as such, and not
// of those inside a term, whose wording is agreed.
func changedNumber(s Subject) []season.Finding {
	source := numbersIn(plain(s.Source), s.SourceTag)
	target := numbersIn(plain(s.Text), s.Target)
	if len(source)+len(target) == 0 {
		return nil
	}
	var agreed []number
	for _, m := range s.found() {
		for _, w := range append([]string{m.Term.Source, targetOf(m.Term)}, m.Term.Forms...) {
			agreed = append(append(agreed, numbersIn(w, s.SourceTag)...), numbersIn(w, s.Target)...)
		}
	}
	if n := missing(wanted(source, s), append(target, agreed...)); n != nil {
		return []season.Finding{s.finding(season.RuleNumberChanged, fmt.Sprintf("%s of the source is not in the translation", n.text)).Of(n.text)}
	}
	if n := missing(certain(target), append(source, agreed...)); n != nil && numeralsOf(s.SourceTag) != nil {
		return []season.Finding{s.finding(season.RuleNumberChanged, fmt.Sprintf("%s is not in the source", n.text)).In(n.text)}
	}
	return nil
}

// wanted are the source's numbers that the translation must have. Where the
// target's number words are not known, small and round ones may be there in
// words.
func wanted(source []number, s Subject) []number {
	sure := certain(source)
	if numeralsOf(s.Target) != nil {
		return sure
	}
	var odd []number
	for _, n := range sure {
		if v := n.values[0]; v > 100 && int64(v)%100 != 0 {
			odd = append(odd, n)
		}
	}
	return odd
}
