package dubbing

import (
	"context"

	"golang.org/x/text/language"
)

// Synthesizer speaks. An implementation holds its vendor's API and nothing
// else: no loop, no retry, no limit, no cache. It may be called by many
// goroutines at once.
type Synthesizer interface {
	// Speak returns a WAV file's bytes, at natural pace. A failure is a
	// *provider.Error; an unknown voice is one, never a silent default.
	Speak(ctx context.Context, s Speech) ([]byte, error)
	// Identity is everything of the engine that shapes the sound beside
	// the Speech: engine, model, settings. It is part of a take's key.
	Identity() string
}

// VoiceLister is a Synthesizer that can say which voices it has.
type VoiceLister interface {
	Voices(ctx context.Context) ([]Voice, error)
}

// Speech is what to say, and how.
type Speech struct {
	Text     string
	Voice    string
	Language language.Tag
	// Take is which recording of the same it is, from 1; 0 is the first.
	// An engine need not look at it: one that does not speak every time
	// alike is simply asked again.
	Take int
}

// Voice is one voice of a synthesizer.
type Voice struct {
	// Name is what season.yaml's cast says after the slash.
	Name, Language, Gender string
}
