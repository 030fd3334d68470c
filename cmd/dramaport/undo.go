package main

import (
	"context"
	"errors"
	"fmt"

	"dramaport/internal/console"
	"dramaport/season"
	"dramaport/store"

	"github.com/spf13/cobra"
)

type undoOptions struct{ redo, list, skip bool }

func (a *app) undoCommand() *cobra.Command {
	var who decider
	var o undoOptions
	c := &cobra.Command{
		Use:   "undo",
		Short: "Takes back your last action, or does it again",
		Long: "Takes back the last thing you did: all lines of one approve, edit, reject, comment,\n" +
			"assign or action of the review screen become what they were. Say it again to go further\n" +
			"back, --redo to go forward again. What somebody else has changed since is not undone:\n" +
			"--skip passes such an action by, for good.",
		Example: "  dramaport undo\n  dramaport undo --redo\n  dramaport undo --list",
		Args:    cobra.NoArgs,
		RunE:    a.verb(func(ctx context.Context, _ []string) error { return a.undo(ctx, who, o) }),
	}
	who.addFlags(c)
	f := c.Flags()
	f.BoolVar(&o.redo, "redo", false, "do again what was undone last")
	f.BoolVar(&o.list, "list", false, "only list your last actions, the newest first")
	f.BoolVar(&o.skip, "skip", false, "leave the last action as it is; the next undo takes the one before it")
	c.MarkFlagsMutuallyExclusive("redo", "list", "skip")
	return c
}

func (a *app) undo(ctx context.Context, who decider, o undoOptions) (err error) {
	by, err := who.name(ctx, a)
	if err != nil {
		return err
	}
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer closeDesk(d, &err)
	var action season.Action
	var places []season.Place
	done := "undone"
	switch {
	case o.list:
		return a.listActions(ctx, d.Store, by)
	case o.skip:
		done = "kept"
		action, err = d.Store.Keep(ctx, by)
	case o.redo:
		done = "redone"
		action, places, err = d.Store.Redo(ctx, by)
	default:
		action, places, err = d.Store.Undo(ctx, by)
	}
	if err != nil {
		return undoHint(err)
	}
	if a.JSON {
		return a.PrintJSON(map[string]any{"format_version": 1, done: action.Label, "places": len(places), "by": by})
	}
	a.Say("%s: %s", done, action.Label)
	return nil
}

// undoHint tells what to do when an action cannot be moved.
func undoHint(err error) error {
	var c *season.Conflict
	switch {
	case errors.Is(err, store.ErrNothingToUndo), errors.Is(err, store.ErrNothingToRedo):
		return &failure{kind: kindFailed, err: err, hint: "actions are each person's own; --as NAME says whose"}
	case errors.As(err, &c):
		return &failure{kind: kindFailed, err: err,
			hint: fmt.Sprintf("there stands %q now; decide the line anew, or pass this action by with dramaport undo --skip", c.Theirs.Text)}
	}
	return err
}

// actionsShown is how many actions a list shows.
const actionsShown = 20

func (a *app) listActions(ctx context.Context, s *store.Store, by string) error {
	actions, err := s.Actions(ctx, by, actionsShown)
	if err != nil {
		return err
	}
	if a.JSON {
		for _, x := range actions {
			if err := a.PrintJSONLine(map[string]any{"id": x.ID, "by": x.By, "at": stamp(x.At), "label": x.Label, "undone": x.Undone}); err != nil {
				return err
			}
		}
		return nil
	}
	rows := [][]string{{"AT", "ACTION", ""}}
	for _, x := range actions {
		undone := ""
		if x.Undone {
			undone = "undone"
		}
		rows = append(rows, []string{stamp(x.At), x.Label, undone})
	}
	if len(rows) == 1 {
		a.Say("%s has done nothing yet", by)
		return nil
	}
	return console.Table(a.Out, rows)
}
