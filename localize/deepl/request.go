package deepl

import (
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"

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

// shown and asked are the lines of Request.Context: "- speaker|source =>
// translation" around the request, and "[1-9]" where its own lines stand.
var (
	shown = regexp.MustCompile(`^- [^|]*\|(.*)$`)
	asked = regexp.MustCompile(`^\[(\d+)(?:-(\d+))?\]$`)
)

// surroundings is the scene in the source language, as DeepL wants context:
// it translates each text by itself, so the request's own lines belong to it.
func surroundings(r localize.Request) string {
	scene, _, _ := strings.Cut(r.Context, "REPAIR (")
	var rows []string
	placed := false
	for _, row := range strings.Split(scene, "\n") {
		if m := asked.FindStringSubmatch(row); m != nil {
			rows, placed = append(rows, own(r, m[1], m[2])...), true
		} else if m := shown.FindStringSubmatch(row); m != nil {
			source, _, _ := strings.Cut(m[1], " => ")
			rows = append(rows, source)
		}
	}
	if !placed {
		rows = append(rows, own(r, "1", fmt.Sprint(len(r.Lines)))...)
	}
	return clip(strings.Join(rows, "\n"))
}

// own are the request's lines first to last, without placeholders.
func own(r localize.Request, first, last string) []string {
	from, _ := strconv.Atoi(first)
	to, err := strconv.Atoi(last)
	if err != nil {
		to = from
	}
	var rows []string
	for _, item := range r.Lines {
		if item.N >= from && item.N <= to {
			rows = append(rows, anyPlaceholder.ReplaceAllString(item.Text, ""))
		}
	}
	return rows
}

var anyPlaceholder = regexp.MustCompile(`⟦[0-9]+⟧`)

func clip(text string) string {
	runes := []rune(strings.ToValidUTF8(text, ""))
	return string(runes[:min(len(runes), mostContext)])
}
