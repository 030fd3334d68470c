package season

import (
	"fmt"
	"slices"
	"strings"

	"dramaport/subtitles"
)

// Market is the market of that name.
func (c Config) Market(name MarketName) (Market, bool) {
	i := slices.IndexFunc(c.Markets, func(m Market) bool { return m.Name == name })
	if i < 0 {
		return Market{}, false
	}
	return c.Markets[i], true
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
func (c Config) InOrder(markets []Market) []Market {
	var ordered []Market
	placed := map[MarketName]bool{}
	var place func(m Market)
	place = func(m Market) {
		if placed[m.Name] {
			return
		}
		placed[m.Name] = true
		if i := slices.IndexFunc(markets, func(o Market) bool { return o.Name == m.From }); i >= 0 {
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
func (c Config) Voice(speaker string, m MarketName) (synthesizer, voice string, ok bool) {
	if speaker == "" {
		speaker = DefaultSpeaker
	}
	return strings.Cut(c.Cast[speaker][m], "/")
}

// TextRules are the timed-text rules of the market: its layout's for its
// locale, with its own in their place.
func (m Market) TextRules() (subtitles.Rules, error) {
	layout := m.Layout
	if layout == "" {
		layout = DefaultLayout
	}
	r, err := subtitles.RulesFor(layout, m.Locale)
	if err != nil {
		return r, fmt.Errorf("market %s: %w", m.Name, err)
	}
	replace(&r.CharsPerLine, m.Rules.CharsPerLine)
	replace(&r.CharsPerSecond, m.Rules.CharsPerSecond)
	replace(&r.Lines, m.Rules.Lines)
	replace(&r.MinDuration, m.Rules.MinDuration)
	replace(&r.MaxDuration, m.Rules.MaxDuration)
	replace(&r.Gap, m.Rules.Gap)
	if r.MaxDuration > 0 && r.MinDuration > r.MaxDuration {
		return r, fmt.Errorf("market %s: min_duration %s is longer than max_duration %s", m.Name, r.MinDuration, r.MaxDuration)
	}
	return r, nil
}

func replace[T any](rule *T, by *T) {
	if by != nil {
		*rule = *by
	}
}

// SeverityOf is how much a finding of that rule weighs in the market.
func (m Market) SeverityOf(r Rule) Severity {
	if s, ok := m.Severity[r]; ok {
		return s
	}
	return DefaultSeverity(r)
}
