package main

import (
	"sync"
)

// halt ends a run gently: what is in flight is finished and kept, nothing new
// is begun. The user's interrupt closes it, and so does the first failure
// that would repeat for every request.
type halt struct {
	c    chan struct{}
	once sync.Once
}

// newHalt follows the user's interrupt.
func newHalt(interrupt <-chan struct{}) *halt {
	h := &halt{c: make(chan struct{})}
	go func() {
		select {
		case <-interrupt:
			h.close()
		case <-h.c:
		}
	}()
	return h
}

func (h *halt) close() { h.once.Do(func() { close(h.c) }) }

// on halts the run if err is one; it returns err.
func (h *halt) on(err error) error {
	if err != nil {
		h.close()
	}
	return err
}
