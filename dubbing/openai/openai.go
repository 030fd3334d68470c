package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"sync"
	"time"

	"dramaport/dubbing"
	"dramaport/internal/httpdoor"
	"dramaport/internal/provider"
)

// DefaultTimeout is how long a server may take for one line: models on a CPU
// are slow, and load themselves with the first.
const DefaultTimeout = 2 * time.Minute

// Options are the settings of an engine.
type Options struct {
	// Name is the engine's name in season.yaml.
	Name string
	// BaseURL ends in the API's version: http://localhost:8880/v1.
	BaseURL string
	// Model is sent as it is; "" sends none.
	Model string
	// Key is sent as a bearer token; "" sends none, which is an error if
	// KeyEnv, the variable it should have come from, is given.
	Key, KeyEnv string
	// Timeout is for one request; 0 means DefaultTimeout.
	Timeout time.Duration
	// Extra are further fields of the request (instructions, speed, …).
	// They cannot replace input, voice and response_format.
	Extra map[string]any
}

// Synthesizer speaks with one server. It is a dubbing.Synthesizer and a
// dubbing.VoiceLister.
type Synthesizer struct {
	o        Options
	door     *httpdoor.Door
	identity string

	mu sync.Mutex
	// voices is the server's list, empty if it has none; asked says that
	// it is known.
	voices []dubbing.Voice
	asked  bool
}

// New checks the settings; it does not call the server. A wrong setting is a
// *provider.Error.
func New(o Options) (*Synthesizer, error) {
	s := &Synthesizer{o: o}
	if s.o.Name == "" {
		s.o.Name = "openai"
	}
	if s.o.Timeout <= 0 {
		s.o.Timeout = DefaultTimeout
	}
	var err error
	if s.door, err = s.open(); err != nil {
		return nil, err
	}
	extra, err := json.Marshal(o.Extra)
	if err != nil {
		return nil, s.fail(provider.Failed, fmt.Errorf("the extra fields: %w", err))
	}
	s.identity = strings.Join([]string{"openai", s.door.Host(), o.Model, string(extra)}, " ")
	return s, nil
}

func (s *Synthesizer) open() (*httpdoor.Door, error) {
	return httpdoor.Open(httpdoor.Options{Name: s.o.Name, URL: s.o.BaseURL, Key: s.o.Key, Env: s.o.KeyEnv, Timeout: s.o.Timeout, Most: mostBytes,
		Header: httpdoor.SignIn(s.o.BaseURL, s.o.Key)})
}

// Identity is the server's host, the model and the extra fields.
func (s *Synthesizer) Identity() string { return s.identity }

var errNothing = errors.New("there is nothing to say")

// Speak asks for a WAV file. Where the server sends another format all the
// same (mp3, Ogg, FLAC, AAC), ffmpeg decodes it.
func (s *Synthesizer) Speak(ctx context.Context, sp dubbing.Speech) ([]byte, error) {
	if strings.TrimSpace(sp.Text) == "" {
		return nil, s.fail(provider.Failed, errNothing)
	}
	if err := s.check(ctx, sp.Voice); err != nil {
		return nil, err
	}
	fields := maps.Clone(s.o.Extra)
	if fields == nil {
		fields = map[string]any{}
	}
	if s.o.Model != "" {
		fields["model"] = s.o.Model
	}
	fields["input"], fields["voice"], fields["response_format"] = sp.Text, sp.Voice, "wav"
	body, err := json.Marshal(fields)
	if err != nil {
		return nil, s.fail(provider.Failed, err)
	}
	a, err := s.ask(ctx, http.MethodPost, "audio/speech", body)
	if err != nil {
		return nil, err
	}
	return s.audio(ctx, a)
}

func (s *Synthesizer) fail(kind provider.Kind, err error) error {
	return &provider.Error{Provider: s.o.Name, Kind: kind, Err: err}
}
