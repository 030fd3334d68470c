package main

import (
	"context"
	"errors"
	"slices"

	"dramaport/internal/console"

	"github.com/spf13/cobra"
)

func (a *app) voicesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "voices [SYNTHESIZER]",
		Short: "Lists the voices of a synthesizer",
		Args:  cobra.MaximumNArgs(1),
		RunE:  a.verb(a.voices),
	}
}

func (a *app) voices(ctx context.Context, args []string) (err error) {
	cfg, err := a.loadConfig()
	if err != nil {
		return err
	}
	var names []string
	for name := range cfg.Synthesizers {
		names = append(names, name)
	}
	slices.Sort(names)
	if len(args) == 1 {
		names = args
	} else if len(names) == 0 {
		names = []string{"espeak"}
	}
	rows := [][]string{{"VOICE", "LANGUAGE", "GENDER"}}
	e := a.enginesOf(cfg, noCeiling(), false)
	defer func() { err = errors.Join(err, e.Close()) }()
	for _, name := range names {
		voices, lists, err := e.Voices(ctx, name)
		if err != nil {
			return err
		}
		if !lists {
			a.Warn("%s cannot list its voices; see its own documentation", name)
		}
		for _, v := range voices {
			rows = append(rows, []string{name + "/" + v.Name, v.Language, v.Gender})
		}
	}
	return a.printVoices(rows)
}

func (a *app) printVoices(rows [][]string) error {
	if !a.JSON {
		return console.Table(a.Out, rows)
	}
	for _, r := range rows[1:] {
		if err := a.PrintJSONLine(map[string]string{"voice": r[0], "language": r[1], "gender": r[2]}); err != nil {
			return err
		}
	}
	return nil
}
