package check

import (
	"fmt"

	"dramaport/internal/lang"
	"dramaport/season"
	"dramaport/subtitles"
)

// changedNumber compares the numbers of both texts as values, however they are
// written. It speaks only of numbers that are sure to be meant as such, and not
// of those inside a term, whose wording is agreed.
func changedNumber(s Subject) []season.Finding {
	source := lang.NumbersIn(subtitles.Plain(s.Source), s.SourceTag)
	target := lang.NumbersIn(subtitles.Plain(s.Text), s.Target)
	if len(source)+len(target) == 0 {
		return nil
	}
	var agreed []lang.Number
	for _, m := range s.found() {
		for _, w := range append([]string{m.Term.Source, m.Term.Translation()}, m.Term.Forms...) {
			agreed = append(append(agreed, lang.NumbersIn(w, s.SourceTag)...), lang.NumbersIn(w, s.Target)...)
		}
	}
	if n := lang.MissingNumber(wanted(source, s), append(target, agreed...)); n != nil {
		return []season.Finding{s.finding(season.RuleNumberChanged, fmt.Sprintf("%s of the source is not in the translation", n.Text)).Of(n.Text)}
	}
	if n := lang.MissingNumber(lang.CertainNumbers(target), append(source, agreed...)); n != nil && lang.NumeralsOf(s.SourceTag) != nil {
		return []season.Finding{s.finding(season.RuleNumberChanged, fmt.Sprintf("%s is not in the source", n.Text)).In(n.Text)}
	}
	return nil
}

// wanted are the source's numbers that the translation must have. Where the
// target's number words are not known, small and round ones may be there in
// words.
func wanted(source []lang.Number, s Subject) []lang.Number {
	sure := lang.CertainNumbers(source)
	if lang.NumeralsOf(s.Target) != nil {
		return sure
	}
	var odd []lang.Number
	for _, n := range sure {
		if v := n.Values[0]; v > 100 && int64(v)%100 != 0 {
			odd = append(odd, n)
		}
	}
	return odd
}
