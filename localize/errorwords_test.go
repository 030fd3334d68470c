package localize_test

import (
	"testing"

	"dramaport/localize/check"
	"dramaport/season"

	"golang.org/x/text/language"
)

// Words of services and error pages are never a translation.
func TestErrorWordsAreFound(t *testing.T) {
	for text, want := range map[string]season.Rule{
		"I'm sorry, but I can't help with that.":            season.RuleRefusal,
		"Error: 429 Too Many Requests, rate limit exceeded": season.RuleLeak,
		"<html><body>502 Bad Gateway</body></html>":         season.RuleLeak,
		"[untranslated]":                   season.RuleLeak,
		"N/A":                              season.RuleLeak,
		"Internal Server Error":            season.RuleLeak,
		"You made one error too many.":     "",
		"That translation is lost on him.": "",
		"Nobody can help me with that.":    "",
	} {
		found := season.Rule("")
		for _, d := range check.Line(check.Subject{Line: season.Line{Text: "你骗了我整整三年啊。"}, Source: "你骗了我整整三年啊。",
			SourceTag: language.MustParse("zh-CN"), Target: language.AmericanEnglish, Text: text, Market: season.Market{Name: "us", Locale: language.AmericanEnglish}}) {
			if d.Rule == season.RuleRefusal || d.Rule == season.RuleLeak {
				found = d.Rule
			}
		}
		if found != want {
			t.Errorf("%q: %q, want %q", text, found, want)
		}
	}
}
