package localizetest

import (
	"regexp"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// translationOptions is what Qwen-MT is told beside the text.
type translationOptions struct {
	Target string `json:"target_lang"`
	Terms  []struct{ Source, Target string }
}

var (
	gemmaTarget = regexp.MustCompile(`\(([A-Za-z0-9-]+)\) translator\.`)
	hunyuanInto = regexp.MustCompile(`(?:segment into (.+?), without|文本翻译(?:为|成)(.+?)，注意)`)
	seedTarget  = regexp.MustCompile(` <([a-z]{2,3})>$`)
	hunyuanTerm = regexp.MustCompile(`(?m)^(.+?) (?:翻译成|translates to) (.+)$`)
)

// readPlain reads a message without LINES:, as translation models are asked:
// the text is its last row.
func (p *Prompt) readPlain(o translationOptions) {
	text := strings.TrimSpace(p.User)
	if text == "" {
		return
	}
	target := o.Target
	if m := seedTarget.FindStringSubmatch(text); m != nil {
		target, text = m[1], strings.TrimSuffix(text, m[0])
	} else if m := gemmaTarget.FindAllStringSubmatch(text, -1); len(m) > 0 {
		target = m[len(m)-1][1]
	} else if m := hunyuanInto.FindStringSubmatch(text); m != nil {
		target = codeOf(m[1] + m[2])
	}
	if target != "" {
		p.Target = language.Make(strings.ReplaceAll(target, "_", "-"))
	}
	head := ""
	if at := strings.LastIndexByte(text, '\n'); at >= 0 {
		head, text = text[:at], text[at+1:]
	}
	for _, m := range hunyuanTerm.FindAllStringSubmatch(head, -1) {
		p.Terms[m[1]] = m[2]
	}
	for _, t := range o.Terms {
		if t.Source != "" { // it would stand everywhere
			p.Terms[t.Source] = t.Target
		}
	}
	p.Plain, p.Lines = true, []Line{{N: 1, Text: text}}
}

// codeOf is the language of words.csv that name means in English or Chinese, ""
// if none does. A variety is its language.
func codeOf(name string) string {
	for _, row := range strings.Split(strings.TrimSpace(wordsCSV), "\n")[1:] {
		code, _, _ := strings.Cut(row, ",")
		tag := language.Make(code)
		if strings.Contains(name, display.English.Languages().Name(tag)) || strings.Contains(name, display.Languages(language.Chinese).Name(tag)) {
			return code
		}
	}
	return ""
}
