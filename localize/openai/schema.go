package openai

import (
	"encoding/json"
	"strconv"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// sizes are the size classes of the strict schema. An episode of 1-3 minutes
// has 40-60 lines, a small model's batch 10-15, a repair 1-5 (source:
// docs/sources.md C4). Above the last, a class every fifty lines.
var sizes = []int{1, 5, 10, 15, 20, 30, 40, 50, 60, 80, 100}

func sizeClass(lines int) int {
	for _, n := range sizes {
		if lines <= n {
			return n
		}
	}
	return (lines + 49) / 50 * 50
}

// schema is written by hand, without $ref, which some local servers do not
// know, and is the same bytes for a class.
func schema(class int) json.RawMessage {
	var properties, required strings.Builder
	for n := 1; n <= class; n++ {
		if n > 1 {
			properties.WriteByte(',')
			required.WriteByte(',')
		}
		key := strconv.Quote(strconv.Itoa(n))
		properties.WriteString(key + `:{"type":["string","null"]}`)
		required.WriteString(key)
	}
	return json.RawMessage(`{"type":"object","description":"The translation of each line by its number; null for a number that is not among the lines.",` +
		`"properties":{` + properties.String() + `},"required":[` + required.String() + `],"additionalProperties":false}`)
}

// format is how a request of so many lines asks for JSON.
func format(kind string, lines int) *openai.ChatCompletionResponseFormat {
	switch kind {
	case strictSchema:
		return &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: "lines", Schema: schema(sizeClass(lines)), Strict: true},
		}
	case objectSchema:
		return &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	return nil
}
