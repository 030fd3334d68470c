package dubbing

import (
	"context"
	"fmt"

	"dramaport/internal/provider"
)

// Limited is a Synthesizer behind a provider's limiter. Once stop is closed
// nothing waits for its turn or for another try any more: that ends with
// ErrStopped. What is in flight is not disturbed. stop may be nil.
func Limited(s Synthesizer, l *provider.Limiter, stop <-chan struct{}) Synthesizer {
	return limited{s, l, stop}
}

type limited struct {
	Synthesizer
	limiter *provider.Limiter
	stop    <-chan struct{}
}

// Speak speaks within the limits.
func (s limited) Speak(ctx context.Context, sp Speech) ([]byte, error) {
	waiting, end := provider.Until(ctx, s.stop)
	defer end()
	var raw []byte
	err := s.limiter.Do(waiting, 0, func(context.Context) (err error) {
		raw, err = s.Synthesizer.Speak(ctx, sp) // with its own context: stop does not end it
		return err
	})
	if err != nil && waiting.Err() != nil && ctx.Err() == nil && provider.MayPass(err) {
		err = fmt.Errorf("%w: %w", ErrStopped, err)
	}
	return raw, err
}
