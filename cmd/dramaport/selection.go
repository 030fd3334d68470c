package main

import (
	"slices"

	"dramaport/season"

	"github.com/spf13/cobra"
)

// selection are the flags that pick lines, the same on every verb.
type selection struct {
	marketNames, episodePatterns []string
	states, findings             []string
}

func (s *selection) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringSliceVarP(&s.marketNames, "market", "m", nil, "only this `market` (repeatable)")
	f.StringSliceVarP(&s.episodePatterns, "episode", "e", nil, "only these `episodes`: names, globs, ranges such as e001-e010 (repeatable)")
}

// addLineFlags adds the flags of verbs that work on single lines.
func (s *selection) addLineFlags(c *cobra.Command) {
	s.addFlags(c)
	f := c.Flags()
	f.StringSliceVar(&s.states, "state", nil, "only lines in this `state`: untranslated, machine, edited, needs_work, approved, stale (repeatable)")
	f.StringSliceVar(&s.findings, "finding", nil, "only lines with a finding of this `rule` or severity (repeatable)")
}

// selected is what a selection means for a season.
type selected struct {
	markets  []season.Market
	episodes []season.EpisodeName
}

// of resolves the names against a season; an unknown name is a usage error.
func (s *selection) of(d *desk) (selected, error) {
	markets, err := d.cfg.SelectMarkets(s.marketNames)
	if err != nil {
		return selected{}, usageError(err)
	}
	episodes, err := season.SelectEpisodes(d.names(), s.episodePatterns)
	if err != nil {
		return selected{}, usageError(err)
	}
	if err := s.validStates(); err != nil {
		return selected{}, err
	}
	return selected{d.cfg.InOrder(markets), episodes}, nil
}

func (s *selection) validStates() error {
	for _, name := range s.states {
		if name != "stale" && !slices.Contains(season.States(), season.State(name)) {
			return usagef("--state %s: the states are untranslated, machine, edited, needs_work, approved, stale", name)
		}
	}
	return nil
}

// keeps reports whether a row passes --state and --finding.
func (s *selection) keeps(r row) bool {
	return s.keepsState(r) && s.keepsFinding(r)
}

func (s *selection) keepsState(r row) bool {
	if len(s.states) == 0 {
		return true
	}
	return slices.Contains(s.states, string(r.trans.State)) || r.stale && slices.Contains(s.states, "stale")
}

func (s *selection) keepsFinding(r row) bool {
	if len(s.findings) == 0 {
		return true
	}
	return slices.ContainsFunc(r.doubts, func(d season.Doubt) bool {
		return slices.Contains(s.findings, string(d.Rule)) || slices.Contains(s.findings, string(d.Severity))
	})
}

// narrowed reports whether any flag but --market was given.
func (s *selection) narrowed() bool {
	return len(s.episodePatterns)+len(s.states)+len(s.findings) > 0
}
