package main

import (
	"context"
	"slices"

	"dramaport/dubbing"

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

func (a *app) voices(ctx context.Context, args []string) error {
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
	for _, name := range names {
		voices, err := a.voicesOf(ctx, a.newCrew(cfg, noCeiling()), name)
		if err != nil {
			return err
		}
		for _, v := range voices {
			rows = append(rows, []string{name + "/" + v.Name, v.Language, v.Gender})
		}
	}
	return a.printVoices(rows)
}

func (a *app) voicesOf(ctx context.Context, c *crew, name string) ([]dubbing.Voice, error) {
	s, err := c.synthesizer(name)
	if err != nil {
		return nil, err
	}
	lister, ok := s.(dubbing.VoiceLister)
	if !ok {
		a.warn("%s cannot list its voices; see its own documentation", name)
		return nil, nil
	}
	return lister.Voices(ctx)
}

func (a *app) printVoices(rows [][]string) error {
	if !a.json {
		return table(a.out, rows)
	}
	for _, r := range rows[1:] {
		if err := a.printJSONLine(map[string]string{"voice": r[0], "language": r[1], "gender": r[2]}); err != nil {
			return err
		}
	}
	return nil
}
