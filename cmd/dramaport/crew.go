package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"dramaport/dubbing"
	"dramaport/dubbing/espeak"
	speech "dramaport/dubbing/openai"
	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/localize/apertium"
	"dramaport/localize/command"
	"dramaport/localize/openai"
	"dramaport/season"
	"dramaport/season/config"

	"golang.org/x/text/language"
)

// crew is who works in one run: the engines, with one gate per provider and
// one purse for all, whichever episode or market asks.
type crew struct {
	app   *app
	cfg   config.Config
	purse *provider.Purse
	gates map[string]*gate
	// translators are kept by name and language pair, synthesizers by name.
	translators  map[string]localize.Translator
	synthesizers map[string]dubbing.Synthesizer
	closers      []func() error
	// dry builds engines for an estimate: nothing is asked, so no key is needed.
	dry bool
	// collected is what the replies that this run took from batches have cost.
	collected float64
	// mu guards gates, which are asked for by running stages.
	mu sync.Mutex
}

// newCrew builds nothing yet. maxCost is the run's ceiling, +Inf for none.
func (a *app) newCrew(cfg config.Config, maxCost float64) *crew {
	return &crew{app: a, cfg: cfg, purse: provider.NewPurse(maxCost), gates: map[string]*gate{},
		translators: map[string]localize.Translator{}, synthesizers: map[string]dubbing.Synthesizer{}}
}

// close ends what the engines keep running.
func (c *crew) close() error {
	var err error
	for _, f := range c.closers {
		err = errors.Join(err, f())
	}
	return err
}

// hire builds the translators a market names, in their order.
func (c *crew) hire(m season.Market, source language.Tag) ([]localize.Engine, error) {
	var engines []localize.Engine
	for _, name := range m.Translate {
		t, ok := c.cfg.Translators[name]
		if !ok {
			t = config.Translator{Service: config.Service{Name: name, Engine: name}}
		}
		built, err := c.translator(t, source, m.Locale)
		if err != nil {
			return nil, err
		}
		engines = append(engines, localize.Engine{Name: name, Translator: built, Lines: mostLines(built, t.Lines),
			Context: t.Context, Plain: t.Mode == "mt", Batch: t.Batch, Fresh: t.Row().Presets && !t.PrefixCache,
			Shortens: t.Row().Prompted && t.Mode != "mt"})
	}
	return engines, nil
}

func (c *crew) translator(t config.Translator, source, target language.Tag) (localize.Translator, error) {
	id := strings.Join([]string{t.Name, source.String(), target.String()}, " ")
	if built := c.translators[id]; built != nil {
		return built, nil
	}
	if err := c.app.mustTrust(c.cfg, "translators."+t.Name); err != nil {
		return nil, err
	}
	built, err := c.newTranslator(t, source, target)
	if err != nil {
		return nil, err
	}
	c.translators[id] = built
	return built, nil
}

// newTranslator is the one list of translator engines.
func (c *crew) newTranslator(t config.Translator, source, target language.Tag) (localize.Translator, error) {
	switch t.Engine {
	case "openai":
		key, err := c.key(t.Name, t.APIKeyEnv, t.BaseURL, "OPENAI_API_KEY")
		if err != nil {
			return nil, err
		}
		return openai.New(openai.Options{Name: t.Name, BaseURL: t.BaseURL, Model: t.Model, Key: key, KeyEnv: t.APIKeyEnv, Timeout: t.Timeout, Extra: t.Extra, Schema: t.Schema,
			NoSystem: !t.System, CacheKey: t.CacheKey, Template: t.Template})
	case "apertium":
		mode, _, ok := apertium.PairFor(source, target)
		if !ok {
			return nil, usagef("translators.%s: apertium has no pair from %s to %s; name another translator, or draft from another market with from:", t.Name, source, target)
		}
		p, err := apertium.New(apertium.Options{Name: t.Name, Pair: mode, Timeout: t.Timeout})
		if err != nil {
			return nil, err
		}
		c.closers = append(c.closers, p.Close)
		return p, nil
	case "deepl":
		return c.deepl(t, source, target)
	case "libretranslate":
		return c.libretranslate(t, source, target)
	case "google":
		return c.google(t, source, target)
	case "command":
		return command.New(command.Options{Name: t.Name, Argv: t.Command, Dir: c.cfg.Dir, Timeout: t.Timeout})
	}
	return nil, usagef("translators.%s: this version has no engine %q; it has apertium, command, deepl, google, libretranslate and openai", t.Name, t.Engine)
}

// synthesizer builds the synthesizer of that name.
func (c *crew) synthesizer(name string) (dubbing.Synthesizer, error) {
	if built := c.synthesizers[name]; built != nil {
		return built, nil
	}
	s, ok := c.cfg.Synthesizers[name]
	if !ok {
		s = config.Synthesizer{Service: config.Service{Name: name, Engine: name}}
	}
	if err := c.app.mustTrust(c.cfg, "synthesizers."+name); err != nil {
		return nil, err
	}
	built, err := c.newSynthesizer(s)
	if err != nil {
		return nil, err
	}
	c.synthesizers[name] = built
	return built, nil
}

// newSynthesizer is the one list of synthesizer engines.
func (c *crew) newSynthesizer(s config.Synthesizer) (dubbing.Synthesizer, error) {
	switch s.Engine {
	case "espeak":
		return espeak.New(context.Background(), espeak.Options{Name: s.Name})
	case "openai":
		key, err := c.key(s.Name, s.APIKeyEnv, s.BaseURL, "OPENAI_API_KEY")
		if err != nil {
			return nil, err
		}
		return speech.New(speech.Options{Name: s.Name, BaseURL: s.BaseURL, Model: s.Model, Key: key, KeyEnv: s.APIKeyEnv, Timeout: s.Timeout, Extra: s.Extra})
	}
	return nil, usagef("synthesizers.%s: this version has no engine %q; it has espeak and openai", s.Name, s.Engine)
}

// key reads a provider's key. A server on this machine needs none unless one
// is named; anything else without its key ends before the first request.
func (c *crew) key(name, env, baseURL, usual string) (string, error) {
	if env == "" && baseURL != "" {
		return "", nil
	}
	if env == "" {
		env = usual
	}
	key := c.app.getenv(env)
	if key == "" && c.dry {
		return "none: only an estimate", nil
	}
	if key == "" {
		return "", &provider.Error{Provider: name, Kind: provider.Credentials, Env: env, Err: fmt.Errorf("no key: $%s is not set", env)}
	}
	return key, nil
}

func limitsOf(t config.Translator) provider.Limits {
	return provider.Limits{Concurrency: t.Concurrency, RPM: t.RPM, TPM: t.TPM}
}
