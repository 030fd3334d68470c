package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

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
	source, target = withoutPhones(source, target, s)
	if lang.NumbersMonths(s.SourceTag) != lang.NumbersMonths(s.Target) { // a name stands for a number
		source, target = slices.DeleteFunc(source, lang.Number.IsMonth), slices.DeleteFunc(target, lang.Number.IsMonth)
	}
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

// phone is digits in groups as a telephone number is written.
var phone = regexp.MustCompile(`[0-9]+(?:[ \-.\x{A0}\x{202F}][0-9]+)*`)

// withoutPhones takes out the numbers of telephone numbers that both texts
// have, in whatever groups.
func withoutPhones(source, target []lang.Number, s Subject) ([]lang.Number, []lang.Number) {
	for _, a := range phone.FindAllString(subtitles.Plain(s.Source), -1) {
		for _, b := range phone.FindAllString(subtitles.Plain(s.Text), -1) {
			if digits := onlyDigits(a); len(digits) >= leastPhone && digits == onlyDigits(b) {
				return outside(source, digits), outside(target, digits)
			}
		}
	}
	return source, target
}

// leastPhone is how many digits a telephone number has at least.
const leastPhone = 7

func onlyDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// outside are the numbers that are no group of digits.
func outside(ns []lang.Number, digits string) []lang.Number {
	return slices.DeleteFunc(slices.Clone(ns), func(n lang.Number) bool { return strings.Contains(digits, onlyDigits(n.Text)) })
}
