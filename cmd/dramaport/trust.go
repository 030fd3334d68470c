package main

import (
	"context"
	"errors"
	"fmt"

	"dramaport/internal/terminal"
	"dramaport/season/config"

	"github.com/spf13/cobra"
)

func (a *app) trustCommand() *cobra.Command {
	var show bool
	c := &cobra.Command{
		Use:   "trust",
		Short: "Shows and allows what a season wants to run or reach",
		Long: "A season.yaml may come from someone else. Before it may run a program, send a key\n" +
			"to a host that is not the provider's own, or read outside its folder, this shows\n" +
			"each of them and records your consent. Any change to them asks again.\n" +
			"DRAMAPORT_TRUST=1 consents in batch jobs.",
		Args: cobra.NoArgs,
		RunE: a.verb(func(context.Context, []string) error { return a.trust(show) }),
	}
	c.Flags().BoolVar(&show, "show", false, "only show")
	return c
}

func (a *app) trust(show bool) error {
	cfg, err := a.loadConfig()
	if err != nil {
		return err
	}
	wants := cfg.Wants()
	if a.JSON {
		if err := a.PrintJSON(map[string]any{"format_version": 1, "wants": wants, "hash": cfg.TrustHash()}); err != nil {
			return err
		}
	}
	for _, w := range wants {
		if !a.JSON {
			fmt.Fprintf(a.Out, "%s\n", terminal.Visible(w.Section+" "+w.What))
		}
	}
	switch {
	case len(wants) == 0:
		a.Say("this season wants nothing that needs trust")
		return nil
	case show:
		return nil
	}
	file, err := config.TrustFile()
	if err != nil {
		return err
	}
	a.Say("trusted; recorded in %s", file)
	return config.Trust(cfg, file)
}

// mustTrust fails unless what a section of season.yaml wants is trusted.
func (a *app) mustTrust(cfg config.Config, section string) error {
	wants := wantsOf(cfg, section)
	if len(wants) == 0 {
		return nil
	}
	if err := a.trusted(cfg); err != nil {
		return &failure{kind: kindUsage, err: fmt.Errorf("%s: not trusted yet: %s %s", cfg.File, wants[0].Section, wants[0].What),
			hint: "dramaport trust shows and allows it (batch jobs: DRAMAPORT_TRUST=1)"}
	}
	return nil
}

// trusted fails unless all that the season wants is allowed.
func (a *app) trusted(cfg config.Config) error {
	file, err := config.TrustFile()
	if err != nil {
		return err
	}
	ok, err := config.Trusted(cfg, file, a.getenv("DRAMAPORT_TRUST"))
	if err == nil && !ok {
		err = errors.New("not trusted yet")
	}
	return err
}

func wantsOf(cfg config.Config, section string) []config.Want {
	var wants []config.Want
	for _, w := range cfg.Wants() {
		if w.Section == section {
			wants = append(wants, w)
		}
	}
	return wants
}
