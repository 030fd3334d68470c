package libretranslate

import (
	_ "embed"
	"strings"

	"golang.org/x/text/language"
)

// languagesCSV is locale,code,note: the service's code for a locale and all
// below it, where that is not the language's own. Source: the codes of Argos
// Translate's packages and LibreTranslate's list of changed codes.
//
//go:embed languages.csv
var languagesCSV string

// Code is the service's code for a locale: es for es-MX, zh-Hant for zh-TW.
func Code(tag language.Tag) string {
	base, _ := tag.Base()
	for ; tag != language.Und; tag = tag.Parent() {
		for _, row := range strings.Split(strings.TrimSpace(languagesCSV), "\n")[1:] {
			cell := strings.SplitN(row, ",", 3)
			if language.Make(cell[0]) == tag {
				return cell[1]
			}
		}
	}
	return base.String()
}

// offered is a language of a server, with those it translates it into.
type offered struct {
	Code    string   `json:"code"`
	Targets []string `json:"targets"`
}
