package stage

import (
	"context"
	"slices"

	"dramaport/localize/check"
	"dramaport/season"

	"golang.org/x/sync/errgroup"
)

// checksAtOnce bounds the sheets that are checked at the same time; checking
// is nothing but computing, so more than the cores brings nothing.
const checksAtOnce = 8

// checkAll fills in every row's findings.
func checkAll(ctx context.Context, sheets []Sheet) error {
	var g errgroup.Group
	g.SetLimit(checksAtOnce)
	for i := range sheets {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			sheets[i].Check()
			return nil
		})
	}
	return g.Wait()
}

// Check fills in the findings of the sheet's rows, once.
func (s *Sheet) Check() {
	if s.checked {
		return
	}
	s.checked = true
	checked := make([]check.Row, len(s.Rows))
	for i, r := range s.Rows {
		checked[i] = check.Row{Subject: s.subject(r, r.Translation.Text), State: r.Translation.State, Findings: r.drafted()}
	}
	found := check.Episode(checked, s.Rules)
	for i := range s.Rows {
		s.Rows[i].Findings = found[s.Rows[i].Key]
	}
}

// drafted are the findings that the draft left with the row, without its mark. Why
// a line was left open does not matter any more when it waits, or has another
// basis now.
func (r Row) drafted() []season.Finding {
	if r.Translation.State == season.Untranslated && (r.Waits || r.Translation.Basis != r.Basis) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(r.Translation.Findings), func(d season.Finding) bool { return d.Rule == season.RuleUnshortened })
}

// subject is what the checks look at when text is r's translation.
func (s *Sheet) subject(r Row, text string) check.Subject {
	return check.Subject{
		Line: r.Line, Source: r.From, SourceTag: s.Source, Target: s.Market.Locale, Text: text,
		Glossary: s.Glossary, GlossarySource: r.Text, Market: s.Market, Names: s.names,
		Terms: r.Terms,
	}
}

// Finding puts a finding about a row in its place.
func (s Sheet) Finding(r Row, d season.Finding) season.PlacedFinding {
	return season.PlacedFinding{Episode: s.Episode, Line: r.Number, Market: s.Market.Name, Finding: d}
}
