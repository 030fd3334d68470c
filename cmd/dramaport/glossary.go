package main

import (
	"context"
	"fmt"

	"dramaport/glossaries"
	"dramaport/internal/console"
	"dramaport/internal/terminal"
	"dramaport/stage"

	"github.com/spf13/cobra"
)

func (a *app) glossaryCommand() *cobra.Command {
	c := &cobra.Command{Use: "glossary", Short: "Works on the agreed words"}
	c.AddCommand(&cobra.Command{
		Use:   "check",
		Short: "Names unusable rows and conflicts between files (exit 3), and what can never bind",
		Args:  cobra.NoArgs,
		RunE:  a.verb(func(ctx context.Context, _ []string) error { return a.glossaryCheck(ctx) }),
	})
	c.AddCommand(a.glossaryExtractCommand(), a.glossaryImportCommand(), a.glossaryExportCommand())
	return c
}

func (a *app) glossaryCheck(context.Context) error {
	cfg, err := a.loadConfig()
	if err != nil {
		return err
	}
	book, problems, err := stage.ReadGlossaries(cfg)
	if err != nil {
		return usageError(err)
	}
	problems = append(problems, book.UnboundRows(stage.GlossaryUses(cfg))...)
	if err := a.printProblems(problems); err != nil {
		return err
	}
	faults, warnings := countProblems(problems)
	if faults > 0 {
		return openLines("later files win over earlier ones; mend the rows named", "%s in the glossaries", console.Plural(faults, "problem"))
	}
	found := "no problem"
	if warnings > 0 {
		found = console.Plural(warnings, "warning")
	}
	a.Say("%s, %s", console.Plural(len(book.Concepts()), "term"), found)
	return nil
}

// countProblems counts what costs a row, and what only may not do what was
// meant.
func countProblems(problems []glossaries.Problem) (faults, warnings int) {
	for _, p := range problems {
		if p.Warning {
			warnings++
		} else {
			faults++
		}
	}
	return faults, warnings
}

func (a *app) printProblems(problems []glossaries.Problem) error {
	for _, p := range problems {
		if err := a.printProblem(p); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) printProblem(p glossaries.Problem) error {
	if a.JSON {
		severity := "error"
		if p.Warning {
			severity = "warning"
		}
		return a.PrintJSONLine(map[string]any{"file": p.File, "row": p.Row, "column": p.Column, "severity": severity, "message": p.Message})
	}
	_, err := fmt.Fprintln(a.Out, terminal.Visible(p.String()))
	return err
}
