package openai

import (
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"dramaport/localize"
)

// templatesCSV is how translation models want to be asked. A row with a
// writing is for pairs of which either side is of that language; before is
// the text's template where lines before it are known, if the model has one.
//
//go:embed templates.csv
var templatesCSV string

// template is a row of templates.csv.
type template struct{ name, writing, termHead, term, before, text string }

var templates = sync.OnceValue(func() []template {
	rows, err := csv.NewReader(strings.NewReader(templatesCSV)).ReadAll()
	if err != nil {
		return nil // part of the program: a test reads it
	}
	var all []template
	for _, r := range rows[1:] {
		all = append(all, template{r[0], r[1], r[2], r[3], r[4], r[5]})
	}
	return all
})

// templateFor is the template of that name for a pair of languages.
func templateFor(name string, source, target language.Tag) (template, bool) {
	for _, t := range templates() {
		if t.name == name && (t.writing == "" || t.writing == base(source) || t.writing == base(target)) {
			return t, true
		}
	}
	return template{}, false
}

// prompt is the one message for a request of one line.
func (t template) prompt(r localize.Request) string {
	line := r.Lines[0]
	var terms strings.Builder
	if agreed := stated(line.Terms); t.term != "" && len(agreed) > 0 {
		terms.WriteString(t.termHead)
		for _, w := range agreed {
			terms.WriteString(strings.NewReplacer("{term}", oneLine(w.Source), "{wording}", oneLine(w.Target)).Replace(t.term))
		}
		terms.WriteString("\n")
	}
	text := t.text
	if t.before != "" && len(r.Context.Before) > 0 {
		text = t.before
	}
	return terms.String() + strings.NewReplacer(
		"{source}", english(r.Source), "{target}", english(r.Target),
		"{source_code}", r.Source.String(), "{target_code}", r.Target.String(),
		"{target_base}", base(r.Target), "{target_zh}", display.Languages(language.Chinese).Name(r.Target),
		"{before}", strings.Join(r.Context.Before, "\n"), "{text}", oneLine(line.Text),
	).Replace(text)
}

// stated are the wordings that have both sides: one without a source
// would be a rule for every place of the text.
func stated(all []localize.Wording) []localize.Wording {
	return slices.DeleteFunc(slices.Clone(all), func(w localize.Wording) bool {
		return strings.TrimSpace(w.Source) == "" || strings.TrimSpace(w.Target) == ""
	})
}

// oneLine keeps a text of the season from looking like a part of the prompt,
// and takes its control characters out.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}

func english(t language.Tag) string { return display.English.Tags().Name(t) }

func base(t language.Tag) string {
	b, _ := t.Base()
	return b.String()
}

// options are Qwen-MT's translation_options for a request of one line; more
// are what the season's own extra says of them, such as domains.
func options(r localize.Request, more map[string]any) map[string]any {
	o := map[string]any{"source_lang": qwenCode(r.Source), "target_lang": qwenCode(r.Target)}
	var terms, memory []map[string]string
	for _, e := range r.Lines[0].Examples {
		memory = append(memory, map[string]string{"source": e.Source, "target": e.Target})
	}
	if len(memory) > 0 {
		o["tm_list"] = memory
	}
	for _, w := range stated(r.Lines[0].Terms) {
		terms = append(terms, map[string]string{"source": w.Source, "target": w.Target})
	}
	if len(terms) > 0 {
		o["terms"] = terms
	}
	for name, value := range more {
		o[name] = value
	}
	return o
}

// qwenCode is a language by Qwen-MT's list of codes. Source:
// alibabacloud.com/help/en/model-studio/translation-abilities.
func qwenCode(t language.Tag) string {
	script, _ := t.Script()
	switch b := base(t); {
	case b == "zh" && script.String() == "Hant":
		return "zh_tw"
	case b == "fil":
		return "tl"
	default:
		return b
	}
}
