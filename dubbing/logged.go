package dubbing

import (
	"context"
	"unicode/utf8"

	"dramaport/internal/debuglog"
	"dramaport/internal/provider"
)

// Logged is a Synthesizer with each Speech told to the debug log, if there is
// one. It belongs next to the engine, where a retry is a request of its own.
// name is the synthesizer's in season.yaml.
func Logged(s Synthesizer, name string) Synthesizer { return logged{s, name} }

type logged struct {
	Synthesizer
	name string
}

// Speak speaks, and tells of it.
func (l logged) Speak(ctx context.Context, s Speech) ([]byte, error) {
	outer := debuglog.From(ctx)
	if outer == nil {
		return l.Synthesizer.Speak(ctx, s)
	}
	characters := int64(utf8.RuneCountInString(s.Text))
	ctx, trace := outer.Begin(ctx, l.name, debuglog.Event{Lines: 1, Characters: characters, Texts: []string{s.Text}})
	raw, err := l.Synthesizer.Speak(ctx, s)
	reply := debuglog.Event{Lines: 1, Received: int64(len(raw))}
	if err == nil {
		reply.Characters = characters
	}
	trace.End(provider.WithFailure(ctx, reply, err))
	return raw, err
}
