package localize

import (
	"context"
	"fmt"
	"unicode/utf8"
)

// Purse is what a run may spend; see internal/provider.Purse.
type Purse interface {
	Reserve(estimate float64) (reserved float64, err error)
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
	reserved, err := c.purse.Reserve(c.price(expected(r)))
	if err != nil {
		return Reply{}, fmt.Errorf("%w: %w", ErrStopped, err)
	}
	reply, err := c.Translator.Translate(ctx, r)
	c.purse.Settle(reserved, c.price(reply.Usage))
	return reply, err
}

// expected is a request's usage before it is made: the reply is taken to be
// as long as its lines.
func expected(r Request) Usage {
	u := Usage{InputTokens: int64(EstimateTokens(r.Prefix) + EstimateTokens(Payload(r)))}
	for _, l := range r.Lines {
		u.OutputTokens += int64(EstimateTokens(l.Text)) + replyOverhead
		u.Characters += int64(utf8.RuneCountInString(l.Text))
	}
	return u
}

// replyOverhead is the reply's key, quotes and comma, in tokens a line; and a
// translation has up to twice the tokens of a Chinese source
// (measured: 2.4 to 3 and 7.5 tokens a line).
const replyOverhead = 8
