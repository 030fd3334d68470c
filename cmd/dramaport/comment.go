package main

import (
	"context"
	"fmt"

	"dramaport/internal/console"
	"dramaport/season"
	"dramaport/stage"

	"github.com/spf13/cobra"
)

type commentOptions struct {
	text string
	// write says that a text was given, were it an empty one.
	write, resolve bool
}

func (a *app) commentCommand() *cobra.Command {
	var s selection
	var who decider
	var o commentOptions
	c := &cobra.Command{
		Use:   "comment LINE",
		Short: "Lists, writes and resolves the comments on a line",
		Long: "Lists the comments on a line in a market, writes one (--text), or resolves all that\n" +
			"are open (--resolve); with both, the written one is the answer and resolved as well.",
		Example: "  dramaport comment e001:7 -m us --text \"Does she know him yet?\"\n  dramaport comment e001:7 -m us --resolve",
		Args:    cobra.ExactArgs(1),
	}
	c.RunE = a.verb(func(ctx context.Context, args []string) error {
		o.write = c.Flags().Changed("text")
		return a.comment(ctx, s, who, o, args[0])
	})
	s.addFlags(c)
	who.addFlags(c)
	c.Flags().StringVar(&o.text, "text", "", "what to say; - reads it from standard input")
	c.Flags().BoolVar(&o.resolve, "resolve", false, "resolve the open comments")
	return c
}

func (a *app) comment(ctx context.Context, s selection, who decider, o commentOptions, ref string) (err error) {
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer closeDesk(d, &err)
	chosen, err := a.choose(ctx, d, s, []string{ref})
	if err != nil {
		return err
	}
	if !o.write && !o.resolve {
		return a.listComments(chosen[0])
	}
	by, err := who.name(ctx, a)
	if err != nil {
		return err
	}
	return a.writeComment(ctx, d, chosen[0], by, o)
}

func (a *app) writeComment(ctx context.Context, d *stage.Workspace, at chosenRow, by string, o commentOptions) error {
	var change season.Change
	label := "comment on "
	if o.resolve {
		label = "resolve comments on "
		for _, c := range at.Comments {
			if c.Open() {
				c.ResolvedBy = by
				change.Comments = append(change.Comments, c)
			}
		}
	}
	resolved := len(change.Comments)
	if o.write {
		text, err := a.textOf(o.text, "without it the comments are listed")
		if err != nil {
			return err
		}
		c := season.Comment{Place: at.Translation.Place(), Text: text}
		if o.resolve {
			c.ResolvedBy = by
		}
		change.Comments = append(change.Comments, c)
	}
	if _, err := d.Store.Act(ctx, by, label+where(at.Sheet, at.Row), change); err != nil {
		return conflictHint(err)
	}
	if a.JSON {
		return a.PrintJSON(map[string]any{"format_version": 1, "written": len(change.Comments) - resolved, "resolved": resolved, "by": by})
	}
	a.Say("%s: %s written, %d resolved", where(at.Sheet, at.Row), console.Plural(len(change.Comments)-resolved, "comment"), resolved)
	return nil
}

// commentJSON is one object of comment --json. Fields may be added, never
// renamed.
type commentJSON struct {
	ID         int64  `json:"id"`
	By         string `json:"by"`
	At         string `json:"at"`
	Text       string `json:"text"`
	ResolvedBy string `json:"resolved_by"`
	ResolvedAt string `json:"resolved_at"`
}

func (a *app) listComments(at chosenRow) error {
	rows := [][]string{{"BY", "AT", "RESOLVED", "COMMENT"}}
	for _, c := range at.Comments {
		if a.JSON {
			if err := a.PrintJSONLine(commentJSON{c.ID, c.By, stamp(c.At), c.Text, c.ResolvedBy, stamp(c.ResolvedAt)}); err != nil {
				return err
			}
			continue
		}
		resolved := ""
		if !c.Open() {
			resolved = fmt.Sprintf("%s %s", c.ResolvedBy, stamp(c.ResolvedAt))
		}
		rows = append(rows, []string{c.By, stamp(c.At), resolved, c.Text})
	}
	switch {
	case a.JSON:
		return nil
	case len(rows) == 1:
		a.Say("no comments on %s", where(at.Sheet, at.Row))
		return nil
	}
	return console.Table(a.Out, rows)
}
