package main

import (
	"context"
	"errors"
	"io"

	"dramaport/season"
	"dramaport/season/decide"

	"github.com/spf13/cobra"
)

func (a *app) editCommand() *cobra.Command {
	var s selection
	var who decider
	var o editOptions
	c := &cobra.Command{
		Use:     "edit LINE --text TEXT",
		Short:   "Writes a line's text in a market",
		Long:    "Writes a line's text in a market. The line is then edited, not yet approved\n(--approve does both). Placeholders such as ⟦1⟧ stand for the line's markup.",
		Example: "  dramaport edit e001:7 -m us --text \"You lied to me.\"",
		Args:    cobra.ExactArgs(1),
		RunE:    a.verb(func(ctx context.Context, args []string) error { return a.edit(ctx, s, who, o, args[0]) }),
	}
	s.addFlags(c)
	who.addFlags(c)
	c.Flags().StringVar(&o.text, "text", "", "the text; - reads it from standard input")
	c.Flags().BoolVar(&o.approve, "approve", false, "approve it as well")
	c.Flags().Int64Var(&o.version, "version", -1, "refuse unless the line still has this version (see lines --json)")
	_ = c.MarkFlagRequired("text")
	return c
}

type editOptions struct {
	text    string
	approve bool
	version int64
}

func (a *app) edit(ctx context.Context, s selection, who decider, o editOptions, ref string) error {
	text, err := a.textOf(o.text, "to send a line back use dramaport reject")
	if err != nil {
		return err
	}
	return a.decideWith(ctx, s, who, []string{ref}, decisionWords{"edit", "edited"}, func(by string, seen decide.Seen) (season.Translation, error) {
		now := seen.Translation
		if o.version >= 0 {
			seen.Translation.Version = o.version
		}
		t, err := decide.Edit(by, seen, text, o.approve)
		if errors.Is(err, decide.ErrUnchanged) && t.Version != now.Version {
			return t, &season.Conflict{Mine: t, Theirs: now}
		}
		return t, err
	})
}

// mostInput is how many bytes of standard input are read for a text.
const mostInput = 1 << 20

// textOf is --text, or standard input for "-", as it is kept; instead says what
// to do rather than giving none.
func (a *app) textOf(flag, instead string) (string, error) {
	if flag == "-" {
		b, err := io.ReadAll(io.LimitReader(a.in, mostInput+1))
		if err != nil {
			return "", err
		}
		if len(b) > mostInput {
			return "", usagef("standard input holds more than 1 MiB, which is more than belongs to a line: check what is piped in")
		}
		flag = string(b)
	}
	text := decide.Clean(flag)
	if text == "" {
		return "", usagef("--text is empty; %s", instead)
	}
	return text, nil
}
