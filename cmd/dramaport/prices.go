package main

import (
	"math"
	"slices"
	"strings"

	"dramaport/season"
	"dramaport/season/config"

	"github.com/spf13/cobra"
)

// noCeiling is what a run may cost that was given no --max-cost.
func noCeiling() float64 { return math.Inf(1) }

// addMaxCost adds the flag of the ceiling. 0 is a ceiling, too: a run that
// asks only what costs nothing.
func addMaxCost(c *cobra.Command, to *float64) {
	c.Flags().Float64Var(to, "max-cost", noCeiling(), "stop before the run costs more than this (in the currency of the prices)")
	c.Flags().Lookup("max-cost").DefValue = "0" // so that help does not print the absence of one
}

func checkCeiling(most float64) error {
	if math.IsNaN(most) || most < 0 {
		return usagef("--max-cost %v: want an amount, 0 or more", most)
	}
	return nil
}

// priceOf is the price of a translator in what its engine counts. A price of
// anything else would be estimated and then never charged.
func (c *crew) priceOf(name string) config.Price {
	t := c.cfg.Translators[name]
	return t.Row().Charged(t.Price)
}

// speechPriceOf is priceOf for a synthesizer.
func (c *crew) speechPriceOf(name string) config.Price {
	s := c.cfg.Synthesizers[name]
	return s.Row().Charged(s.Price)
}

// unpriced are the places in season.yaml of the markets' translators and
// synthesizers that may cost money, and of which no price is known: none is
// written, or only one in units that the engine does not count.
func (c *crew) unpriced(markets []season.Market, text, sound bool) []string {
	found := []string{}
	note := func(section, name string, p config.Price) {
		place := section + "." + name
		if (!p.Given || p == config.Price{Given: true} && priced(c.written(section, name))) && !slices.Contains(found, place) {
			found = append(found, place)
		}
	}
	for _, m := range markets {
		for _, name := range m.Translate {
			if t := c.cfg.Translators[name]; text && !t.Row().Free(t.BaseURL) {
				note("translators", name, c.priceOf(name))
			}
		}
		for _, name := range speakersOf(c.cfg, m) {
			if s := c.cfg.Synthesizers[name]; sound && !s.Row().Free(s.BaseURL) {
				note("synthesizers", name, c.speechPriceOf(name))
			}
		}
	}
	return found
}

// written is a provider's price as season.yaml has it.
func (c *crew) written(section, name string) config.Price {
	if section == "translators" {
		return c.cfg.Translators[name].Price
	}
	return c.cfg.Synthesizers[name].Price
}

func priced(p config.Price) bool { return p != config.Price{Given: p.Given} }

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

// mustKnowPrices refuses a ceiling over what has no price: it would not hold.
func (c *crew) mustKnowPrices(most float64, markets []season.Market, text, sound bool) error {
	if math.IsInf(most, 1) {
		return nil
	}
	if places := c.unpriced(markets, text, sound); len(places) > 0 {
		return usagef("--max-cost cannot hold: no price is known of %s; write it in season.yaml (%s), all 0 for what is free",
			strings.Join(places, ", "), "price: {input: …, output: …} or {characters: …} or {requests: …}, per million")
	}
	return nil
}

// sayUnpriced tells of an estimate what it does not hold.
func (a *app) sayUnpriced(places []string) {
	if len(places) > 0 {
		a.say("not in the cost: %s, of which season.yaml knows no price (in units that it counts)", strings.Join(places, ", "))
	}
}
