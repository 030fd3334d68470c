package openai

import (
	"context"
	"errors"
	"fmt"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"dramaport/internal/provider"
	"dramaport/localize"
)

// MostLines implements localize.LineLimited: a translation model takes one text a
// request, a chat model any number of lines.
func (t *Translator) MostLines() int {
	if t.o.Template != "" {
		return 1
	}
	return 0
}

// plainBody is the completion that asks a translation model for one line, and
// its further fields.
func (t *Translator) plainBody(r localize.Request) (openai.ChatCompletionRequest, map[string]any, error) {
	if len(r.Lines) > 1 {
		return openai.ChatCompletionRequest{}, nil, t.failed(provider.TooLong, errors.New("the model takes one text a request: lines: 1"))
	}
	form, ok := templateFor(t.o.Template, r.Source, r.Target)
	if !ok {
		return openai.ChatCompletionRequest{}, nil, t.failed(provider.Failed, fmt.Errorf("there is no template %q", t.o.Template))
	}
	extra := map[string]any{}
	if form.name == qwenMT {
		more, _ := t.o.Extra[optionsField].(map[string]any)
		extra[optionsField] = options(r, more)
	}
	return openai.ChatCompletionRequest{
		Model:    t.o.Model,
		Messages: []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleUser, Content: form.prompt(r)}},
	}, extra, nil
}

const (
	qwenMT       = "qwen-mt"
	optionsField = "translation_options"
)

// readPlain takes the one text that a translation model wrote.
func readPlain(content string, lines []localize.Item) localize.Reply {
	text := thinking.ReplaceAllString(content, "")
	if m := fence.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	reply := localize.Reply{Texts: map[int]string{}, Refused: map[int]string{}}
	text = strings.TrimSpace(strings.ToValidUTF8(text, ""))
	switch {
	case announced(text, lines[0].Text):
		reply.Strange = append(reply.Strange, provider.Shorten(text))
	case text != "":
		reply.Texts[lines[0].N] = text
	}
	return reply
}

// announced reports a text that begins with a line of talk ending in a colon,
// where the source has none: what follows it cannot be told from more talk.
func announced(text, source string) bool {
	head, rest, several := strings.Cut(text, "\n")
	head = strings.TrimSpace(head)
	colon := strings.HasSuffix(head, ":") || strings.HasSuffix(head, "：")
	return several && colon && strings.TrimSpace(rest) != "" && !strings.ContainsAny(source, ":：")
}

// extraKey carries a request's own further fields to the transport.
type extraKey struct{}

// withExtra is ctx for a request with further fields in its body.
func withExtra(ctx context.Context, fields map[string]any) context.Context {
	return context.WithValue(ctx, extraKey{}, fields)
}

// extraOf are the fields of a request: the season's and its own.
func (o Options) extraOf(ctx context.Context) map[string]any {
	own, _ := ctx.Value(extraKey{}).(map[string]any)
	return o.merged(own)
}

// merged are the season's further fields with a request's own over them.
func (o Options) merged(own map[string]any) map[string]any {
	all := map[string]any{}
	for name, value := range o.Extra {
		all[name] = value
	}
	for name, value := range own {
		all[name] = value
	}
	return all
}
