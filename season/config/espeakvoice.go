package config

import (
	_ "embed" // for the voices
	"strings"

	"golang.org/x/text/language"
)

// espeakVoices is a CSV of the languages that espeak-ng speaks; its third
// column is where that is known from.
//
//go:embed espeak_voices.csv
var espeakVoices string

// espeakVoice is espeak-ng's voice for a locale: that of the locale, or of its
// language; "" if there is none.
func espeakVoice(tag language.Tag) string {
	base, _ := tag.Base()
	region, sure := tag.Region()
	wanted := []string{strings.ToLower(base.String() + "-" + region.String()), strings.ToLower(base.String())}
	if sure != language.Exact {
		wanted = wanted[1:]
	}
	for _, w := range wanted {
		for row := range strings.Lines(espeakVoices) {
			cells := strings.Split(strings.TrimSpace(row), ",")
			if cells[0] == w {
				return cells[1]
			}
		}
	}
	return ""
}
