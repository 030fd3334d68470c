package openai

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"dramaport/dubbing"
	"dramaport/internal/provider"
)

var errNoList = errors.New("this server has no list of voices (GET audio/voices); its own pages tell them")

// Voices is the server's list (GET {base}/audio/voices, which Kokoro-FastAPI
// and others have). A server without one is a *provider.Error.
func (s *Synthesizer) Voices(ctx context.Context) ([]dubbing.Voice, error) {
	voices, err := s.list(ctx)
	if err == nil && len(voices) == 0 {
		return nil, s.fail(provider.Failed, errNoList)
	}
	return voices, err
}

// check makes sure of a voice where the server says which it has. A list that
// is refused is no reason not to speak: what is wrong will be said then.
func (s *Synthesizer) check(ctx context.Context, voice string) error {
	if voice == "" {
		return dubbing.UnknownVoice(s.o.Name, voice, nil)
	}
	voices, err := s.list(ctx)
	var answered *provider.Error
	if err != nil && (!errors.As(err, &answered) || answered.Status == 0) {
		return err
	}
	if len(voices) == 0 || has(voices, voice) {
		return nil
	}
	for _, part := range strings.Split(voice, "+") {
		name, _, _ := strings.Cut(part, "(")
		if !has(voices, name) {
			return dubbing.UnknownVoice(s.o.Name, voice, voices)
		}
	}
	return nil // a blend of voices as Kokoro knows it: af_bella(2)+af_sky(1)
}

func has(voices []dubbing.Voice, name string) bool {
	return slices.ContainsFunc(voices, func(v dubbing.Voice) bool { return v.Name == name })
}

// list asks the server once. That it has no such page is an answer too; other
// failures are not, and it is asked again.
func (s *Synthesizer) list(ctx context.Context) ([]dubbing.Voice, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.asked {
		return s.voices, nil
	}
	a, err := s.ask(ctx, http.MethodGet, "audio/voices", nil)
	if err != nil && (provider.KindOf(err) != provider.Failed || ctx.Err() != nil) {
		return nil, err
	}
	s.asked = true
	if err == nil {
		s.voices = parseVoices(a.Body)
	}
	return s.voices, nil
}

// parseVoices reads the lists in use: an array, or an object with one under
// "voices" or "data", of names or of objects.
func parseVoices(body []byte) []dubbing.Voice {
	var under struct{ Voices, Data []json.RawMessage }
	var items []json.RawMessage
	if json.Unmarshal(body, &items) != nil {
		if json.Unmarshal(body, &under) != nil {
			return nil
		}
		items = append(under.Voices, under.Data...)
	}
	var voices []dubbing.Voice
	for _, item := range items {
		if v := parseVoice(item); v.Name != "" {
			voices = append(voices, v)
		}
	}
	return voices
}

func parseVoice(item []byte) dubbing.Voice {
	var name string
	if json.Unmarshal(item, &name) == nil {
		return dubbing.Voice{Name: name}
	}
	var v struct {
		ID       string `json:"id"`
		VoiceID  string `json:"voice_id"`
		Name     string `json:"name"`
		Language string `json:"language"`
		Gender   string `json:"gender"`
	}
	_ = json.Unmarshal(item, &v)
	for _, name = range []string{v.ID, v.VoiceID, v.Name} {
		if name != "" {
			break
		}
	}
	return dubbing.Voice{Name: name, Language: v.Language, Gender: v.Gender}
}
