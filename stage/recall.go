package stage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"dramaport/localize/memory"
	"dramaport/localize/memory/tmx"
	"dramaport/season"

	"golang.org/x/text/language"
)

// Memory is the memory of one market; see Memories.
func (d *Workspace) Memory(ctx context.Context, m season.Market) (*memory.Memory, error) {
	memories, err := d.Memories(ctx, []season.Market{m})
	return memories[m.Name], err
}

// Memories joins, for each market, the TMX files with its own approved lines,
// from the language that the market drafts from. The files are read once for
// all, and what they say is shared.
func (d *Workspace) Memories(ctx context.Context, markets []season.Market) (map[season.MarketName]*memory.Memory, error) {
	if len(markets) == 0 {
		return nil, nil
	}
	indexes, err := d.indexes(markets)
	if err != nil {
		return nil, err
	}
	memories := map[season.MarketName]*memory.Memory{}
	for _, m := range markets {
		if memories[m.Name], err = d.joined(ctx, m, indexes[d.Config.SourceOf(m)]); err != nil {
			return nil, err
		}
	}
	return memories, nil
}

// joined is a index with a market's approved lines.
func (d *Workspace) joined(ctx context.Context, m season.Market, index *memory.Index) (*memory.Memory, error) {
	about := d.remembers(m)
	memory := memory.NewFor(about, index)
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

// indexes are the TMX files, read for all that markets draft from and into.
func (d *Workspace) indexes(markets []season.Market) (map[language.Tag]*memory.Index, error) {
	indexes := map[language.Tag]*memory.Index{}
	var pairs []tmx.Pair
	for _, m := range markets {
		p := tmx.Pair{Source: d.Config.SourceOf(m), Target: m.Locale}
		if indexes[p.Source] == nil {
			indexes[p.Source] = memory.NewIndex(p.Source, d.namesFrom(p.Source))
		}
		if !slices.Contains(pairs, p) {
			pairs = append(pairs, p)
		}
	}
	for _, name := range d.Config.Memories {
		if err := d.addFile(indexes, pairs, name); err != nil {
			return nil, err
		}
	}
	return indexes, nil
}

// namesFrom are the names of all markets that draft from one language: a name
// is one in each of them, whether or not it has a wording there.
func (d *Workspace) namesFrom(source language.Tag) []memory.Name {
	var names []memory.Name
	for _, m := range d.Config.Markets {
		if d.Config.SourceOf(m) == source {
			names = append(names, d.remembers(m).Names...)
		}
	}
	return names
}

func (d *Workspace) addFile(indexes map[language.Tag]*memory.Index, pairs []tmx.Pair, name string) error {
	path, err := d.Config.Resolve(name)
	if err != nil {
		return &GivenError{err}
	}
	f, err := os.Open(path)
	if err != nil {
		return &GivenError{err}
	}
	var skipped []tmx.Skipped
	err = tmx.Each(f, pairs, func(pair int, e memory.Entry) {
		e.Origin = name
		indexes[pairs[pair].Source].Add(e, pairs[pair].Target)
	}, func(s tmx.Skipped) { skipped = append(skipped, s) })
	if len(skipped) > 0 && d.Skipped != nil {
		d.Skipped(name, skipped)
	}
	if err != nil {
		err = &GivenError{fmt.Errorf("%s: %w", name, err)}
	}
	return errors.Join(err, f.Close())
}

// remembers is what the season knows when a market's memory is asked: its
// title, and its names with what the market calls them.
func (d *Workspace) remembers(m season.Market) memory.Options {
	source := d.Config.SourceOf(m)
	terms := d.Book.For(string(m.Name), m.Locale, source, string(m.From)).Terms()
	return memory.Options{Source: source, Target: m.Locale, Series: d.series(), Names: memory.NamesAgreed(terms, d.speakers(), m.Locale)}
}

// series is what the season is called in memories: its title, or else its
// folder.
func (d *Workspace) series() string {
	if d.Config.Title != "" {
		return d.Config.Title
	}
	if dir, err := filepath.Abs(d.Config.Dir); err == nil {
		return filepath.Base(dir)
	}
	return d.Config.Dir
}

// speakers are those of the cast and of the tracks.
func (d *Workspace) speakers() []string {
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
func (d *Workspace) Remembered(s Sheet) []memory.Entry {
	return d.remembers(s.Market).Signed(s.Approved())
}

// Approved are the sheet's approved lines as memory.
func (s Sheet) Approved() []memory.Entry {
	var entries []memory.Entry
	for i, r := range s.Rows {
		if r.Settled() && r.Translation.Text != "" {
			w := s.Wanted(i)
			entries = append(entries, memory.Entry{Source: w.Source, Target: r.Translation.Text, Prev: w.Prev, Next: w.Next,
				Speaker: r.Speaker, By: r.Translation.By, At: r.Translation.At, Origin: w.Self})
		}
	}
	return entries
}

// Wanted is row i as it is looked up in the memory of the sheet's market.
func (s Sheet) Wanted(i int) memory.Wanted {
	prev, next := s.neighbours(i)
	r := s.Rows[i]
	return memory.Wanted{Source: r.From, Prev: prev, Next: next, Speaker: r.Speaker, Self: r.Ref()}
}
