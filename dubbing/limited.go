package dubbing

import (
	"context"

	"dramaport/internal/provider"
)

// Limited is a Synthesizer that speaks only as its provider's limiter allows,
// and again where a failure is worth another try.
func Limited(s Synthesizer, l *provider.Limiter) Synthesizer { return limited{s, l} }

type limited struct {
	Synthesizer
	limiter *provider.Limiter
}

// Speak speaks within the limits.
func (s limited) Speak(ctx context.Context, sp Speech) ([]byte, error) {
	var raw []byte
	err := s.limiter.Do(ctx, 0, func(ctx context.Context) error {
		var err error
		raw, err = s.Synthesizer.Speak(ctx, sp)
		return err
	})
	return raw, err
}
