package openai

import (
	"context"
	"errors"
	"fmt"

	"dramaport/internal/httpdoor"
	"dramaport/internal/provider"
)

// mostBytes bounds an answer: two minutes of 48 kHz stereo of 16 bits. A line
// takes seconds, and several are asked for at once.
const mostBytes = 24 << 20

var errTooMuch = fmt.Errorf("the answer is too large for a line's audio (more than %d MB)", mostBytes>>20)

// ask sends one request. Any status but 2xx is an error.
func (s *Synthesizer) ask(ctx context.Context, method, path string, body []byte) (httpdoor.Answer, error) {
	if s.o.Key == "" && s.o.KeyEnv != "" {
		return httpdoor.Answer{}, &provider.Error{Provider: s.o.Name, Kind: provider.Credentials, Env: s.o.KeyEnv,
			Err: fmt.Errorf("$%s is not set; it must hold the service's key", s.o.KeyEnv)}
	}
	a, err := s.door.Ask(ctx, method, path, body)
	if errors.Is(err, httpdoor.ErrTooLarge) {
		err = s.fail(provider.Failed, errTooMuch)
	}
	return a, err
}
