package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"

	"dramaport/glossaries"
	"dramaport/season"
	"dramaport/store"
)

// desk is an open season: what is given (configuration, tracks, glossaries)
// beside what is decided (the store).
type desk struct {
	cfg      season.Config
	store    *store.Store
	episodes []season.Episode
	book     glossaries.Book
	// glossaryProblems are the rows that could not be used, and conflicts.
	glossaryProblems []glossaries.Problem
}

// open reads the season of -C and brings the store's lines up to date with
// its tracks. Whoever opens a desk closes it.
func (a *app) open(ctx context.Context) (*desk, error) {
	cfg, err := a.loadConfig()
	if err != nil {
		return nil, err
	}
	if cfg.AllowOutside, err = a.allowOutside(cfg); err != nil {
		return nil, err
	}
	return a.openConfig(ctx, cfg)
}

func (a *app) openConfig(ctx context.Context, cfg season.Config) (*desk, error) {
	d := &desk{cfg: cfg}
	episodes, problems, err := season.ReadEpisodes(cfg)
	if err != nil {
		return nil, usageError(err)
	}
	for _, p := range problems {
		a.warn("%s", p)
	}
	if err := d.readGlossaries(); err != nil {
		return nil, err
	}
	if n := len(d.glossaryProblems); n > 0 {
		a.warn("glossaries: %s; dramaport glossary check names them", plural(n, "problem"))
	}
	if d.store, err = openStore(ctx, cfg); err != nil {
		return nil, err
	}
	if err := d.deliver(ctx, episodes); err != nil {
		return nil, errors.Join(err, d.store.Close())
	}
	return d, nil
}

func (d *desk) close() error { return d.store.Close() }

// loadConfig reads the season.yaml that -C names or the nearest upwards.
func (a *app) loadConfig() (season.Config, error) {
	dir, err := a.seasonDir()
	if err != nil {
		return season.Config{}, err
	}
	return season.Load(dir)
}

func (a *app) seasonDir() (string, error) {
	if a.dir != "" {
		if _, err := os.Stat(filepath.Join(a.dir, "season.yaml")); err != nil {
			return "", &exitError{code: exitUsage, err: fmt.Errorf("%s holds no season.yaml", a.dir), hint: "dramaport init writes one from the tracks it finds"}
		}
		return a.dir, nil
	}
	wd, err := os.Getwd()
	if err != nil {
		return "", err
	}
	dir, err := season.FindDir(wd)
	if err != nil {
		return "", &exitError{code: exitUsage, err: err, hint: "name the season with -C DIR, or write one with dramaport init"}
	}
	return dir, nil
}

// openStore opens the place where decisions are kept.
func openStore(ctx context.Context, cfg season.Config) (*store.Store, error) {
	path, err := storePath(cfg)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, path)
}

func storePath(cfg season.Config) (string, error) {
	if cfg.Store == "" {
		return filepath.Join(cfg.Dir, ".dramaport", "season.db"), nil
	}
	if isURL(cfg.Store) {
		return "", usagef("%s: store: this version keeps decisions in SQLite; leave store: empty or name a file", cfg.File)
	}
	return cfg.Resolve(cfg.Store)
}

// deliver matches the tracks with the lines the store knows, so that every
// decision stays with its line, and writes what differs.
func (d *desk) deliver(ctx context.Context, delivered []season.Episode) error {
	known, err := d.store.Lines(ctx)
	if err != nil {
		return err
	}
	for _, e := range delivered {
		if e.Lines, err = d.rekey(ctx, known[e.Name], e); err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
		d.episodes = append(d.episodes, e)
	}
	return nil
}

// rekey gives an episode's lines their keys. Lines that left the track in an
// earlier delivery may come back, so they are looked at as well.
func (d *desk) rekey(ctx context.Context, known []season.Line, e season.Episode) ([]season.Line, error) {
	if keyed, same := unchanged(known, e.Lines); same {
		return keyed, nil
	}
	gone, err := d.store.Gone(ctx, e.Name)
	if err != nil {
		return nil, err
	}
	keyed, _ := season.Match(known, e.Lines, gone...)
	return keyed, d.store.PutLines(ctx, e.Name, keyed)
}

// readGlossaries loads the glossary files in the order of season.yaml.
func (d *desk) readGlossaries() error {
	var files []glossaries.File
	for _, name := range d.cfg.Glossaries {
		data, err := d.read(name)
		if err != nil {
			return err
		}
		files = append(files, glossaries.File{Name: name, Data: data})
	}
	d.book, d.glossaryProblems = glossaries.Load(files, d.marketNames())
	return nil
}

// read reads a file that season.yaml names.
func (d *desk) read(name string) ([]byte, error) {
	path, err := d.cfg.Resolve(name)
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

func (d *desk) marketNames() []string {
	var names []string
	for _, m := range d.cfg.Markets {
		names = append(names, string(m.Name))
	}
	return names
}

// relative is a path as the user knows it: from the season folder.
func (d *desk) relative(path string) string {
	if rel, err := filepath.Rel(d.cfg.Dir, path); err == nil {
		return rel
	}
	return path
}

// names lists the episodes in their order.
func (d *desk) names() []season.EpisodeName {
	var names []season.EpisodeName
	for _, e := range d.episodes {
		names = append(names, e.Name)
	}
	return names
}

// unchanged gives delivered lines the keys of the known ones where nothing at
// all differs, which is so on nearly every run.
func unchanged(known, delivered []season.Line) ([]season.Line, bool) {
	if len(known) != len(delivered) {
		return nil, false
	}
	keyed := make([]season.Line, len(delivered))
	for i, l := range delivered {
		l.Key = known[i].Key
		if !sameLine(l, known[i]) {
			return nil, false
		}
		keyed[i] = l
	}
	return keyed, true
}

func sameLine(a, b season.Line) bool {
	if !slices.Equal(a.Tags, b.Tags) {
		return false
	}
	a.Tags, b.Tags = nil, nil
	return reflect.DeepEqual(a, b)
}
