package engines

import (
	"context"

	"dramaport/dubbing"
	"dramaport/season"
	"dramaport/season/config"
)

// Synthesizer builds the synthesizer of that name.
func (e *Engines) Synthesizer(name string) (dubbing.Synthesizer, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if built := e.synthesizers[name]; built != nil {
		return built, nil
	}
	if err := e.allowed(config.Sound, name); err != nil {
		return nil, err
	}
	built, err := e.newSynthesizer(e.synthesizerEntry(name))
	if err != nil {
		return nil, err
	}
	e.keep(built)
	e.synthesizers[name] = built
	return built, nil
}

func (e *Engines) newSynthesizer(s config.Synthesizer) (dubbing.Synthesizer, error) {
	build := synthesizers()[s.Engine].new
	if build == nil {
		return nil, unknown(config.Sound, s.Service, sortedNames(synthesizers()))
	}
	key, err := e.key(s.Service, s.Row())
	if err != nil {
		return nil, err
	}
	return build(SoundOrder{Synthesizer: s, Key: key, Dir: e.o.Config.Dir})
}

// MeteredSpeech stacks around a synthesizer what every request passes.
func (e *Engines) MeteredSpeech(name string, built dubbing.Synthesizer, stop <-chan struct{}, record func(context.Context, season.Usage) error) dubbing.Synthesizer {
	s := e.synthesizerEntry(name)
	stack, _ := e.stack(config.Sound, s.Service, s.Row(), stop, record)
	return stack.Synthesizer(dubbing.Logged(built, name))
}
