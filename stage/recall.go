package stage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"dramaport/localize"
	"dramaport/season"
)

// Memory joins the TMX files with the market's own approved lines, from the
// language that the market drafts from.
func (d *Desk) Memory(ctx context.Context, m season.Market) (*localize.Memory, error) {
	about := d.remembers(m)
	memory := localize.NewMemoryFor(about)
	for _, name := range d.Config.Memories {
		if err := d.addFile(memory, name, m); err != nil {
			return nil, err
		}
	}
	sheets, err := d.LayOut(ctx, Scope{[]season.Market{m}, d.EpisodeNames()})
	if err != nil {
		return nil, err
	}
	for _, s := range sheets {
		for _, e := range about.Signed(s.Approved()) {
			memory.Add(e)
		}
	}
	return memory, nil
}

func (d *Desk) addFile(memory *localize.Memory, name string, m season.Market) error {
	path, err := d.Config.Resolve(name)
	if err != nil {
		return &GivenError{err}
	}
	f, err := os.Open(path)
	if err != nil {
		return &GivenError{err}
	}
	err = localize.EachTMX(f, SourceOf(d.Config, m), m.Locale, func(e localize.Entry) {
		e.Origin = name
		memory.Add(e)
	})
	if err != nil {
		err = &GivenError{fmt.Errorf("%s: %w", name, err)}
	}
	return errors.Join(err, f.Close())
}

// remembers is what the season knows when a market's memory is asked: its
// title, and its names with what the market calls them.
func (d *Desk) remembers(m season.Market) localize.MemoryOptions {
	source := SourceOf(d.Config, m)
	terms := d.Book.For(string(m.Name), m.Locale, source, string(m.From)).Terms()
	return localize.MemoryOptions{Source: source, Target: m.Locale, Series: d.series(), Names: localize.NamesAgreed(terms, d.speakers(), m.Locale)}
}

// series is what the season is called in memories: its title, or else its
// folder.
func (d *Desk) series() string {
	if d.Config.Title != "" {
		return d.Config.Title
	}
	if dir, err := filepath.Abs(d.Config.Dir); err == nil {
		return filepath.Base(dir)
	}
	return d.Config.Dir
}

// speakers are those of the cast and of the tracks.
func (d *Desk) speakers() []string {
	seen := map[string]bool{"": true, season.DefaultSpeaker: true}
	var names []string
	add := func(name string) {
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	for name := range d.Config.Cast {
		add(name)
	}
	for _, e := range d.Episodes {
		for _, l := range e.Lines {
			add(l.Speaker)
		}
	}
	return names
}

// Remembered are a sheet's approved lines as a memory keeps them.
func (d *Desk) Remembered(s Sheet) []localize.Entry {
	return d.remembers(s.Market).Signed(s.Approved())
}

// Approved are the sheet's approved lines as memory.
func (s Sheet) Approved() []localize.Entry {
	var entries []localize.Entry
	for i, r := range s.Rows {
		if r.Settled() && r.Translation.Text != "" {
			w := s.Wanted(i)
			entries = append(entries, localize.Entry{Source: w.Source, Target: r.Translation.Text, Prev: w.Prev, Next: w.Next,
				Speaker: r.Speaker, By: r.Translation.By, At: r.Translation.At, Origin: w.Self})
		}
	}
	return entries
}

// Wanted is row i as it is looked up in the memory of the sheet's market.
func (s Sheet) Wanted(i int) localize.Wanted {
	prev, next := s.neighbours(i)
	r := s.Rows[i]
	return localize.Wanted{Source: r.From, Prev: prev, Next: next, Speaker: r.Speaker, Self: r.Ref()}
}
