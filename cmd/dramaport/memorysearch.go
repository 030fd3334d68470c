package main

import (
	"context"
	"fmt"

	"dramaport/internal/console"
	"dramaport/localize/memory"

	"github.com/spf13/cobra"
)

func (a *app) memorySearchCommand() *cobra.Command {
	var market string
	var most int
	c := &cobra.Command{
		Use:   "search TEXT",
		Short: "Looks for a text in the memories and the approved lines of a market",
		Long: "Looks for a text in the source and the target of everything that a market\n" +
			"remembers: its memories and its approved lines. First what holds the text, then\n" +
			"what is like it by 60 % or more. Exit 0 also if nothing is found.",
		Args: cobra.ExactArgs(1),
		RunE: a.verb(func(ctx context.Context, args []string) error { return a.memorySearch(ctx, args[0], market, most) }),
	}
	c.Flags().StringVarP(&market, "market", "m", "", "the `market` (may be left out where there is only one)")
	c.Flags().IntVar(&most, "limit", 20, "show so many at most")
	return c
}

func (a *app) memorySearch(ctx context.Context, text, market string, most int) (err error) {
	if most < 1 {
		return usagef("--limit %d: show at least 1", most)
	}
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer closeDesk(d, &err)
	var names []string
	if market != "" {
		names = append(names, market)
	}
	markets, err := d.Config.SelectMarkets(names)
	if err != nil {
		return usageError(err)
	}
	if len(markets) != 1 {
		return usagef("each market has a memory of its own: add -m with one of %s", marketList(d))
	}
	memory, err := d.Memory(ctx, markets[0])
	if err != nil {
		return err
	}
	return a.showMatches(memory.Search(text, most), memory.Len())
}

// showMatches writes what was found, as a table or one object a line.
func (a *app) showMatches(hits []memory.Hit, of int) error {
	if len(hits) == 0 {
		a.Say("nothing like it among %s", console.Plural(of, "translation"))
		return nil
	}
	rows := [][]string{{"%", "SOURCE", "TARGET", "FROM", "SERIES"}}
	for _, h := range hits {
		if a.JSON {
			if err := a.PrintJSONLine(newMatchJSON(h)); err != nil {
				return err
			}
			continue
		}
		rows = append(rows, []string{fmt.Sprint(h.Percent), h.Source, h.Target, h.Origin, h.Series})
	}
	if a.JSON {
		return nil
	}
	return console.Table(a.Out, rows)
}
