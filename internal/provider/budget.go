package provider

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// ErrCeiling says that the next request might cross the run's cost ceiling.
var ErrCeiling = errors.New("cost ceiling reached")

// Budget is what a run may spend over all its providers, in the currency of the
// prices. It may be used by many goroutines at once.
//
// What is spent crosses the ceiling at most by what requests in flight together
// cost more than was set aside for them.
type Budget struct {
	ceiling float64

	mu sync.Mutex
	// spent is what requests have cost, committed what was handed over in
	// batches, collected what the answers of batches have cost: that was
	// committed when they were handed over, be it in another run.
	spent, committed, collected, reserved float64
	// dearest is what a provider's dearest request has cost.
	dearest map[string]float64
	// settled is closed, and replaced, when a reservation is settled.
	settled chan struct{}
}

// NewBudget returns a budget with a ceiling: 0 lets pass only what costs
// nothing, +Inf everything.
func NewBudget(ceiling float64) *Budget {
	return &Budget{ceiling: ceiling, dearest: map[string]float64{}, settled: make(chan struct{})}
}

// Spent is what the run has cost so far. What is still at a provider in a batch
// is not in it.
func (b *Budget) Spent() float64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.spent + b.collected
}

// Left is what may still be spent, never less than 0.
func (b *Budget) Left() float64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return max(0, b.ceiling-b.spent-b.committed)
}

// Reserve sets estimate aside for a request, at least what the provider's
// dearest request so far has cost; what costs nothing is always granted. If
// the estimate and what is spent would cross the ceiling, it fails with
// ErrCeiling. If only what is set aside for requests in flight stands in the
// way, it waits for those to settle, or for ctx.
func (b *Budget) Reserve(ctx context.Context, provider string, estimate float64) (reserved float64, err error) {
	if estimate <= 0 {
		return 0, nil
	}
	for {
		reserved, wait, err := b.try(provider, estimate)
		if wait == nil {
			return reserved, err
		}
		select {
		case <-wait:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

// try reserves at once, fails, or says what to wait for.
func (b *Budget) try(provider string, estimate float64) (reserved float64, wait <-chan struct{}, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	estimate = max(estimate, b.dearest[provider])
	gone := b.spent + b.committed
	switch {
	case gone+b.reserved+estimate <= b.ceiling:
		b.reserved += estimate
		return estimate, nil, nil
	case gone+estimate > b.ceiling || b.reserved <= 0:
		return 0, nil, fmt.Errorf("%w: %.4f spent, %.4f in flight, the next request may cost %.4f, the ceiling is %.4f",
			ErrCeiling, gone, b.reserved, estimate, b.ceiling)
	}
	return 0, b.settled, nil
}

// Settle replaces a reservation by what the request has cost.
func (b *Budget) Settle(provider string, reserved, cost float64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.dearest[provider] = max(b.dearest[provider], cost)
	b.settle(reserved, &b.spent, cost)
}

// Commit is Reserve for what is handed over in a batch and is as good as spent:
// nothing settles while the batch is at the provider.
func (b *Budget) Commit(ctx context.Context, provider string, estimate float64) error {
	reserved, err := b.Reserve(ctx, provider, estimate)
	if err == nil {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.settle(reserved, &b.committed, reserved)
	}
	return err
}

// Collect adds what an answer of a batch has cost.
func (b *Budget) Collect(cost float64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.collected += cost
}

// settle moves a reservation into an account as cost, and wakes who waits.
func (b *Budget) settle(reserved float64, account *float64, cost float64) {
	b.reserved -= reserved
	*account += cost
	close(b.settled)
	b.settled = make(chan struct{})
}
