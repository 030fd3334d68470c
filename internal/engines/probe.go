package engines

import (
	"context"
	"fmt"
	"slices"

	"dramaport/dubbing"
	"dramaport/localize"
	"dramaport/season"
)

// prover is an engine that proves connection, sign-in and languages in one
// call that costs nothing.
type prover interface {
	Prove(ctx context.Context) error
}

// modelLister is an engine that can prove its connection and key with a cheap
// call.
type modelLister interface {
	Models(ctx context.Context) ([]string, error)
}

// Probe tries a market's translator of that name as a draft would, without
// asking it for a text.
func (e *Engines) Probe(ctx context.Context, m season.Market, name string) error {
	m.Translate = []string{name}
	built, err := e.TranslatorsFor(m, e.o.Config.SourceOf(m))
	if err != nil {
		return err
	}
	return probe(ctx, built[0].Translator, e.o.Config.Translators[name].Model)
}

// probe lets a translator prove itself, or asks it for its models, if it can
// tell, and looks for its own.
func probe(ctx context.Context, t localize.Translator, model string) error {
	if p, ok := t.(prover); ok {
		return p.Prove(ctx)
	}
	l, ok := t.(modelLister)
	if !ok {
		return nil
	}
	models, err := l.Models(ctx)
	if err == nil && len(models) > 0 && model != "" && !slices.Contains(models, model) {
		err = fmt.Errorf("the server does not have the model %s", model)
	}
	return err
}

// Voices are those that a synthesizer lists; lists is false if it cannot.
func (e *Engines) Voices(ctx context.Context, name string) (voices []dubbing.Voice, lists bool, err error) {
	s, err := e.Synthesizer(name)
	if err != nil {
		return nil, false, err
	}
	l, ok := s.(dubbing.VoiceLister)
	if !ok {
		return nil, false, nil
	}
	voices, err = l.Voices(ctx)
	return voices, true, err
}

// TranslatorPackage is what a market's translator needs to be installed.
func (e *Engines) TranslatorPackage(m season.Market, name string) Package {
	t := e.translatorEntry(name)
	if install := translators()[t.Engine].install; install != nil {
		return install(TextOrder{Translator: t, Source: e.o.Config.SourceOf(m), Target: m.Locale})
	}
	return Package{}
}

// SynthesizerPackage is what a synthesizer needs to be installed.
func (e *Engines) SynthesizerPackage(name string) Package {
	s := e.synthesizerEntry(name)
	if install := synthesizers()[s.Engine].install; install != nil {
		return install(SoundOrder{Synthesizer: s})
	}
	return Package{}
}
