package main

import (
	"context"
	"slices"
	"unicode/utf8"

	"dramaport/dubbing"
	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/season"
	"dramaport/season/config"
)

// gate is what every request to one provider passes in a run.
type gate struct {
	limiter *provider.Limiter
	account *provider.Account
	warmth  localize.Warmth
}

// gate is the provider's one gate of this run.
func (c *crew) gate(name string, l provider.Limits) *gate {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.gates[name] == nil {
		c.gates[name] = &gate{limiter: provider.NewLimiter(name, l), account: c.purse.Account()}
	}
	return c.gates[name]
}

// metered stacks what every request to a translator passes; from outside: the
// first of a market alone where the provider caches prefixes, the meter, the
// limiter with its retries, the purse, the run's stop. The meter writes, so it
// stands where no slot of the limiter is held.
func (c *crew) metered(engines []localize.Engine, stop <-chan struct{}, record func(context.Context, season.Usage) error) []localize.Engine {
	stacked := slices.Clone(engines)
	for i, e := range stacked {
		t, price := c.cfg.Translators[e.Name], c.priceOf(e.Name)
		g := c.gate(e.Name, limitsOf(t))
		counted := localize.Counted(localize.Fitted(e.Translator, e.Name, t.Context))
		capped := localize.Capped(localize.Stoppable(counted, stop), g.account, func(u localize.Usage) float64 { return costOf(price, u) })
		stacked[i].Translator = localize.Metered(localize.Limited(capped, g.limiter, stop), func(ctx context.Context, u localize.Usage) error {
			return record(ctx, usageOf(e.Name, price, u))
		})
		if cachesPrefix(price) {
			stacked[i].Translator = localize.Warmed(stacked[i].Translator, &g.warmth)
		}
	}
	return stacked
}

// meteredSpeech is metered for a synthesizer.
func (c *crew) meteredSpeech(name string, s dubbing.Synthesizer, stop <-chan struct{}, record func(context.Context, season.Usage) error) dubbing.Synthesizer {
	set := c.cfg.Synthesizers[name]
	g := c.gate("speech "+name, provider.Limits{Concurrency: set.Concurrency, RPM: set.RPM, TPM: set.TPM})
	perMillion := c.speechPriceOf(name)
	price := func(sp dubbing.Speech) float64 { return costOf(perMillion, spoken(sp)) }
	limited := dubbing.Limited(dubbing.Capped(dubbing.Stoppable(s, stop), g.account, price), g.limiter, stop)
	return dubbing.Metered(limited, func(ctx context.Context, sp dubbing.Speech) error {
		return record(ctx, usageOf(name, perMillion, spoken(sp)))
	})
}

// spoken is what a Speech consumes: its characters, exactly.
func spoken(s dubbing.Speech) localize.Usage {
	return localize.Usage{Characters: int64(utf8.RuneCountInString(s.Text))}
}

// usageOf is one request's consumption with its price.
func usageOf(name string, p config.Price, u localize.Usage) season.Usage {
	s := season.Usage{Provider: name, Requests: u.Asked(), InputTokens: u.InputTokens, CachedTokens: u.CachedTokens,
		OutputTokens: u.OutputTokens, Characters: u.Characters, Cost: costOf(p, u)}
	if u.Estimated {
		s.Estimated = 1
	}
	return s
}

// costOf prices what one request has consumed, nothing if it consumed nothing;
// prices are per million.
func costOf(p config.Price, u localize.Usage) float64 {
	fresh := float64(u.InputTokens - u.CachedTokens)
	return (fresh*p.Input + float64(u.CachedTokens)*p.Cached + float64(u.OutputTokens)*p.Output + float64(u.Characters)*p.Characters + float64(u.Asked())*p.Requests) / 1e6
}

// cachesPrefix reports a provider that sells cached input cheaper.
func cachesPrefix(p config.Price) bool { return p.Cached < p.Input }
