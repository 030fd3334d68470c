// Package placeholder is the grammar of what stands for markup in a line's
// text: ⟦1⟧, ⟦2⟧ … with a number of one to four digits.
//
// What is here: writing, finding and taking out placeholders. Not here: what
// one stands for (subtitles), and comparing those of two texts
// (localize/check).
//
// Promised: every room finds the same placeholders in the same text; a text
// without "⟦" costs one look.
package placeholder

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Open and Close are the brackets of a placeholder.
const (
	Open  = "⟦"
	Close = "⟧"
)

// Pattern is a placeholder as a regular expression with the number as its
// first group, to be put into others.
const Pattern = `⟦(\d{1,4})⟧`

// mostDigits is how many digits a number has at most.
const mostDigits = 4

var pattern = regexp.MustCompile(Pattern)

// Of is the placeholder of a number.
func Of(n int) string { return Open + strconv.Itoa(n) + Close }

// At is the number of the placeholder that text begins with and its length in
// bytes, which is 0 if it begins with none.
func At(text string) (number, length int) {
	rest, ok := strings.CutPrefix(text, Open)
	if !ok {
		return 0, 0
	}
	digits := 0
	for digits < len(rest) && digits < mostDigits && rest[digits] >= '0' && rest[digits] <= '9' {
		digits++
	}
	if digits == 0 || !strings.HasPrefix(rest[digits:], Close) {
		return 0, 0
	}
	number, _ = strconv.Atoi(rest[:digits])
	return number, len(Open) + digits + len(Close)
}

// All are the placeholders of text as written, in their order.
func All(text string) []string {
	if !strings.Contains(text, Open) {
		return nil
	}
	return pattern.FindAllString(text, -1)
}

// In reports a text with a placeholder in it.
func In(text string) bool { return strings.Contains(text, Open) && pattern.MatchString(text) }

// Spans are where the placeholders of text begin and end, in bytes.
func Spans(text string) [][]int {
	if !strings.Contains(text, Open) {
		return nil
	}
	return pattern.FindAllStringIndex(text, -1)
}

// Strip is text without its placeholders.
func Strip(text string) string { return Replace(text, func(string) string { return "" }) }

// Replace is text with what by makes of each placeholder in its place.
func Replace(text string, by func(placeholder string) string) string {
	if !strings.Contains(text, Open) {
		return text
	}
	return pattern.ReplaceAllStringFunc(text, by)
}

// Digits is the number of a placeholder as written, "" if p is none.
func Digits(p string) string {
	if _, n := At(p); n != len(p) || n == 0 {
		return ""
	}
	_, size := utf8.DecodeRuneInString(p)
	return p[size : len(p)-len(Close)]
}
