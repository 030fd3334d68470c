package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"dramaport/internal/atomicfile"
	"dramaport/internal/console"
	"dramaport/season/config"

	"github.com/spf13/cobra"
)

func (a *app) configCommand() *cobra.Command {
	c := &cobra.Command{Use: "config", Short: "Shows and checks season.yaml and your own configuration"}
	var user bool
	show := &cobra.Command{Use: "show", Short: "Prints the configuration as it is understood, yours with the origin of every value", Args: cobra.NoArgs,
		RunE: a.verb(func(context.Context, []string) error {
			if user {
				return a.configShowUser()
			}
			return a.configShow()
		})}
	check := &cobra.Command{Use: "check", Short: "Checks season.yaml and your own configuration; exit 2 if anything is wrong", Args: cobra.NoArgs,
		RunE: a.verb(func(ctx context.Context, _ []string) error {
			if err := a.configCheckUser(); err != nil || user {
				return err
			}
			return a.configCheck(ctx)
		})}
	for _, v := range []*cobra.Command{show, check} {
		v.Flags().BoolVar(&user, "user", false, "only your own configuration; needs no season")
	}
	c.AddCommand(show, check,
		&cobra.Command{Use: "schema", Short: "Prints the JSON Schema of season.yaml, for editors", Args: cobra.NoArgs,
			RunE: a.verb(func(context.Context, []string) error {
				_, err := a.Out.Write(config.Schema())
				return err
			})},
	)
	return c
}

func (a *app) configShow() error {
	cfg, err := a.loadConfig()
	if err != nil {
		return err
	}
	shown, err := cfg.Show()
	if err != nil {
		return err
	}
	own, _, err := a.userConfig()
	if err != nil {
		return err
	}
	if a.JSON {
		return a.PrintJSON(map[string]any{"format_version": 1, "file": cfg.File, "season": shown, "user": showUser(own)})
	}
	b, err := shown.YAML()
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "# %s\n%s---\n", cfg.File, b)
	return a.printUser(own)
}

func (a *app) configCheck(ctx context.Context) (err error) {
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer closeDesk(d, &err)
	lines := 0
	for _, e := range d.Episodes {
		lines += len(e.Lines)
	}
	a.Say("%s is right: %s, %s, %s", d.Config.File, console.Plural(len(d.Episodes), "episode"), console.Plural(lines, "line"), console.Plural(len(d.Config.Markets), "market"))
	return nil
}

func (a *app) initCommand() *cobra.Command {
	var o config.InitOptions
	var source string
	c := &cobra.Command{
		Use:     "init [DIR]",
		Short:   "Writes a commented season.yaml from the tracks found",
		Example: "  dramaport init --source zh-CN --market us=en-US --market latam=es-419",
		Args:    cobra.MaximumNArgs(1),
		RunE: a.verb(func(_ context.Context, args []string) error {
			dir := cmp.Or(a.dir, ".")
			if len(args) == 1 {
				dir = filepath.Join(dir, args[0])
			}
			return a.initSeason(dir, source, o)
		}),
	}
	c.Flags().StringVar(&source, "source", "zh-CN", "the locale of the tracks (BCP 47)")
	c.Flags().StringSliceVar(&o.Markets, "market", []string{"us=en-US"}, "a `market`, NAME=LOCALE (repeatable)")
	c.Flags().StringVar(&o.Title, "title", "", "the drama's title (default: the folder's name)")
	c.Flags().StringVar(&o.Tracks, "tracks", "", "where the tracks are (default: what is found in source/ or here)")
	return c
}

// initSeason never overwrites a season.yaml.
func (a *app) initSeason(dir, source string, o config.InitOptions) error {
	path := filepath.Join(dir, "season.yaml")
	if _, err := os.Stat(path); err == nil {
		return usagef("%s is there already; edit it, or delete it first", path)
	}
	o, err := config.Survey(dir, source, o)
	if err != nil {
		return usageError(err)
	}
	if err := atomicfile.Write(path, config.InitFile(o)); err != nil {
		return err
	}
	if err := atomicfile.Write(filepath.Join(dir, config.SchemaFile), config.Schema()); err != nil {
		return err
	}
	a.Say("wrote %s", path)
	a.Next("look it over, then dramaport -C %s config check", dir)
	return nil
}
