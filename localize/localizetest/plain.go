package localizetest

import (
	"regexp"
	"strings"

	"golang.org/x/text/language"
)

// translationOptions is what Qwen-MT is told beside the text.
type translationOptions struct {
	Target string `json:"target_lang"`
	Terms  []struct{ Source, Target string }
}

var (
	gemmaTarget = regexp.MustCompile(`\(([A-Za-z0-9-]+)\) translator\.`)
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
		p.Terms[t.Source] = t.Target
	}
	p.Plain, p.Lines = true, []Line{{N: 1, Text: text}}
}
