package engines

import (
	"slices"
	"strings"

	"dramaport/localize"
	"dramaport/season"
	"dramaport/season/config"
)

// CostOf prices what one request has consumed, nothing if it consumed nothing;
// prices are per million.
func CostOf(p config.Price, u localize.Usage) float64 {
	fresh := float64(u.InputTokens - u.CachedTokens)
	return (fresh*p.Input + float64(u.CachedTokens)*p.Cached + float64(u.OutputTokens)*p.Output + float64(u.Characters)*p.Characters + float64(u.Asked())*p.Requests) / 1e6
}

// CachesPrefix reports a provider that sells cached input cheaper.
func CachesPrefix(p config.Price) bool { return p.Cached < p.Input }

// usageOf is what one request has consumed and cost, to be kept.
func usageOf(name string, u localize.Usage, cost float64) season.Usage {
	s := season.Usage{Provider: name, Requests: u.Asked(), InputTokens: u.InputTokens, CachedTokens: u.CachedTokens,
		OutputTokens: u.OutputTokens, Characters: u.Characters, Cost: cost}
	if u.Estimated {
		s.Estimated = 1
	}
	return s
}

// PriceOf is the price of a translator in what its engine counts.
func (e *Engines) PriceOf(name string) config.Price {
	t := e.translatorEntry(name)
	return t.Row().Charged(t.Price)
}

// SpeechPriceOf is PriceOf for a synthesizer.
func (e *Engines) SpeechPriceOf(name string) config.Price {
	s := e.synthesizerEntry(name)
	return s.Row().Charged(s.Price)
}

// Unpriced are the places in season.yaml of the markets' translators and
// synthesizers that may cost money, and of which no price is known: none is
// written, or only one in units that the engine does not count.
func (e *Engines) Unpriced(markets []season.Market, text, sound bool) []string {
	found := []string{}
	note := func(k config.Kind, row config.Engine, s config.Service) {
		place := k.Section(s.Name)
		if !row.Free(s.BaseURL) && !known(s.Price, row.Charged(s.Price)) && !slices.Contains(found, place) {
			found = append(found, place)
		}
	}
	for _, m := range markets {
		for _, name := range m.Translate {
			if t := e.translatorEntry(name); text {
				note(config.Text, t.Row(), t.Service)
			}
		}
		for _, name := range speakersOf(e.o.Config, m) {
			if s := e.synthesizerEntry(name); sound {
				note(config.Sound, s.Row(), s.Service)
			}
		}
	}
	return found
}

// known reports a price that is written, and not only in units that are not
// counted.
func known(written, charged config.Price) bool {
	return charged.Given && (charged != config.Price{Given: true} || written == config.Price{Given: true})
}

// speakersOf are the synthesizers of a market's voices.
func speakersOf(cfg config.Config, m season.Market) []string {
	if m.Speak == "" {
		return nil
	}
	names := []string{m.Speak}
	for _, voices := range cfg.Cast {
		if name, _, ok := strings.Cut(voices[m.Name], "/"); ok && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
