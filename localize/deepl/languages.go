package deepl

import (
	_ "embed"
	"strings"

	"golang.org/x/text/language"
)

// languagesCSV is locale,source,target,note: DeepL's names for a locale and
// all below it. Source: developers.deepl.com, supported languages; ES-419:
// the API's /v2/languages.
//
//go:embed languages.csv
var languagesCSV string

// Codes are DeepL's names for two locales; ok is false if it does not serve
// the pair.
func Codes(source, target language.Tag) (from, into string, ok bool) {
	s, sourceOK := row(source)
	t, targetOK := row(target)
	if !sourceOK || !targetOK {
		return "", "", false
	}
	return s[1], t[2], true
}

// row is the table's row for the locale or the nearest above it: es-MX is
// below es-419, which is below es.
func row(tag language.Tag) ([]string, bool) {
	for ; tag != language.Und; tag = tag.Parent() {
		for _, line := range strings.Split(strings.TrimSpace(languagesCSV), "\n")[1:] {
			cell := strings.SplitN(line, ",", 4)
			if language.Make(cell[0]) == tag {
				return cell, true
			}
		}
	}
	return nil, false
}
