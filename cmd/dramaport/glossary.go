package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) glossaryCommand() *cobra.Command {
	c := &cobra.Command{Use: "glossary", Short: "Works on the agreed words"}
	c.AddCommand(&cobra.Command{
		Use:   "check",
		Short: "Names unusable rows and conflicts between files; exit 3 if there are any",
		Args:  cobra.NoArgs,
		RunE:  a.verb(func(ctx context.Context, _ []string) error { return a.glossaryCheck(ctx) }),
	})
	return c
}

func (a *app) glossaryCheck(context.Context) error {
	cfg, err := a.loadConfig()
	if err != nil {
		return err
	}
	if cfg.AllowOutside, err = a.allowOutside(cfg); err != nil {
		return err
	}
	d := &desk{cfg: cfg}
	if err := d.readGlossaries(); err != nil {
		return err
	}
	for _, p := range d.glossaryProblems {
		if err := a.printProblem(p.File, p.Row, p.Column, p.Message); err != nil {
			return err
		}
	}
	if n := len(d.glossaryProblems); n > 0 {
		return openLines("later files win over earlier ones; mend the rows named", "%s in the glossaries", plural(n, "problem"))
	}
	a.say("%s, no problem", plural(len(d.book.Concepts()), "term"))
	return nil
}

func (a *app) printProblem(file string, row, column int, message string) error {
	if a.json {
		return a.printJSONLine(map[string]any{"file": file, "row": row, "column": column, "message": message})
	}
	_, err := fmt.Fprintln(a.out, visible(fmt.Sprintf("%s:%d:%d: %s", file, row, column, message)))
	return err
}
