package stage

import (
	"errors"
	"sync"

	"dramaport/internal/provider"
)

// halt ends a run gently: what is in flight is finished and kept, nothing new
// is begun. The caller's stop closes it, and so does the first failure that is
// not one provider's alone. It collects what went wrong.
type halt struct {
	c    chan struct{}
	once sync.Once

	mu sync.Mutex
	// first is the failure that ended the run.
	first error
	// givenUp are the providers' own failures, once per provider.
	givenUp []error
	seen    map[string]bool
}

func newHalt(stop <-chan struct{}) *halt {
	h := &halt{c: make(chan struct{}), seen: map[string]bool{}}
	select {
	case <-stop: // already: nothing may begin before the goroutine runs
		h.close()
		return h
	default:
	}
	go func() {
		select {
		case <-stop:
			h.close()
		case <-h.c:
		}
	}()
	return h
}

func (h *halt) close() { h.once.Do(func() { close(h.c) }) }

// on takes note of a failure, if err is one, and ends the run if others would
// meet it too.
func (h *halt) on(err error) {
	if err == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if name, ok := providerDown(err); ok {
		if !h.seen[name] {
			h.seen[name] = true
			h.givenUp = append(h.givenUp, err)
		}
		return
	}
	if h.first == nil {
		h.first = err
	}
	h.close()
}

// failure is what went wrong, nil if nothing did.
func (h *halt) failure() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.givenUp) == 1 && h.first == nil {
		return h.givenUp[0]
	}
	return errors.Join(append([]error{h.first}, h.givenUp...)...)
}

// providerDown names the provider that err says will answer nothing more in
// this run.
func providerDown(err error) (name string, down bool) {
	var e *provider.Error
	if !errors.As(err, &e) || e.Kind != provider.Credentials && e.Kind != provider.Funds {
		return "", false
	}
	return e.Provider, true
}
