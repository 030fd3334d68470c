package season

import (
	"fmt"
	"time"

	"dramaport/subtitles"

	"golang.org/x/text/language"
)

// DefaultSpeaker is the cast entry for lines whose speaker is unknown.
const DefaultSpeaker = "default"

// Market is an entry of markets:.
type Market struct {
	Name   MarketName
	Locale language.Tag
	// From is the market from whose approved lines this one drafts; "" is
	// the source.
	From MarketName
	// Translate names translators in the order in which they are tried.
	// None means that only the memory proposes.
	Translate []string
	// Speak names the market's synthesizer.
	Speak string
	// Layout is a rule profile (see subtitles.Profiles); "" is DefaultLayout.
	Layout string
	Style  string
	Rules  RuleOverrides
	// Avoid are wordings that must not appear.
	Avoid     []string
	Severity  map[Rule]Severity
	Pronounce map[string]string
}

// DefaultLayout is the rule profile of a market that names none.
const DefaultLayout = "vertical"

// RuleOverrides replace rules of a market's layout; nil keeps the layout's.
type RuleOverrides struct {
	CharsPerLine, CharsPerSecond  *float64
	Lines                         *int
	MinDuration, MaxDuration, Gap *time.Duration
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
func (m Market) SeverityOf(r Rule) Severity { return m.SeverityOr(r, DefaultSeverity(r)) }

// SeverityOr is the market's own severity of a rule, or base where it has none.
func (m Market) SeverityOr(r Rule, base Severity) Severity {
	if own, ok := m.Severity[r]; ok {
		return own
	}
	return base
}
