package engines

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/season"
	"dramaport/season/config"

	"golang.org/x/text/language"
)

// TranslatorsFor builds the translators a market names, in their order; source
// is the language it drafts from.
func (e *Engines) TranslatorsFor(m season.Market, source language.Tag) ([]localize.Engine, error) {
	var all []localize.Engine
	for _, name := range m.Translate {
		t := e.translatorEntry(name)
		built, err := e.translator(t, source, m.Locale)
		if err != nil {
			return nil, err
		}
		row := t.Row()
		all = append(all, localize.Engine{Name: name, Translator: built, Lines: mostLines(built, t.Lines),
			Context: t.Context, Plain: t.Mode == "mt", Batch: t.Batch, Uncached: row.Presets && !t.PrefixCache,
			Shortens: row.Prompted && t.Mode != "mt", Pair: pairOf(row, source, m.Locale)})
	}
	return all, nil
}

// pairOf names the languages that an engine is built for, "" if it takes any.
func pairOf(row config.Engine, source, target language.Tag) string {
	if !row.Paired {
		return ""
	}
	return source.String() + " " + target.String()
}

// mostLines is how many lines a request may hold: what season.yaml says, and
// not more than the engine takes. 0 is a whole episode.
func mostLines(t localize.Translator, wanted int) int {
	b, bounded := t.(localize.LineLimited)
	if !bounded || b.MostLines() == 0 || wanted > 0 && wanted < b.MostLines() {
		return wanted
	}
	return b.MostLines()
}

// translator is built once, or once a pair of languages.
func (e *Engines) translator(t config.Translator, source, target language.Tag) (localize.Translator, error) {
	id := strings.TrimSpace(t.Name + " " + pairOf(t.Row(), source, target))
	e.mu.Lock()
	defer e.mu.Unlock()
	if built := e.translators[id]; built != nil {
		return built, nil
	}
	if err := e.allowed(config.Text, t.Name); err != nil {
		return nil, err
	}
	built, err := e.newTranslator(t, source, target)
	if err != nil {
		return nil, err
	}
	if e.keep(built); !e.built[t.Name] && e.o.Built != nil {
		e.o.Built(t)
	}
	e.built[t.Name], e.translators[id] = true, built
	return built, nil
}

func (e *Engines) newTranslator(t config.Translator, source, target language.Tag) (localize.Translator, error) {
	build := e.o.Translators[t.Engine]
	if build == nil {
		build = translators()[t.Engine].new
	}
	if build == nil {
		return nil, unknown(config.Text, t.Service, sortedNames(translators()))
	}
	key, err := e.key(t.Service, t.Row())
	if err != nil {
		return nil, err
	}
	return build(TextOrder{Translator: t, Key: key, Source: source, Target: target, Dir: e.o.Config.Dir, Getenv: e.o.Getenv})
}

// unknown is the error about an engine that season.yaml may name and that this
// version cannot build.
func unknown(k config.Kind, s config.Service, have []string) error {
	return configErrorf("%s: this version has no engine %q; it has %s", k.Section(s.Name), s.Engine, listed(have))
}

// key reads a provider's key, by its usual variable where the service is the
// engine's own. Another server needs none unless one is named; anything else
// without its key ends before the first request.
func (e *Engines) key(s config.Service, row config.Engine) (string, error) {
	env := s.APIKeyEnv
	if env == "" && (row.KeyEnv == "" || !row.Serves(s.BaseURL)) {
		return "", nil
	}
	if env == "" {
		env = row.KeyEnv
	}
	key := e.o.Getenv(env)
	if key == "" && e.o.Dry {
		return "none: only an estimate", nil
	}
	if key == "" {
		return "", &provider.Error{Provider: s.Name, Kind: provider.Credentials, Env: env, Err: fmt.Errorf("no key: $%s is not set", env)}
	}
	return key, nil
}

// Metered stacks around translators what every request passes: from outside,
// the first of a market alone where the provider caches prefixes, then the Stack.
func (e *Engines) Metered(all []localize.Engine, stop <-chan struct{}, record func(context.Context, season.Usage) error) []localize.Engine {
	stacked := slices.Clone(all)
	for i, engine := range stacked {
		t := e.translatorEntry(engine.Name)
		s, g := e.stack(config.Text, t.Service, t.Row(), stop, record)
		stacked[i].Translator = s.Translator(localize.Fitted(localize.Logged(engine.Translator, engine.Name), engine.Name, t.Context))
		if CachesPrefix(s.Price) {
			stacked[i].Translator = localize.WithCacheWarmup(stacked[i].Translator, &g.warmth)
		}
	}
	return stacked
}

// stack is what requests to a service of season.yaml pass.
func (e *Engines) stack(k config.Kind, service config.Service, row config.Engine, stop <-chan struct{}, record func(context.Context, season.Usage) error) (Stack, *shared) {
	id, price := k.Section(service.Name), row.Charged(service.Price)
	g := e.sharedBy(id, service)
	return Stack{Name: id, Limiter: g.limiter, Budget: e.o.Budget, Price: price, Stop: stop,
		Record: func(ctx context.Context, u localize.Usage) error {
			return record(ctx, usageOf(service.Name, u, CostOf(price, u)))
		}}, g
}
