package engines

import (
	"context"
	"errors"
	"fmt"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/season/config"
)

// Stack is what every request to one provider passes, from outside to inside:
// the meter, the limiter with its retries, the budget, the run's stop. The
// meter writes, so it stands where no slot of the limiter is held. A part that
// is nil is left out.
type Stack struct {
	// Name tells whose share of the Budget it is.
	Name    string
	Limiter Limiter
	Budget  *provider.Budget
	// Price is per million of what the engine counts.
	Price config.Price
	// Stop, when closed, lets no request begin, and none wait for its turn or
	// for another try: that ends with provider.ErrStopped. What is in flight
	// is not disturbed.
	Stop <-chan struct{}
	// Record is called once for every request that consumed something, failed
	// ones included, with all its tries together, before the answer is handed
	// on. If it fails, the answer comes with provider.ErrUsageNotKept.
	Record func(context.Context, localize.Usage) error
}

// Limiter lets f run when the provider's limits allow a request of that many
// tokens, and runs it again where its failure is one that waiting mends.
type Limiter interface {
	Do(ctx context.Context, tokens int, f func(context.Context) error) error
}

// call is one request Q with its answer A, and what that consumed: also where
// it failed, if it is to be paid for.
type call[Q, A any] func(ctx context.Context, q Q) (answer A, used localize.Usage, err error)

// kind is what requests of text and of sound differ in.
type kind[Q any] struct {
	// likely is what a request is expected to consume.
	likely func(Q) localize.Usage
	// final marks an error that ends the whole run.
	final func(error) error
}

// through is a call that passes the stack.
func through[Q, A any](s Stack, k kind[Q], c call[Q, A]) call[Q, A] {
	return metered(s, k, limited(s, k, budgeted(s, k, stoppable(s, c))))
}

// stoppable begins no request once the run is ending. It stands inside the
// limiter, where requests wait for their turn.
func stoppable[Q, A any](s Stack, next call[Q, A]) call[Q, A] {
	return func(ctx context.Context, q Q) (answer A, used localize.Usage, err error) {
		select {
		case <-s.Stop:
			return answer, used, provider.ErrStopped
		default:
			return next(ctx, q)
		}
	}
}

// budgeted asks the budget before each request, and settles with it afterwards.
func budgeted[Q, A any](s Stack, k kind[Q], next call[Q, A]) call[Q, A] {
	if s.Budget == nil {
		return next
	}
	return func(ctx context.Context, q Q) (answer A, used localize.Usage, err error) {
		reserved, err := s.Budget.Reserve(ctx, s.Name, CostOf(s.Price, k.likely(q)))
		switch {
		case err != nil && ctx.Err() != nil:
			return answer, used, ctx.Err()
		case err != nil:
			return answer, used, k.final(err)
		}
		answer, used, err = next(ctx, q)
		s.Budget.Settle(s.Name, reserved, CostOf(s.Price, used))
		return answer, used, err
	}
}

// limited waits for the provider's limits, and tries again what waiting mends.
// What is used is that of all tries together.
func limited[Q, A any](s Stack, k kind[Q], next call[Q, A]) call[Q, A] {
	if s.Limiter == nil {
		return next
	}
	return func(ctx context.Context, q Q) (answer A, used localize.Usage, err error) {
		waiting, end := provider.Until(ctx, s.Stop)
		defer end()
		err = s.Limiter.Do(waiting, tokensOf(k.likely(q)), func(context.Context) error {
			var once localize.Usage
			var err error
			answer, once, err = next(ctx, q) // with its own context: stop does not end it
			used = used.Plus(once)
			return err
		})
		if err != nil && waiting.Err() != nil && ctx.Err() == nil && provider.MayPass(err) {
			err = fmt.Errorf("%w: %w", provider.ErrStopped, err)
		}
		return answer, used, err
	}
}

// tokensOf is what a request takes of the tokens per minute.
func tokensOf(u localize.Usage) int { return int(u.InputTokens + u.OutputTokens) }

// metered records what a request consumed, also if the run ends now. The
// request's own error comes first.
func metered[Q, A any](s Stack, k kind[Q], next call[Q, A]) call[Q, A] {
	if s.Record == nil {
		return next
	}
	return func(ctx context.Context, q Q) (answer A, used localize.Usage, err error) {
		answer, used, err = next(ctx, q)
		if used == (localize.Usage{}) {
			return answer, used, err
		}
		if failed := s.Record(context.WithoutCancel(ctx), used); failed != nil {
			err = errors.Join(err, k.final(fmt.Errorf("%w: %w", provider.ErrUsageNotKept, failed)))
		}
		return answer, used, err
	}
}
