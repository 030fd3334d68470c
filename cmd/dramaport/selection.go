package main

import (
	"slices"

	"dramaport/season"
	"dramaport/stage"

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

// scope resolves the names against a season; an unknown name is a usage error.
func (s *selection) scope(d *stage.Workspace) (stage.Scope, error) {
	markets, err := d.Config.SelectMarkets(s.marketNames)
	if err != nil {
		return stage.Scope{}, usageError(err)
	}
	episodes, err := season.SelectEpisodes(d.EpisodeNames(), s.episodePatterns)
	if err != nil {
		return stage.Scope{}, usageError(err)
	}
	if err := s.validStates(); err != nil {
		return stage.Scope{}, err
	}
	return stage.Scope{Markets: d.Config.InOrder(markets), Episodes: episodes}, nil
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
func (s *selection) keeps(r stage.Row) bool {
	return s.keepsState(r) && s.keepsFinding(r)
}

func (s *selection) keepsState(r stage.Row) bool {
	if len(s.states) == 0 {
		return true
	}
	return slices.Contains(s.states, string(r.Translation.State)) || r.Stale && slices.Contains(s.states, "stale")
}

func (s *selection) keepsFinding(r stage.Row) bool {
	if len(s.findings) == 0 {
		return true
	}
	return slices.ContainsFunc(r.Findings, func(d season.Finding) bool {
		return slices.Contains(s.findings, string(d.Rule)) || slices.Contains(s.findings, string(d.Severity))
	})
}

// narrowed reports whether any flag but --market was given.
func (s *selection) narrowed() bool {
	return len(s.episodePatterns)+len(s.states)+len(s.findings) > 0
}
