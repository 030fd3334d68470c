package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"dramaport/internal/ffmpeg"
	"dramaport/internal/httpdoor"
	"dramaport/internal/provider"
	"dramaport/internal/wav"
)

// audio makes sure that an answer is a WAV file with samples in it. What the
// server calls it is not asked: it is wrong too often.
func (s *Synthesizer) audio(ctx context.Context, a httpdoor.Answer) ([]byte, error) {
	raw := a.Body
	if len(raw) == 0 {
		return nil, s.fail(provider.Temporary, errors.New("the answer is empty"))
	}
	if bytes.HasPrefix(bytes.TrimLeft(raw, " \t\r\n"), []byte("{")) {
		return nil, s.instead(a)
	}
	if format := ffmpeg.FormatOf(raw); format != "" {
		decoded, err := ffmpeg.Decode(ctx, format, raw)
		switch {
		case ctx.Err() != nil:
			return nil, s.fail(provider.Failed, ctx.Err())
		case err != nil:
			return nil, s.fail(provider.Failed, fmt.Errorf("the server sent %s, not the WAV file it was asked for, and it cannot be decoded: %w", format, err))
		}
		raw = decoded
	}
	sound, err := wav.Read(bytes.NewReader(raw))
	switch {
	case errors.Is(err, wav.ErrCutOff):
		return nil, s.fail(provider.Temporary, fmt.Errorf("the answer %w", err))
	case errors.Is(err, wav.ErrNotWAV):
		return nil, s.fail(provider.Failed, fmt.Errorf("the answer (%s) %w; set the server to WAV, or check base_url: %s",
			a.Header.Get("Content-Type"), err, provider.Shorten(s.door.Mask(printable(raw)))))
	case err != nil:
		return nil, s.fail(provider.Failed, fmt.Errorf("the answer %w", err))
	case len(sound.Samples) == 0:
		return nil, s.fail(provider.Temporary, errors.New("the answer is a WAV file without samples"))
	}
	return raw, nil
}

// instead is the error about JSON that came, with status 200, where audio
// should be. A status within it counts.
func (s *Synthesizer) instead(a httpdoor.Answer) error {
	var said struct {
		Error, Detail json.RawMessage
	}
	_ = json.Unmarshal(a.Body, &said)
	if !given(said.Error) && !given(said.Detail) {
		return s.fail(provider.Failed, errors.New("the server answers with JSON, not with a WAV file: its /audio/speech is not OpenAI's"))
	}
	var inner struct{ Code, Status int }
	_ = json.Unmarshal(said.Error, &inner)
	status := a.Status
	for _, code := range []int{inner.Code, inner.Status} {
		if code >= 400 && code < 600 {
			status = code
		}
	}
	return s.door.Refused(status, a.Header, string(a.Body))
}

func given(field json.RawMessage) bool { return len(field) > 0 && string(field) != "null" }

// printable is the beginning of an answer that is text.
func printable(raw []byte) string {
	raw = raw[:min(len(raw), 1000)]
	if bytes.ContainsRune(raw, 0) {
		return fmt.Sprintf("% x…", raw[:min(len(raw), 16)])
	}
	return string(raw)
}
