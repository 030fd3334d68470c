package season

import (
	"cmp"
	"fmt"
)

// Place is a line in a market.
type Place struct {
	Market  MarketName
	Episode EpisodeName
	Key     LineKey
}

// String names the place in messages; people are shown numbers, not keys.
func (p Place) String() string {
	if p.Market == "" {
		return fmt.Sprintf("%s line key %q", p.Episode, string(p.Key))
	}
	return fmt.Sprintf("%s %s line key %q", p.Market, p.Episode, string(p.Key))
}

// Compare orders places by market, episode and key, as text.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.Market, q.Market), cmp.Compare(p.Episode, q.Episode), cmp.Compare(p.Key, q.Key))
}

// Place is where the translation stands.
func (t Translation) Place() Place { return Place{t.Market, t.Episode, t.Key} }
