package main

import (
	"context"
	"strings"

	"dramaport/internal/console"
	"dramaport/season"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"
)

type assignOptions struct{ nobody, all bool }

func (a *app) assignCommand() *cobra.Command {
	var s selection
	var who decider
	var o assignOptions
	c := &cobra.Command{
		Use:   "assign NAME",
		Short: "Says who is to look at lines",
		Long: "Says who is to look at the lines that the flags select; --nobody instead of a name\n" +
			"takes that back. The name is the one that person decides under (--as).",
		Example: "  dramaport assign Ana -m us -e e001-e020\n  dramaport assign Ben -m us --finding error\n  dramaport assign --nobody --all",
		Args:    cobra.MaximumNArgs(1),
		RunE:    a.verb(func(ctx context.Context, args []string) error { return a.assign(ctx, s, who, o, args) }),
	}
	s.addLineFlags(c)
	who.addFlags(c)
	c.Flags().BoolVar(&o.nobody, "nobody", false, "the lines are nobody's any more")
	c.Flags().BoolVar(&o.all, "all", false, "every line of the season")
	return c
}

func (a *app) assign(ctx context.Context, s selection, who decider, o assignOptions, args []string) (err error) {
	to := norm.NFC.String(strings.TrimSpace(strings.Join(args, "")))
	switch {
	case (to == "") != o.nobody:
		return usagef("to whom? give one name, or --nobody")
	case !o.all && !s.narrowed() && len(s.marketNames) == 0:
		return usagef("which lines? select them (-m, -e, --state, --finding), or say --all")
	}
	by, err := who.name(ctx, a)
	if err != nil {
		return err
	}
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer closeDesk(d, &err)
	chosen, err := a.choose(ctx, d, s, nil)
	if err != nil {
		return err
	}
	var change season.Change
	for _, c := range chosen {
		if c.Assigned != to {
			change.Assignments = append(change.Assignments, season.Assignment{Place: c.Translation.Place(), To: to})
		}
	}
	n := len(change.Assignments)
	if _, err := d.Store.Act(ctx, by, "assign "+console.Plural(n, "line")+" to "+nameOrNobody(to), change); err != nil {
		return err
	}
	if a.JSON {
		return a.PrintJSON(map[string]any{"format_version": 1, "assigned": n, "to": to, "by": by})
	}
	a.Say("%s assigned to %s, of %d selected", console.Plural(n, "line"), nameOrNobody(to), len(chosen))
	return nil
}

func nameOrNobody(name string) string {
	if name == "" {
		return "nobody"
	}
	return name
}
