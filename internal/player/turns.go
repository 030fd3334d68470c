package player

import (
	"context"
	"sync"
)

// turns lets one at a time do something, the last who asked.
type turns struct {
	turn chan struct{}
	mu   sync.Mutex
	// stop ends the turn of who has it or waits for it.
	stop   context.CancelFunc
	closed bool
}

func newTurns() *turns { return &turns{turn: make(chan struct{}, 1)} }

// take ends the turn of whoever has it and returns one's own, which is over
// when the context is; release gives it back.
func (t *turns) take(ctx context.Context) (own context.Context, release func(), err error) {
	own, cancel := context.WithCancel(ctx)
	t.mu.Lock()
	if t.closed {
		t.mu.Unlock()
		cancel()
		return ctx, nil, errClosed
	}
	if t.stop != nil {
		t.stop()
	}
	t.stop = cancel
	t.mu.Unlock()
	select {
	case t.turn <- struct{}{}:
		return own, func() { cancel(); <-t.turn }, nil
	case <-own.Done():
		return own, nil, own.Err()
	}
}

// close ends the last turn and waits until it is given back; there are none
// any more.
func (t *turns) close() {
	t.mu.Lock()
	first := !t.closed
	t.closed = true
	if t.stop != nil {
		t.stop()
	}
	t.mu.Unlock()
	if first {
		t.turn <- struct{}{}
	}
}
