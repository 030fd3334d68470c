package localize

import (
	"context"
	"fmt"
	"sort"

	"dramaport/internal/provider"
)

// fitted is e with so few lines a request that every first request for open
// fits the engine's context; one line if none does.
func (b Batch) fitted(e Engine, units []Unit, open []int) Engine {
	if e.Context <= 0 || len(open) == 0 {
		return e
	}
	most := len(open)
	if e.Lines > 0 {
		most = min(most, e.Lines)
	}
	units = expected(units)
	head := EstimateTokens(b.Prefix)
	headless := b
	headless.Prefix = ""
	if e.Plain || b.uncached(e) {
		head = 0 // counted with each request
	}
	over := func(n int) bool { // n+1 lines a request are too many
		for _, part := range b.chunks(open, n+1) {
			r := headless.requestFor(e, units, part, earlierFailures(e, units, part))
			if head+requestTokens(r)+replyTokens(r) > e.Context {
				return true
			}
		}
		return false
	}
	if over(most - 1) {
		e.Lines = max(1, sort.Search(most, over))
	}
	return e
}

// Fitted is t with requests that would not fit a context of so many tokens
// held back, as provider.TooLong, or as provider.Failed where the request is a
// single line. A server that seems to have cut the prompt without a word, by
// the tokens it counted, has its reply rejected. A context of 0 is not known
// and holds nothing back.
func Fitted(t Translator, name string, context int) Translator {
	if context <= 0 {
		return t
	}
	return windowed{t, name, context}
}

type windowed struct {
	inner   Translator
	name    string
	context int
}

// Translate asks only for what fits.
func (t windowed) Translate(ctx context.Context, r Request) (Reply, error) {
	if len(r.Lines) == 1 && t.needs(r) > t.context {
		r.Context = r.Context.essential()
	}
	if needs := t.needs(r); needs > t.context {
		kind := provider.TooLong
		if len(r.Lines) == 1 {
			kind = provider.Failed
		}
		return Reply{}, t.failed(kind, "the request needs about %d tokens and the context is %d: shorten the bible, or give the server more and write it as context:", needs, t.context)
	}
	reply, err := t.inner.Translate(ctx, r)
	if sent := requestTokens(r); err == nil && t.cut(sent, reply.Usage) {
		return Reply{Usage: reply.Usage}, t.failed(provider.Failed,
			"the server read %d tokens of about %d: it has cut the prompt; give it a context of %d tokens (Ollama: OLLAMA_CONTEXT_LENGTH), or write its true size as context:",
			reply.Usage.InputTokens, sent, t.context)
	}
	return reply, err
}

func (t windowed) needs(r Request) int { return requestTokens(r) + replyTokens(r) }

// cut reports that a server counted less than half of the estimate, which errs
// high, but not by that much. A short prompt is no evidence.
func (t windowed) cut(sent int, u Usage) bool {
	const evidence = 800 // tokens; the rules alone are about as many
	return sent >= evidence && u.InputTokens > 0 && 2*u.InputTokens < int64(sent)
}

func (t windowed) failed(kind provider.Kind, format string, args ...any) error {
	return &provider.Error{Provider: t.name, Kind: kind, Err: fmt.Errorf(format, args...)}
}
