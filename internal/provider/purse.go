package provider

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// ErrCeiling says that the next request might cross the run's cost ceiling.
var ErrCeiling = errors.New("cost ceiling reached")

// Purse is what a run may spend, over all its providers. What is spent goes
// through Accounts.
type Purse struct {
	ceiling float64

	mu              sync.Mutex
	spent, reserved float64
	// settled is closed, and replaced, when a reservation is settled.
	settled chan struct{}
}

// NewPurse returns a purse that holds ceiling, in the currency of the prices:
// 0 is an empty purse, +Inf one without end.
func NewPurse(ceiling float64) *Purse {
	return &Purse{ceiling: ceiling, settled: make(chan struct{})}
}

// Spent is what the run has cost so far.
func (p *Purse) Spent() float64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.spent
}

// Account is one provider's way to a purse. It may be used by many goroutines
// at once.
//
// The sum of what its purse's accounts have spent crosses the ceiling at most
// by what requests in flight together cost more than was set aside for them.
type Account struct {
	purse *Purse
	// dearest is what the dearest request has cost; the purse's mu guards it.
	dearest float64
}

// Account opens an account.
func (p *Purse) Account() *Account { return &Account{purse: p} }

// Reserve sets estimate aside for a request, at least what the account's
// dearest request so far has cost; what costs nothing is always granted. If
// the estimate and what is spent would cross the ceiling, it fails with
// ErrCeiling. If only what is set aside for requests in flight stands in the
// way, it waits for those to settle, or for ctx.
func (a *Account) Reserve(ctx context.Context, estimate float64) (reserved float64, err error) {
	if estimate <= 0 {
		return 0, nil
	}
	for {
		reserved, wait, err := a.try(estimate)
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
func (a *Account) try(estimate float64) (reserved float64, wait <-chan struct{}, err error) {
	p := a.purse
	p.mu.Lock()
	defer p.mu.Unlock()
	estimate = max(estimate, a.dearest)
	switch {
	case p.spent+p.reserved+estimate <= p.ceiling:
		p.reserved += estimate
		return estimate, nil, nil
	case p.spent+estimate > p.ceiling || p.reserved <= 0:
		return 0, nil, fmt.Errorf("%w: %.4f spent, %.4f in flight, the next request may cost %.4f, the ceiling is %.4f",
			ErrCeiling, p.spent, p.reserved, estimate, p.ceiling)
	}
	return 0, p.settled, nil
}

// Settle replaces a reservation by what the request has cost.
func (a *Account) Settle(reserved, cost float64) {
	p := a.purse
	p.mu.Lock()
	defer p.mu.Unlock()
	p.reserved -= reserved
	p.spent += cost
	a.dearest = max(a.dearest, cost)
	close(p.settled)
	p.settled = make(chan struct{})
}
