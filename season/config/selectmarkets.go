package config

import (
	"errors"
	"slices"

	"dramaport/internal/suggest"
	"dramaport/season"
)

// SelectMarkets is the markets of those names in the order of the file; no
// names are all markets.
func (c Config) SelectMarkets(names []string) ([]season.Market, error) {
	if len(names) == 0 {
		return slices.Clone(c.Markets), nil
	}
	for _, name := range names {
		if _, ok := c.Market(season.MarketName(name)); !ok {
			return nil, errors.New(suggest.Unknown("market", name, c.marketNames()))
		}
	}
	var selected []season.Market
	for _, m := range c.Markets {
		if slices.Contains(names, string(m.Name)) {
			selected = append(selected, m)
		}
	}
	return selected, nil
}
