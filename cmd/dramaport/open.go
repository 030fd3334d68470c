package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"dramaport/internal/console"
	"dramaport/localize/memory/tmx"
	"dramaport/season"
	"dramaport/season/config"
	"dramaport/stage"
)

// open opens the season of -C and tells what its files are doubtful in.
// Whoever opens a workspace closes it.
func (a *app) open(ctx context.Context) (*stage.Workspace, error) {
	cfg, err := a.loadConfig()
	if err != nil {
		return nil, err
	}
	d, err := stage.Open(ctx, cfg)
	if err != nil {
		return nil, err
	}
	d.Skipped = a.warnSkipped
	a.warnTracks(d, func(e season.EpisodeName) bool { return slices.Contains(d.Delivered, e) })
	for _, e := range d.Vanished {
		a.Warn("%s: its track is gone; its decisions are kept, and its exports stay as they are", e)
	}
	if n, warnings := countProblems(d.GlossaryProblems); n > 0 {
		a.Warn("glossaries: %s; dramaport glossary check names them", console.Plural(n, "problem"))
	} else if warnings > 0 {
		a.Warn("glossaries: %s; dramaport glossary check names them", console.Plural(warnings, "warning"))
	}
	return d, nil
}

// warnSkipped names the first unit of a memory that cannot be used, and how many
// more there are.
func (a *app) warnSkipped(file string, units []tmx.Skipped) {
	more := ""
	if n := len(units) - 1; n > 0 {
		more = fmt.Sprintf(" (and %s)", console.Plural(n, "more unit"))
	}
	a.Warn("%s:%s%s", file, units[0].Error(), more)
}

// loadConfig reads the season.yaml that -C names or the nearest upwards. What
// reaches outside the season folder must be trusted.
func (a *app) loadConfig() (config.Config, error) {
	dir, err := a.seasonDir()
	if err != nil {
		return config.Config{}, err
	}
	cfg, err := config.Load(dir)
	if err != nil {
		return config.Config{}, err
	}
	cfg.AllowOutside = a.trusted(cfg) == nil
	return cfg, nil
}

func (a *app) seasonDir() (string, error) {
	if a.dir != "" {
		if _, err := os.Stat(filepath.Join(a.dir, config.FileName)); err != nil {
			return "", &failure{kind: kindUsage, err: fmt.Errorf("%s holds no %s", a.dir, config.FileName), hint: "dramaport init writes one from the tracks it finds"}
		}
		return a.dir, nil
	}
	wd, err := os.Getwd()
	if err != nil {
		return "", err
	}
	dir, err := config.FindDir(wd)
	if err != nil {
		return "", &failure{kind: kindUsage, err: err, hint: "name the season with -C DIR, or write one with dramaport init"}
	}
	return dir, nil
}

// close ends the use of a workspace; err is the verb's own error.
func closeDesk(d *stage.Workspace, err *error) { *err = errors.Join(*err, d.Close()) }

// withSheets opens the season and hands the selected sheets to a verb, laid
// out by (*stage.Workspace).LayOut or, checked as well, by (*stage.Workspace).Sheets.
func (a *app) withSheets(ctx context.Context, s selection, layOut func(*stage.Workspace, context.Context, stage.Scope) ([]stage.Sheet, error), verb func(*stage.Workspace, []stage.Sheet) error) (err error) {
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer closeDesk(d, &err)
	scope, err := s.scope(d)
	if err != nil {
		return err
	}
	sheets, err := layOut(d, ctx, scope)
	if err != nil {
		return err
	}
	return verb(d, sheets)
}
