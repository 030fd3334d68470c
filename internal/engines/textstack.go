package engines

import (
	"context"
	"fmt"

	"dramaport/localize"
)

// Translator is t whose requests pass the stack. Where t does not count what it
// consumed, that is estimated.
func (s Stack) Translator(t localize.Translator) localize.Translator {
	t = localize.Counted(t)
	text := kind[localize.Request]{likely: localize.Likely, final: endsTheDraft}
	return translator{through(s, text, func(ctx context.Context, r localize.Request) (localize.Reply, localize.Usage, error) {
		reply, err := t.Translate(ctx, r)
		return reply, reply.Usage, err
	})}
}

// endsTheDraft marks an error after which a draft asks nobody any more.
func endsTheDraft(err error) error { return fmt.Errorf("%w: %w", localize.ErrStopped, err) }

type translator struct {
	ask call[localize.Request, localize.Reply]
}

// Translate asks through the stack. The reply's Usage is that of all tries.
func (t translator) Translate(ctx context.Context, r localize.Request) (localize.Reply, error) {
	reply, used, err := t.ask(ctx, r)
	reply.Usage = used
	return reply, err
}

// Batcher is b behind the limiter, which repeats what waiting mends. A batch
// has a provider's own allowance of tokens, so none are drawn.
func (s Stack) Batcher(b localize.Batcher) localize.Batcher { return batcher{b, s.Limiter} }

type batcher struct {
	inner   localize.Batcher
	limiter Limiter
}

// Submit is a localize.Batcher's.
func (l batcher) Submit(ctx context.Context, token string, asked []localize.BatchRequest) (id string, err error) {
	err = l.limiter.Do(ctx, 0, func(ctx context.Context) (err error) { id, err = l.inner.Submit(ctx, token, asked); return err })
	return id, err
}

// BatchStatus is a localize.Batcher's.
func (l batcher) BatchStatus(ctx context.Context, id string) (s localize.BatchStatus, err error) {
	err = l.limiter.Do(ctx, 0, func(ctx context.Context) (err error) { s, err = l.inner.BatchStatus(ctx, id); return err })
	return s, err
}

// Collect is a localize.Batcher's.
func (l batcher) Collect(ctx context.Context, id string, lines func(string) []localize.Item, take func(string, localize.Reply, error) error) error {
	return l.limiter.Do(ctx, 0, func(ctx context.Context) error { return l.inner.Collect(ctx, id, lines, take) })
}
