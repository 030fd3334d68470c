package dubbing

import (
	"context"
	"errors"
	"fmt"
)

// ErrStopped is returned for a Speech that was not begun because the run is
// ending.
var ErrStopped = errors.New("stopped before every line was recorded")

// ErrUsageNotKept is in the chain of the error of a Speech that was answered,
// and whose usage could not be recorded.
var ErrUsageNotKept = errors.New("recording usage")

// Stoppable begins no Speech once stop is closed: it returns ErrStopped
// instead. It belongs inside a limiter, where requests wait for their turn.
func Stoppable(s Synthesizer, stop <-chan struct{}) Synthesizer { return stoppable{s, stop} }

type stoppable struct {
	Synthesizer
	stop <-chan struct{}
}

// Speak speaks unless the run is ending.
func (s stoppable) Speak(ctx context.Context, sp Speech) ([]byte, error) {
	select {
	case <-s.stop:
		return nil, ErrStopped
	default:
		return s.Synthesizer.Speak(ctx, sp)
	}
}

// Purse is what a run may spend; see internal/provider.Account.
type Purse interface {
	// Reserve may wait for requests in flight to settle.
	Reserve(ctx context.Context, estimate float64) (reserved float64, err error)
	Settle(reserved, cost float64)
}

// Metered is a Synthesizer with record called once after every Speech that
// the engine has answered with audio, whether that turns out to be of use or
// not: it is paid for. If record fails, the audio is handed on all the same,
// so that it can be kept, together with ErrUsageNotKept.
func Metered(s Synthesizer, record func(context.Context, Speech) error) Synthesizer {
	return metered{s, record}
}

type metered struct {
	Synthesizer
	record func(context.Context, Speech) error
}

// Speak speaks and records. What was answered is recorded even if the run ends
// now.
func (m metered) Speak(ctx context.Context, s Speech) ([]byte, error) {
	raw, err := m.Synthesizer.Speak(ctx, s)
	if err != nil {
		return nil, err
	}
	if err := m.record(context.WithoutCancel(ctx), s); err != nil {
		return raw, fmt.Errorf("%w: %w", ErrUsageNotKept, err)
	}
	return raw, nil
}

// Capped is a Synthesizer that asks the purse before each Speech, and settles
// with it afterwards: with nothing if the engine gave no audio. price is what
// a Speech costs.
func Capped(s Synthesizer, p Purse, price func(Speech) float64) Synthesizer {
	return capped{s, p, price}
}

type capped struct {
	Synthesizer
	purse Purse
	price func(Speech) float64
}

// Speak speaks if the purse allows it.
func (c capped) Speak(ctx context.Context, s Speech) ([]byte, error) {
	price := c.price(s)
	reserved, err := c.purse.Reserve(ctx, price)
	if err != nil {
		return nil, err
	}
	raw, err := c.Synthesizer.Speak(ctx, s)
	if err != nil {
		price = 0
	}
	c.purse.Settle(reserved, price)
	return raw, err
}
