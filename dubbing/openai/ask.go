package openai

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"dramaport/internal/provider"
)

// mostBytes bounds an answer: ten minutes of 48 kHz stereo.
const mostBytes = 128 << 20

// answer is what a server said.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// ask sends one request. Any status but 2xx is an error.
func (s *Synthesizer) ask(ctx context.Context, method, path string, body []byte) (answer, error) {
	if s.o.Key == "" && s.o.KeyEnv != "" {
		return answer{}, &provider.Error{Provider: s.o.Name, Kind: provider.Credentials, Env: s.o.KeyEnv,
			Err: fmt.Errorf("$%s is not set; it must hold the service's key", s.o.KeyEnv)}
	}
	limited, cancel := context.WithTimeout(ctx, s.o.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(limited, method, s.base.JoinPath(path).String(), bytes.NewReader(body))
	if err != nil {
		return answer{}, s.fail(provider.Failed, err)
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if s.o.Key != "" {
		req.Header.Set("Authorization", "Bearer "+s.o.Key)
	}
	a, err := s.send(req)
	switch {
	case err == nil && a.status/100 != 2:
		return a, provider.FromStatus(s.o.Name, s.o.KeyEnv, a.status, a.header, provider.Mask(string(a.body), s.o.Key))
	case err == nil:
		return a, nil
	case ctx.Err() != nil:
		return answer{}, s.fail(provider.Failed, ctx.Err())
	case limited.Err() != nil:
		return answer{}, s.fail(provider.Temporary, fmt.Errorf("no whole answer within %v; raise timeout: if the server is slow", s.o.Timeout))
	case errors.Is(err, errTooMuch):
		return answer{}, s.fail(provider.Failed, err)
	}
	return answer{}, s.fail(provider.Temporary, err)
}

var errTooMuch = errors.New("the answer is too large for a line's audio")

func (s *Synthesizer) send(req *http.Request) (answer, error) {
	resp, err := s.o.HTTP.Do(req)
	if err != nil {
		return answer{}, fmt.Errorf("%w; is the server at %s running?", err, s.base.Host)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, mostBytes+1))
	if err != nil {
		return answer{}, fmt.Errorf("the answer broke off after %d bytes: %w", len(body), err)
	}
	if len(body) > mostBytes {
		return answer{}, errTooMuch
	}
	return answer{status: resp.StatusCode, header: resp.Header, body: body}, nil
}
