package localize

import (
	"context"

	"dramaport/internal/debuglog"
	"dramaport/internal/provider"
)

// Logged is t with each of its requests told to the debug log, if there is one.
// It belongs next to the engine, where a retry is a request of its own. name is
// the translator's in season.yaml.
func Logged(t Translator, name string) Translator { return logged{t, name} }

type logged struct {
	inner Translator
	name  string
}

// Translate asks, and tells of it.
func (l logged) Translate(ctx context.Context, r Request) (Reply, error) {
	outer := debuglog.From(ctx)
	if outer == nil {
		return l.inner.Translate(ctx, r)
	}
	asked := debuglog.Event{Lines: len(r.Lines)}
	if outer.Texts() {
		texts := make([]string, len(r.Lines))
		for i, line := range r.Lines {
			texts[i] = line.Text
		}
		asked.Texts = texts
	}
	ctx, trace := outer.Begin(ctx, l.name, asked)
	reply, err := l.inner.Translate(ctx, r)
	trace.End(provider.WithFailure(ctx, repliedWith(r, reply), err))
	return reply, err
}

// repliedWith is what the log hears of a reply.
func repliedWith(r Request, reply Reply) debuglog.Event {
	answered, u := len(reply.Texts), reply.Usage
	return debuglog.Event{Lines: len(r.Lines), Answered: &answered, Texts: reply.Texts, Characters: u.Characters, Estimated: u.Estimated,
		Tokens: debuglog.Tokens{Input: u.InputTokens, Cached: u.CachedTokens, Output: u.OutputTokens}}
}
