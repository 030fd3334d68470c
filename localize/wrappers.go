package localize

import (
	"context"
	"errors"
	"fmt"

	"dramaport/internal/provider"
)

// Limiter lets f run when the provider's limits allow a request of that many
// tokens, and runs it again where its failure is one that waiting mends.
type Limiter interface {
	Do(ctx context.Context, tokens int, f func(context.Context) error) error
}

// Limited is t behind a limiter, which is told the estimated tokens of what is
// sent and of the reply. The reply's Usage is that of all tries together. Once
// stop is closed nothing waits for its turn or for another try any more: that
// ends with ErrStopped. What is in flight is not disturbed. stop may be nil.
func Limited(t Translator, l Limiter, stop <-chan struct{}) Translator { return limited{t, l, stop} }

type limited struct {
	inner Translator
	limit Limiter
	stop  <-chan struct{}
}

func (l limited) Translate(ctx context.Context, r Request) (Reply, error) {
	waiting, end := provider.Until(ctx, l.stop)
	defer end()
	var reply Reply
	var used Usage
	err := l.limit.Do(waiting, requestTokens(r)+replyTokens(r), func(context.Context) (err error) {
		reply, err = l.inner.Translate(ctx, r) // with its own context: stop does not end it
		used = used.plus(reply.Usage)
		return err
	})
	reply.Usage = used
	if err != nil && waiting.Err() != nil && ctx.Err() == nil && provider.MayPass(err) {
		err = fmt.Errorf("%w: %w", ErrStopped, err)
	}
	return reply, err
}

// plus is the sum of both.
func (u Usage) plus(o Usage) Usage {
	switch {
	case u == (Usage{}):
		return o
	case o == (Usage{}):
		return u
	}
	return Usage{Requests: u.Asked() + o.Asked(), InputTokens: u.InputTokens + o.InputTokens, CachedTokens: u.CachedTokens + o.CachedTokens,
		OutputTokens: u.OutputTokens + o.OutputTokens, Characters: u.Characters + o.Characters, Estimated: u.Estimated || o.Estimated}
}

// Counted is t whose replies say what they consumed: where a service answers
// but does not say, the Usage is estimated and marked so; a count that cannot be
// is mended likewise (see Usage.Possible). It belongs inside a
// purse, which settles with that Usage.
func Counted(t Translator) Translator { return counted{t} }

type counted struct{ Translator }

func (c counted) Translate(ctx context.Context, r Request) (Reply, error) {
	reply, err := c.Translator.Translate(ctx, r)
	reply.Usage = reply.Usage.Possible()
	if reply.Usage == (Usage{}) && !reply.Unasked && (err == nil || len(reply.Texts) > 0) {
		reply.Usage = consumed(r, reply)
	}
	return reply, err
}

// Metered is t, Counted, with record called once for every request that
// consumed something, failed ones included, before the reply is handed on. It
// belongs outside a limiter, so that no slot is held while something is written.
// If record fails, the reply is handed on all the same, so that what was paid
// for can be kept, together with an error that ends the draft (see ErrStopped);
// the request's own error, if it has one, comes first in it.
func Metered(t Translator, record func(context.Context, Usage) error) Translator {
	return metered{Counted(t), record}
}

type metered struct {
	inner  Translator
	record func(context.Context, Usage) error
}

func (m metered) Translate(ctx context.Context, r Request) (Reply, error) {
	reply, err := m.inner.Translate(ctx, r)
	if reply.Usage == (Usage{}) {
		return reply, err
	}
	// A request that was answered is recorded even if the run ends now.
	if failed := m.record(context.WithoutCancel(ctx), reply.Usage); failed != nil {
		return reply, errors.Join(err, fmt.Errorf("%w: recording usage: %w", ErrStopped, failed))
	}
	return reply, err
}

// consumed is what a request and its reply are likely to have consumed.
func consumed(r Request, reply Reply) Usage {
	out := 0
	for _, text := range reply.Texts {
		out += EstimateTokens(text) + replyOverhead
	}
	u := likely(r)
	u.OutputTokens, u.Estimated = int64(out), true
	return u
}
