package localize

import (
	"context"
	"fmt"
)

// Purse is what a run may spend; see internal/provider.Account.
type Purse interface {
	// Reserve may wait for requests in flight to settle.
	Reserve(ctx context.Context, estimate float64) (reserved float64, err error)
	Settle(reserved, cost float64)
}

// Capped asks the purse before each request and settles with it afterwards. If
// the purse refuses, the draft ends (see ErrStopped).
// price turns a usage into money.
func Capped(t Translator, p Purse, price func(Usage) float64) Translator {
	return capped{t, p, price}
}

type capped struct {
	Translator
	purse Purse
	price func(Usage) float64
}

// Translate asks the purse for what the request is expected to cost.
func (c capped) Translate(ctx context.Context, r Request) (Reply, error) {
	reserved, err := c.purse.Reserve(ctx, c.price(likely(r)))
	if err != nil && ctx.Err() != nil {
		return Reply{}, ctx.Err()
	}
	if err != nil {
		return Reply{}, fmt.Errorf("%w: %w", ErrStopped, err)
	}
	reply, err := c.Translator.Translate(ctx, r)
	c.purse.Settle(reserved, c.price(reply.Usage))
	return reply, err
}

// likely is what a request is expected to consume.
func likely(r Request) Usage {
	return Usage{InputTokens: int64(requestTokens(r)), OutputTokens: int64(replyTokens(r)), Characters: sourceCharacters(r)}
}
