package stage

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"

	"dramaport/glossaries"
	"dramaport/localize/memory/tmx"
	"dramaport/season"
	"dramaport/season/config"
	"dramaport/store"
)

// Workspace is an open season.
type Workspace struct {
	Config config.Config
	Store  *store.Store
	// Episodes have the speakers that people decided when the workspace was
	// opened; sheets have those of today.
	Episodes []season.Episode
	Book     glossaries.Book
	// TrackProblems and GlossaryProblems are what the readers could not use.
	TrackProblems []config.TrackProblem
	// Delivered are the episodes whose tracks said something else when the
	// season was opened before, or were not there.
	Delivered []season.EpisodeName
	// Vanished are episodes that the store knows and no track brings.
	Vanished         []season.EpisodeName
	GlossaryProblems []glossaries.Problem
	// Skipped, if set, is told of units of a memory that cannot be used when the
	// file is read.
	Skipped func(file string, units []tmx.Skipped)
	// tracked are the speakers that the tracks give, of lines whose Episodes
	// have another.
	tracked map[lineIn]string
	// recent is what Refresh knows of episodes that did not change.
	recent recent
}

// Open reads a season's tracks and glossaries, opens its store, and brings
// the store's lines up to date with the tracks, so that every decision stays
// with its line. Whoever opens a workspace closes it.
func Open(ctx context.Context, c config.Config) (*Workspace, error) {
	d := &Workspace{Config: c}
	var err error
	if d.Episodes, d.TrackProblems, err = config.ReadEpisodes(c); err != nil {
		return nil, &GivenError{err}
	}
	if d.Book, d.GlossaryProblems, err = ReadGlossaries(c); err != nil {
		return nil, &GivenError{err}
	}
	path, err := StorePath(c)
	if err != nil {
		return nil, &GivenError{err}
	}
	if d.Store, err = store.Open(ctx, path); err != nil {
		return nil, err
	}
	if err := d.importOld(ctx); err != nil {
		return nil, errors.Join(err, d.Store.Close())
	}
	if err := d.deliver(ctx); err != nil {
		return nil, errors.Join(err, d.Store.Close())
	}
	return d, nil
}

// Close closes the store.
func (d *Workspace) Close() error { return d.Store.Close() }

// GivenError says that a given file cannot be used; nothing was begun.
type GivenError struct{ Err error }

// Error is the cause's message, which names file and remedy.
func (e *GivenError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *GivenError) Unwrap() error { return e.Err }

// StorePath is the file in which a season's decisions are kept.
func StorePath(c config.Config) (string, error) {
	if c.Store == "" {
		return filepath.Join(c.Dir, ".dramaport", "season.db"), nil
	}
	if u, err := url.Parse(c.Store); err == nil && u.Scheme != "" && u.Host != "" {
		return "", fmt.Errorf("%s: this version keeps decisions in SQLite; leave store: empty or name a file", c.Where("store"))
	}
	return c.Resolve(c.Store)
}

// ReadGiven reads a file that season.yaml names.
func ReadGiven(c config.Config, name string) ([]byte, error) {
	path, err := c.Resolve(name)
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// deliver gives every line of the tracks its key and stores what differs.
func (d *Workspace) deliver(ctx context.Context) error {
	known, err := d.Store.Lines(ctx)
	if err != nil {
		return err
	}
	vanished := maps.Clone(known)
	for _, e := range d.Episodes {
		delete(vanished, e.Name)
	}
	d.Vanished = slices.Sorted(maps.Keys(vanished))
	for i, e := range d.Episodes {
		keyed, same := unchanged(known[e.Name], e.Lines)
		if !same {
			d.Delivered = append(d.Delivered, e.Name)
			if keyed, err = d.rekey(ctx, known[e.Name], e); err != nil {
				return fmt.Errorf("%s: %w", e.Name, err)
			}
		}
		d.Episodes[i].Lines = keyed
	}
	return d.laySpeakers(ctx)
}

// rekey matches an episode with what the store knows. Lines that left the
// track in an earlier delivery may come back, so they are looked at as well.
func (d *Workspace) rekey(ctx context.Context, known []season.Line, e season.Episode) ([]season.Line, error) {
	gone, err := d.Store.Gone(ctx, e.Name)
	if err != nil {
		return nil, err
	}
	keyed, _ := season.Match(known, e.Lines, gone...)
	return keyed, d.Store.PutLines(ctx, e.Name, keyed)
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

// EpisodeNames lists the episodes in their order.
func (d *Workspace) EpisodeNames() []season.EpisodeName {
	var names []season.EpisodeName
	for _, e := range d.Episodes {
		names = append(names, e.Name)
	}
	return names
}

// Relative is a path as the user knows it: from the season folder.
func (d *Workspace) Relative(path string) string {
	if rel, err := filepath.Rel(d.Config.Dir, path); err == nil {
		return rel
	}
	return path
}
