package engines

import (
	"context"
	"unicode/utf8"

	"dramaport/dubbing"
	"dramaport/localize"
)

// Synthesizer is t whose requests pass the stack.
func (s Stack) Synthesizer(t dubbing.Synthesizer) dubbing.Synthesizer {
	sound := kind[dubbing.Speech]{likely: likelySpoken, final: func(err error) error { return err }}
	return synthesizer{t, through(s, sound, func(ctx context.Context, sp dubbing.Speech) ([]byte, localize.Usage, error) {
		audio, err := t.Speak(ctx, sp)
		if err != nil {
			return nil, localize.Usage{}, err
		}
		return audio, Spoken(sp), nil
	})}
}

// Spoken is what a Speech that was answered consumes, whether its audio turns
// out to be of use or not: its characters, exactly.
func Spoken(s dubbing.Speech) localize.Usage {
	return localize.Usage{Characters: int64(utf8.RuneCountInString(s.Text))}
}

// likelySpoken is Spoken with the tokens that the limit per minute is told: no
// engine that speaks says them, so they are those of the text, estimated.
func likelySpoken(s dubbing.Speech) localize.Usage {
	u := Spoken(s)
	u.InputTokens = int64(localize.EstimateTokens(s.Text))
	return u
}

type synthesizer struct {
	dubbing.Synthesizer
	ask call[dubbing.Speech, []byte]
}

// Speak asks through the stack.
func (s synthesizer) Speak(ctx context.Context, sp dubbing.Speech) ([]byte, error) {
	audio, _, err := s.ask(ctx, sp)
	return audio, err
}
