package openai

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// Servers that speak this protocol write its fields in other types: counts as
// text or with decimals, a message as an object, a time as text. The types here
// take what can be understood and never fail.

// number is a whole number, also one written with decimals or as a text; 0 if
// there is none.
type number int64

// UnmarshalJSON never fails.
func (n *number) UnmarshalJSON(raw []byte) error {
	text := strings.Trim(strings.TrimSpace(string(raw)), `"`)
	if f, err := strconv.ParseFloat(text, 64); err == nil && math.Abs(f) < 1<<53 {
		*n = number(f)
	}
	return nil
}

// words is a text, "" if there is none.
type words string

// UnmarshalJSON never fails.
func (w *words) UnmarshalJSON(raw []byte) error {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		*w = words(text)
	}
	return nil
}

// content is what a model wrote: a text, a list of parts whose texts are one,
// or the JSON itself where a server has read the model's JSON already.
type content string

// UnmarshalJSON never fails.
func (c *content) UnmarshalJSON(raw []byte) error {
	var text *string
	var parts []struct {
		Text *string `json:"text"`
	}
	switch {
	case json.Unmarshal(raw, &text) == nil:
		if text != nil {
			*c = content(*text)
		}
		return nil
	case json.Unmarshal(raw, &parts) == nil:
		for _, p := range parts {
			if p.Text == nil {
				*c = content(raw)
				return nil
			}
			*c += content(*p.Text)
		}
		return nil
	}
	*c = content(raw)
	return nil
}

// maybe is a value that is left empty where it is of another kind.
type maybe[T any] struct{ value T }

// UnmarshalJSON never fails.
func (m *maybe[T]) UnmarshalJSON(raw []byte) error {
	var v T
	if json.Unmarshal(raw, &v) == nil {
		m.value = v
	}
	return nil
}

// completion is what of a chat completion is read.
type completion struct {
	Choices maybe[[]maybe[choice]] `json:"choices"`
	Usage   maybe[usage]           `json:"usage"`
}

type choice struct {
	Message maybe[struct {
		Content content `json:"content"`
		Refusal words   `json:"refusal"`
	}] `json:"message"`
	FinishReason words `json:"finish_reason"`
}

type usage struct {
	Input   number `json:"prompt_tokens"`
	Output  number `json:"completion_tokens"`
	Details maybe[struct {
		Cached number `json:"cached_tokens"`
	}] `json:"prompt_tokens_details"`
	// Hit is DeepSeek's count of cached tokens.
	Hit number `json:"prompt_cache_hit_tokens"`
}

// readCompletion reads a chat completion, as far as it can be understood.
func readCompletion(body []byte) openai.ChatCompletionResponse {
	var c maybe[completion]
	_ = json.Unmarshal(body, &c)
	u := c.value.Usage.value
	cached := u.Details.value.Cached
	if cached == 0 {
		cached = u.Hit
	}
	res := openai.ChatCompletionResponse{Usage: openai.Usage{PromptTokens: int(u.Input), CompletionTokens: int(u.Output),
		PromptTokensDetails: &openai.PromptTokensDetails{CachedTokens: int(cached)}}}
	for _, one := range c.value.Choices.value {
		m := one.value.Message.value
		res.Choices = append(res.Choices, openai.ChatCompletionChoice{FinishReason: openai.FinishReason(one.value.FinishReason),
			Message: openai.ChatCompletionMessage{Role: openai.ChatMessageRoleAssistant, Content: string(m.Content), Refusal: string(m.Refusal)}})
	}
	return res
}

// readModels reads a list of models, as far as it can be understood.
func readModels(body []byte) openai.ModelsList {
	var list struct {
		Data maybe[[]maybe[struct {
			ID words `json:"id"`
		}]] `json:"data"`
	}
	_ = json.Unmarshal(bytes.TrimSpace(body), &list)
	var models openai.ModelsList
	for _, m := range list.Data.value {
		if id := string(m.value.ID); id != "" {
			models.Models = append(models.Models, openai.Model{ID: id})
		}
	}
	return models
}
