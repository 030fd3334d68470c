package config

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"dramaport/season"
)

// Market is the market of that name.
func (c Config) Market(name season.MarketName) (season.Market, bool) {
	i := slices.IndexFunc(c.Markets, func(m season.Market) bool { return m.Name == name })
	if i < 0 {
		return season.Market{}, false
	}
	return c.Markets[i], true
}

// SourceOf is the language a market drafts from: its pivot's or the season's.
func (c Config) SourceOf(m season.Market) language.Tag {
	if pivot, ok := c.Market(m.From); ok {
		return pivot.Locale
	}
	return c.Source.Locale
}

func (c Config) marketNames() []string {
	names := make([]string, len(c.Markets))
	for i, m := range c.Markets {
		names[i] = string(m.Name)
	}
	return names
}

// InOrder is markets such that each comes after the one it drafts from, where
// that is among them, and otherwise in the order given.
func (c Config) InOrder(markets []season.Market) []season.Market {
	var ordered []season.Market
	placed := map[season.MarketName]bool{}
	var place func(m season.Market)
	place = func(m season.Market) {
		if placed[m.Name] {
			return
		}
		placed[m.Name] = true
		if i := slices.IndexFunc(markets, func(o season.Market) bool { return o.Name == m.From }); i >= 0 {
			place(markets[i])
		}
		ordered = append(ordered, m)
	}
	for _, m := range markets {
		place(m)
	}
	return ordered
}

// Voice is who speaks a speaker's lines in a market: the cast's entry. Lines
// without a speaker have the entry of DefaultSpeaker; a speaker who is not in
// the cast has no voice.
func (c Config) Voice(speaker string, m season.MarketName) (synthesizer, voice string, ok bool) {
	if speaker == "" {
		speaker = season.DefaultSpeaker
	}
	return strings.Cut(c.Cast[speaker][m], "/")
}
