package openai

import (
	"context"
	"errors"
	"fmt"

	openai "github.com/sashabaranov/go-openai"

	"dramaport/internal/httpdoor"
	"dramaport/internal/provider"
	"dramaport/localize"
)

// Translator is a localize.Translator. It holds no state but connections.
type Translator struct {
	o      Options
	door   *httpdoor.Door
	client *openai.Client
}

// New returns a translator without asking the server anything. A missing key or
// a setting that cannot work is a *provider.Error.
func New(o Options) (*Translator, error) {
	if o.Name == "" {
		o.Name = "openai"
	}
	full, err := o.complete()
	var known *provider.Error
	switch {
	case errors.As(err, &known):
		return nil, known
	case err != nil:
		return nil, &provider.Error{Provider: o.Name, Kind: provider.Failed, Err: err}
	}
	w, err := newWire(full)
	if err != nil {
		return nil, err
	}
	config := openai.DefaultConfig(full.Key)
	config.BaseURL = w.door.URL()
	config.HTTPClient = w
	return &Translator{full, w.door, openai.NewClientWithConfig(config)}, nil
}

// Models are the names of the models that the server offers.
func (t *Translator) Models(ctx context.Context) ([]string, error) {
	list, err := t.client.ListModels(ctx)
	if err != nil {
		return nil, t.failure(ctx, err)
	}
	names := make([]string, 0, len(list.Models))
	for _, m := range list.Models {
		names = append(names, m.ID)
	}
	return names, nil
}

// Translate implements localize.Translator: one chat completion. Where a reply
// was paid for, its Usage is given even with an error.
func (t *Translator) Translate(ctx context.Context, r localize.Request) (localize.Reply, error) {
	if len(r.Lines) == 0 {
		return localize.Reply{}, ctx.Err()
	}
	body, extra, err := t.body(r)
	if err != nil {
		return localize.Reply{}, err
	}
	res, err := t.client.CreateChatCompletion(withExtra(ctx, extra), body)
	if err != nil {
		return localize.Reply{}, t.failure(ctx, err)
	}
	return t.answer(res, r.Lines)
}

// answer judges a completion. Where it was paid for, its Usage is given even
// with an error.
func (t *Translator) answer(res openai.ChatCompletionResponse, lines []localize.Item) (localize.Reply, error) {
	used := usageOf(res)
	if len(res.Choices) == 0 {
		return localize.Reply{Usage: used}, t.failed(provider.Temporary, errors.New("an answer without content (no choices)"))
	}
	reply, err := t.read(res.Choices[0], lines)
	reply.Usage = used
	return reply, err
}

// body is the completion that asks for r, and the fields of it that the
// client library does not have.
func (t *Translator) body(r localize.Request) (openai.ChatCompletionRequest, map[string]any, error) {
	if t.o.Template != "" {
		return t.plainBody(r)
	}
	extra := map[string]any{}
	if t.o.CacheKey && r.CacheKey != "" {
		extra["prompt_cache_key"] = r.CacheKey
	}
	return openai.ChatCompletionRequest{Model: t.o.Model, Messages: t.messages(r), ResponseFormat: format(t.o.Schema, len(r.Lines))}, extra, nil
}

func (t *Translator) messages(r localize.Request) []openai.ChatCompletionMessage {
	payload := localize.Payload(r)
	switch {
	case r.Prefix == "":
	case t.o.NoSystem:
		payload = r.Prefix + "\n\n" + payload
	default:
		return []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: r.Prefix},
			{Role: openai.ChatMessageRoleUser, Content: payload},
		}
	}
	return []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleUser, Content: payload}}
}

// read judges the one choice of an answer.
func (t *Translator) read(c openai.ChatCompletionChoice, lines []localize.Item) (localize.Reply, error) {
	if c.Message.Refusal != "" {
		return localize.Reply{}, t.failed(provider.Refused, fmt.Errorf("refused: %s", provider.Shorten(c.Message.Refusal)))
	}
	size := 0
	if t.o.Schema == strictSchema {
		size = sizeClass(len(lines))
	}
	reply := readContent(c.Message.Content, lines, size)
	if t.o.Template != "" {
		reply = readPlain(c.Message.Content, lines)
	}
	if len(reply.Texts) == 0 {
		reply.Unread = provider.Shorten(t.door.Mask(c.Message.Content))
	}
	if len(reply.Texts) > 0 && (t.o.Template == "" || c.FinishReason != openai.FinishReasonLength) {
		return reply, nil
	}
	switch c.FinishReason {
	case openai.FinishReasonContentFilter:
		return reply, t.failed(provider.Refused, errors.New("refused by the service's content filter"))
	case openai.FinishReasonLength:
		return reply, t.failed(provider.TooLong, errors.New("the answer broke off before its first line: fewer lines per request, or less reasoning (extra: {reasoning_effort: low})"))
	case "error":
		return reply, t.failed(provider.Temporary, errors.New("the service failed while it answered"))
	}
	return reply, nil
}

func usageOf(res openai.ChatCompletionResponse) localize.Usage {
	u := localize.Usage{InputTokens: int64(res.Usage.PromptTokens), OutputTokens: int64(res.Usage.CompletionTokens)}
	if d := res.Usage.PromptTokensDetails; d != nil {
		u.CachedTokens = int64(d.CachedTokens)
	}
	return u.Possible()
}

// failure is an error of the client library as the caller wants it: ctx's own,
// or a *provider.Error.
func (t *Translator) failure(ctx context.Context, err error) error {
	var known *provider.Error
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("%s: %w", t.o.Name, ctx.Err())
	case errors.As(err, &known):
		return known
	}
	return t.door.Failed(err)
}

func (t *Translator) failed(kind provider.Kind, err error) error { return t.door.Fail(kind, err) }
