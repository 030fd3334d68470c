package deepl

import (
	"maps"
	"strings"

	"dramaport/internal/placeholder"
	"dramaport/localize"
)

// ours are the fields of the body that extra may not set.
func ours() []string {
	return []string{"text", "source_lang", "target_lang", "context", "tag_handling", "ignore_tags", "show_billed_characters"}
}

// body is the request's JSON; expect are each line's elements.
func (t *Translator) body(r localize.Request, from, into string) (body map[string]any, expect [][]string) {
	var texts []string
	for _, item := range r.Lines {
		terms := item.Terms
		if t.o.Extra["glossary_id"] != nil {
			terms = nil
		}
		text, elements := encode(item.Text, terms)
		texts, expect = append(texts, text), append(expect, elements)
	}
	body = map[string]any{
		"tag_handling_version": "v2", "outline_detection": false, "split_sentences": "nonewlines",
		"non_splitting_tags": []string{placeholderTag, keptTag},
	}
	maps.Copy(body, t.o.Extra)
	maps.Copy(body, map[string]any{
		"text": texts, "source_lang": from, "target_lang": into, "tag_handling": "xml",
		"ignore_tags": []string{keptTag}, "show_billed_characters": true,
	})
	if c := surroundings(r); c != "" {
		body["context"] = c
	}
	return body, expect
}

// mostContext is how many characters of context are sent. DeepL does not bill
// them, but the whole request must stay below 128 KiB.
const mostContext = 4000

// surroundings is the scene in the source language, as DeepL wants context:
// it translates each text by itself, so the request's own lines belong to it.
func surroundings(r localize.Request) string {
	var rows []string
	placed := 0 // of the request's own lines
	for _, l := range r.Context.Lines {
		here := min(max(placed, l.After), len(r.Lines))
		rows = append(rows, own(r.Lines[placed:here])...)
		rows, placed = append(rows, l.Harmless().Source), here
	}
	rows = append(rows, own(r.Lines[placed:])...)
	return clip(strings.Join(rows, "\n"))
}

// own are lines of the request without placeholders.
func own(lines []localize.Item) []string {
	var rows []string
	for _, item := range lines {
		rows = append(rows, placeholder.Strip(item.Text))
	}
	return rows
}

func clip(text string) string {
	runes := []rune(strings.ToValidUTF8(text, ""))
	return string(runes[:min(len(runes), mostContext)])
}
