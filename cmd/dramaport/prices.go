package main

import (
	"math"
	"strings"

	"dramaport/internal/engines"
	"dramaport/season"

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

// mustKnowPrices refuses a ceiling over what has no price: it would not hold.
func mustKnowPrices(e *engines.Engines, most float64, markets []season.Market, text, sound bool) error {
	if math.IsInf(most, 1) {
		return nil
	}
	if places := e.Unpriced(markets, text, sound); len(places) > 0 {
		return usagef("--max-cost cannot hold: no price is known of %s; write it in season.yaml (%s), all 0 for what is free",
			strings.Join(places, ", "), "price: {input: …, output: …} or {characters: …} or {requests: …}, per million")
	}
	return nil
}

// sayUnpriced tells of an estimate what it does not hold.
func (a *app) sayUnpriced(places []string) {
	if len(places) > 0 {
		a.Say("not in the cost: %s, of which season.yaml knows no price (in units that it counts)", strings.Join(places, ", "))
	}
}
