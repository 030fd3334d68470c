package main

import (
	"context"
	"slices"
	"strings"

	"dramaport/season"
	"dramaport/season/decide"

	"github.com/spf13/cobra"
)

type approveOptions struct{ clean, all bool }

func (a *app) approveCommand() *cobra.Command {
	var s selection
	var who decider
	var o approveOptions
	c := &cobra.Command{
		Use:   "approve [LINE ...]",
		Short: "Decides that a line's text is right",
		Long: "Decides that a line's text is right in a market: named lines, or those that the\n" +
			"flags select. --clean takes the lines without error findings. Lines without a text\n" +
			"cannot be approved. A stale line, whose source, terms or pivot have changed since its\n" +
			"text was written, is approved only by name or with --state stale.",
		Example: "  dramaport approve e001:7 -m us\n  dramaport approve -m us --clean",
		RunE:    a.verb(func(ctx context.Context, args []string) error { return a.approve(ctx, s, who, o, args) }),
	}
	s.addLineFlags(c)
	who.addFlags(c)
	c.Flags().BoolVar(&o.clean, "clean", false, "only lines without error findings")
	c.Flags().BoolVar(&o.all, "all", false, "every line that has a text")
	return c
}

func (a *app) approve(ctx context.Context, s selection, who decider, o approveOptions, refs []string) error {
	if len(refs) == 0 && !o.clean && !o.all && !s.narrowed() {
		return usagef("which lines? name them (e001:7), select them (-e, --state, --finding), or say --clean or --all")
	}
	which := decide.Together{Doubted: !o.clean, Stale: len(refs) > 0 || slices.Contains(s.states, "stale")}
	return a.decideWith(ctx, s, who, refs, decisionWords{"approve", "approved"}, func(by string, seen decide.Seen) (season.Translation, error) {
		return decide.ApproveTogether(by, seen, which)
	})
}

func errorRules(ds []season.Finding) string {
	var parts []string
	for _, d := range ds {
		if d.Severity == season.Error {
			parts = append(parts, string(d.Rule)+": "+d.Message)
		}
	}
	return strings.Join(parts, "; ")
}

func (a *app) rejectCommand() *cobra.Command {
	var s selection
	var who decider
	var reason string
	c := &cobra.Command{
		Use:   "reject LINE ...",
		Short: "Decides that a line needs work",
		Long: "Decides that a line needs work in a market, and says why. Text and origin stay. A line\n" +
			"without a text is not sent back: translate drafts it, edit writes it.",
		Example: "  dramaport reject e001:7 -m us --reason \"too formal for her\"",
		Args:    cobra.MinimumNArgs(1),
		RunE: a.verb(func(ctx context.Context, args []string) error {
			return a.decideWith(ctx, s, who, args, decisionWords{"reject", "rejected"}, func(by string, seen decide.Seen) (season.Translation, error) {
				return decide.SendBack(by, seen, reason)
			})
		}),
	}
	s.addFlags(c)
	who.addFlags(c)
	c.Flags().StringVar(&reason, "reason", "", "why, for the next person")
	_ = c.MarkFlagRequired("reason")
	return c
}
