package localizetest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"
)

type completion struct {
	ID      string   `json:"id"`
	Object  string   `json:"object"`
	Model   string   `json:"model"`
	Choices []choice `json:"choices"`
	Usage   usage    `json:"usage"`
}

type choice struct {
	Index        int     `json:"index"`
	Message      message `json:"message"`
	FinishReason string  `json:"finish_reason"`
}

type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
	Refusal string `json:"refusal,omitempty"`
}

type usage struct {
	Prompt     int `json:"prompt_tokens"`
	Completion int `json:"completion_tokens"`
	Total      int `json:"total_tokens"`
	Details    struct {
		Cached int `json:"cached_tokens"`
	} `json:"prompt_tokens_details"`
}

// usageOf counts four bytes a token; a prefix that was seen before is cached in
// whole steps of 128 tokens from 1024 on, as OpenAI does.
func usageOf(p Prompt, content string, seen bool) usage {
	u := usage{Prompt: (len(p.System) + len(p.User) + 3) / 4, Completion: (len(content) + 3) / 4}
	u.Total = u.Prompt + u.Completion
	if tokens := len(p.System) / 4 / 128 * 128; seen && tokens >= 1024 {
		u.Details.Cached = tokens
	}
	return u
}

// said is a line's text in the reply.
type said struct {
	key, text string
	raw       string // instead of text, if not ""
}

// answer writes the reply to a prompt, spoiled if a fault says so. required are
// the keys that the request's schema demands.
func (h *Handler) answer(p Prompt, required []string, f Fault) completion {
	var lines []said
	for _, l := range p.Lines {
		if text := h.translate(p, l, f); text != "" {
			lines = append(lines, said{key: strconv.Itoa(l.N), text: text})
		}
	}
	lines = spoilLines(lines, p, f)
	for _, key := range required {
		if n, err := strconv.Atoi(key); err == nil && n > len(p.Lines) {
			lines = append(lines, said{key: key, raw: "null"})
		}
	}
	c := choice{Message: message{Role: "assistant", Content: object(lines)}, FinishReason: "stop"}
	if p.Plain {
		c.Message.Content = ""
		for _, l := range lines {
			c.Message.Content += l.text
		}
	}
	spoilChoice(&c, p, f)
	return completion{ID: "chatcmpl-fake", Object: "chat.completion", Choices: []choice{c}}
}

func (h *Handler) translate(p Prompt, l Line, f Fault) string {
	source := l.Text
	if f.Kind == OtherWords {
		p.Target = otherTarget(p.Target)
	}
	if f.Kind == WrongText {
		return source
	}
	if f.Kind == LostTags {
		l.Text = placeholder.ReplaceAllString(l.Text, "")
	}
	text, known := h.config.Phrasebook[source]
	switch {
	case known:
	case h.config.Translate != nil:
		text = h.config.Translate(p, l)
	default:
		text = words(p, l, f.Kind == LostTerms)
	}
	if f.Kind == LostTags {
		text = placeholder.ReplaceAllString(text, "")
	}
	if f.Kind == Wordy {
		text = strings.TrimSpace(strings.Repeat(text+" ", 3))
	}
	if f.Kind == Padded {
		_, space := wordsOf(p.Target)
		text = strings.TrimRight(text, ".!?。！？") + space + words(p, Line{Text: l.Text + "。"}, true)
	}
	return text
}

// otherTarget is a language in Latin script that is not target's.
func otherTarget(target language.Tag) language.Tag {
	if base, _ := target.Base(); base.String() == "es" {
		return language.English
	}
	return language.Spanish
}

func object(lines []said) string {
	var b strings.Builder
	b.WriteByte('{')
	for i, l := range lines {
		if i > 0 {
			b.WriteByte(',')
		}
		value := l.raw
		if value == "" {
			value = quoted(l.text)
		}
		b.WriteString(quoted(l.key) + ":" + value)
	}
	b.WriteByte('}')
	return b.String()
}

func quoted(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string can always be written
	return strings.TrimSuffix(b.String(), "\n")
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // a client that went away is no failure of ours
}

func writeError(w http.ResponseWriter, status int, code, text string) {
	writeJSON(w, status, map[string]any{"error": map[string]any{"message": text, "type": code, "code": code}})
}

// cut is s without its second half, at a rune.
func cut(s string) string {
	half := len(s) / 2
	for half > 0 && !utf8.RuneStart(s[half]) {
		half--
	}
	return s[:half]
}
