package main

import (
	"context"
	"fmt"
	"slices"

	"dramaport/internal/console"
	"dramaport/season"
	"dramaport/stage"

	"github.com/spf13/cobra"
)

func (a *app) checkCommand() *cobra.Command {
	var s selection
	c := &cobra.Command{
		Use:   "check",
		Short: "Lists findings; exit 3 if any is an error",
		Long: "Lists what is doubtful, line by line. Exit 3 if any finding is an error: an error\n" +
			"blocks export; a warning and an info do not. Severities can be raised and lowered\n" +
			"per market under severity: in season.yaml.",
		Args: cobra.NoArgs,
		RunE: a.verb(func(ctx context.Context, _ []string) error { return a.check(ctx, s) }),
	}
	s.addLineFlags(c)
	return c
}

func (a *app) check(ctx context.Context, s selection) error {
	return a.withSheets(ctx, s, (*stage.Workspace).Sheets, func(d *stage.Workspace, sheets []stage.Sheet) error {
		a.warnTracks(d, func(e season.EpisodeName) bool { return !slices.Contains(d.Delivered, e) && laidOut(sheets, e) })
		if err := d.AddDubFindings(ctx, sheets); err != nil {
			return err
		}
		found := findings(sheets, s)
		if err := a.printFindings(found); err != nil {
			return err
		}
		a.sayStale(sheets, s)
		return checkResult(found)
	})
}

// findings lists the findings of the rows that the flags keep.
func findings(sheets []stage.Sheet, s selection) []season.PlacedFinding {
	var found []season.PlacedFinding
	for _, sh := range sheets {
		for _, r := range sh.Rows {
			if !s.keeps(r) {
				continue
			}
			for _, d := range r.Findings {
				found = append(found, sh.Finding(r, d))
			}
		}
	}
	return found
}

// sayStale counts what was decided on another basis: no finding, but it may
// not leave either.
func (a *app) sayStale(sheets []stage.Sheet, s selection) {
	n := 0
	for _, sh := range sheets {
		for _, r := range sh.Rows {
			if s.keeps(r) && r.Stale && r.Translation.State.Decided() {
				n++
			}
		}
	}
	if n > 0 {
		a.Say("%s stale, since source, terms or pivot have changed: dramaport lines --state stale", console.Plural(n, "decided line"))
	}
}

func (a *app) printFindings(found []season.PlacedFinding) error {
	if a.JSON {
		for _, f := range found {
			if err := a.PrintJSONLine(f); err != nil {
				return err
			}
		}
		return nil
	}
	var rows [][]string
	for _, f := range found {
		rows = append(rows, []string{fmt.Sprintf("%s:%d", f.Episode, f.Line), string(f.Market), string(f.Severity), string(f.Rule), f.Message})
	}
	return console.Table(a.Out, rows)
}

func checkResult(found []season.PlacedFinding) error {
	counts := map[season.Severity]int{}
	var first season.PlacedFinding // the first error
	for _, f := range found {
		if f.Severity == season.Error && counts[season.Error] == 0 {
			first = f
		}
		counts[f.Severity]++
	}
	if counts[season.Error] == 0 {
		return nil
	}
	return openLines(editHint(fmt.Sprintf("%s:%d", first.Episode, first.Line), first.Market)+" mends a line; dramaport lines --finding error shows them with their texts",
		"%s, %s", console.Plural(counts[season.Error], "error"), console.Plural(counts[season.Warning], "warning"))
}
