package engines

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"dramaport/dubbing"
	speaking "dramaport/dubbing/command"
	"dramaport/dubbing/espeak"
	speech "dramaport/dubbing/openai"
	"dramaport/localize"
	"dramaport/localize/apertium"
	"dramaport/localize/command"
	"dramaport/localize/deepl"
	"dramaport/localize/google"
	"dramaport/localize/libretranslate"
	"dramaport/localize/openai"
	"dramaport/season/config"

	"golang.org/x/text/language"
)

// TextOrder is what a translator is built from.
type TextOrder struct {
	config.Translator
	// Key is the secret that APIKeyEnv names, "" if none is needed.
	Key            string
	Source, Target language.Tag
	// Dir is the season folder.
	Dir    string
	Getenv func(string) string
}

// SoundOrder is what a synthesizer is built from.
type SoundOrder struct {
	config.Synthesizer
	Key, Dir string
}

// NewTranslator builds a translator. It asks nothing of the network.
type NewTranslator func(TextOrder) (localize.Translator, error)

// NewSynthesizer builds a synthesizer. It asks nothing of the network.
type NewSynthesizer func(SoundOrder) (dubbing.Synthesizer, error)

// Package is what the program that an engine runs is called where it is
// installed from; "" where there is none.
type Package struct{ Debian, Homebrew string }

// row is what the table of season/config leaves open of an engine.
type row[Order any, New any] struct {
	new New
	// install is the package of the program it runs; nil for none.
	install func(Order) Package
}

// translators are the engines of text by the name of their row in season/config.
func translators() map[string]row[TextOrder, NewTranslator] {
	return map[string]row[TextOrder, NewTranslator]{
		"openai": {new: func(o TextOrder) (localize.Translator, error) {
			return openai.New(openai.Options{Name: o.Name, BaseURL: o.BaseURL, Model: o.Model, Key: o.Key, KeyEnv: o.APIKeyEnv, Timeout: o.Timeout, Extra: o.Extra, Schema: o.Schema,
				NoSystem: !o.System, CacheKey: o.CacheKey, Template: o.Template})
		}},
		"google": {new: newGoogle},
		"deepl": {new: func(o TextOrder) (localize.Translator, error) {
			return deepl.New(deepl.Options{Name: o.Name, BaseURL: o.BaseURL, Key: o.Key, KeyEnv: o.APIKeyEnv, Timeout: o.Timeout, Extra: o.Extra, Source: o.Source, Target: o.Target})
		}},
		"libretranslate": {new: func(o TextOrder) (localize.Translator, error) {
			return libretranslate.New(libretranslate.Options{Name: o.Name, BaseURL: o.BaseURL, Key: o.Key, KeyEnv: o.APIKeyEnv, Timeout: o.Timeout, Extra: o.Extra, Source: o.Source, Target: o.Target})
		}},
		"apertium": {new: newApertium, install: func(o TextOrder) Package {
			_, debian, _ := apertium.PairFor(o.Source, o.Target)
			return Package{Debian: debian}
		}},
		"command": {new: func(o TextOrder) (localize.Translator, error) {
			return command.New(command.Options{Name: o.Name, Argv: o.Command, Dir: o.Dir, Timeout: o.Timeout})
		}},
	}
}

// synthesizers are the engines of sound by the name of their row in
// season/config.
func synthesizers() map[string]row[SoundOrder, NewSynthesizer] {
	return map[string]row[SoundOrder, NewSynthesizer]{
		"espeak": {new: func(o SoundOrder) (dubbing.Synthesizer, error) {
			return espeak.New(context.Background(), espeak.Options{Name: o.Name})
		}, install: func(SoundOrder) Package { return Package{espeak.Program, espeak.Program} }},
		"openai": {new: func(o SoundOrder) (dubbing.Synthesizer, error) {
			return speech.New(speech.Options{Name: o.Name, BaseURL: o.BaseURL, Model: o.Model, Key: o.Key, KeyEnv: o.APIKeyEnv, Timeout: o.Timeout, Extra: o.Extra})
		}},
		"command": {new: func(o SoundOrder) (dubbing.Synthesizer, error) {
			return speaking.New(speaking.Options{Name: o.Name, Argv: o.Command, Voices: o.Voices, Dir: o.Dir, Timeout: o.Timeout})
		}},
	}
}

func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// newGoogle signs in when it is first asked, so that an estimate needs no
// account.
func newGoogle(o TextOrder) (localize.Translator, error) {
	project := cmp.Or(o.Project, o.Getenv("GOOGLE_CLOUD_PROJECT"))
	if project == "" {
		return nil, configErrorf("translators.%s: the google engine needs project:, or $GOOGLE_CLOUD_PROJECT", o.Name)
	}
	built, err := google.New(google.Options{Name: o.Name, Project: project, Location: o.Location, Model: o.Model, BaseURL: o.BaseURL,
		Bucket: o.Bucket, Glossary: o.Glossary, Adaptive: o.Adaptive, Timeout: o.Timeout, Source: o.Source, Target: o.Target})
	if err != nil {
		return nil, &ConfigError{err}
	}
	return built, nil
}

func newApertium(o TextOrder) (localize.Translator, error) {
	mode, _, ok := apertium.PairFor(o.Source, o.Target)
	if !ok {
		return nil, configErrorf("translators.%s: apertium has no pair from %s to %s; name another translator, or draft from another market with from:", o.Name, o.Source, o.Target)
	}
	return apertium.New(apertium.Options{Name: o.Name, Pair: mode, Timeout: o.Timeout})
}
