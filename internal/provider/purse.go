package provider

import (
	"errors"
	"fmt"
	"sync"
)

// ErrCeiling says that the next request might cross the run's cost ceiling.
var ErrCeiling = errors.New("cost ceiling reached")

// Purse is what a run may spend. Its methods may be called concurrently.
type Purse struct {
	mu                       sync.Mutex
	ceiling                  float64
	spent, reserved, dearest float64
}

// NewPurse returns a purse that holds ceiling, in the currency of the prices;
// 0 is a purse without end.
func NewPurse(ceiling float64) *Purse { return &Purse{ceiling: ceiling} }

// Reserve sets estimate aside for a request, or fails with ErrCeiling if what
// is spent and set aside already would then cross the ceiling. An estimate is
// taken to be at least what the dearest request so far has cost.
func (p *Purse) Reserve(estimate float64) (reserved float64, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if estimate > 0 {
		estimate = max(estimate, p.dearest)
	}
	if p.ceiling > 0 && p.spent+p.reserved+estimate > p.ceiling {
		return 0, fmt.Errorf("%w: %.4f spent, %.4f in flight, the next request may cost %.4f, the ceiling is %.4f",
			ErrCeiling, p.spent, p.reserved, estimate, p.ceiling)
	}
	p.reserved += estimate
	return estimate, nil
}

// Settle replaces a reservation by what the request has cost.
func (p *Purse) Settle(reserved, cost float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.reserved -= reserved
	p.spent += cost
	p.dearest = max(p.dearest, cost)
}

// Spent is what the run has cost so far.
func (p *Purse) Spent() float64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.spent
}
