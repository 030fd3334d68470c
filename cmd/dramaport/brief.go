package main

import (
	"bytes"
	"context"
	"fmt"

	"dramaport/glossaries"
	"dramaport/localize"
	"dramaport/season"
)

// brief is what a market's drafts share: its engines, the stable head of the
// prompt, its memory and the glossary of the language it drafts from.
type brief struct {
	engines  []localize.Engine
	prefix   string
	memory   *localize.Memory
	glossary glossaries.Glossary
}

// brief gathers it.
func (d *desk) brief(ctx context.Context, c *crew, m season.Market) (brief, error) {
	source := d.sourceOf(m)
	engines, err := c.hire(m, source)
	if err != nil {
		return brief{}, err
	}
	bible, err := d.bible()
	if err != nil {
		return brief{}, err
	}
	memory, err := d.memory(ctx, m)
	if err != nil {
		return brief{}, err
	}
	glossary := d.book.For(string(m.Name), m.Locale, source, string(m.From))
	prefix := localize.Prefix(localize.PrefixInput{Source: source, Target: m.Locale, Market: m, Bible: bible, Terms: glossary.Terms(), Title: d.cfg.Title})
	return brief{engines, prefix, memory, glossary}, nil
}

func (d *desk) bible() (string, error) {
	if d.cfg.Bible == "" {
		return "", nil
	}
	b, err := d.read(d.cfg.Bible)
	return string(b), err
}

// memory joins the TMX files with the market's own approved lines.
func (d *desk) memory(ctx context.Context, m season.Market) (*localize.Memory, error) {
	memory := localize.NewMemory()
	if err := d.addFiles(memory, m); err != nil {
		return nil, err
	}
	all := selected{[]season.Market{m}, d.names()}
	by, err := d.translations(ctx, all)
	if err != nil {
		return nil, err
	}
	sheets, err := d.marketSheets(m, all.episodes, by)
	if err != nil {
		return nil, err
	}
	for _, sh := range sheets {
		for _, e := range sh.approvedEntries() {
			memory.Add(e)
		}
	}
	return memory, nil
}

func (d *desk) addFiles(memory *localize.Memory, m season.Market) error {
	for _, name := range d.cfg.Memories {
		content, err := d.read(name)
		if err != nil {
			return err
		}
		entries, err := localize.ReadTMX(bytes.NewReader(content), d.sourceOf(m), m.Locale)
		if err != nil {
			return usageError(fmt.Errorf("%s: %w", name, err))
		}
		for _, e := range entries {
			memory.Add(e)
		}
	}
	return nil
}

// approvedEntries are a sheet's approved lines as memory.
func (s sheet) approvedEntries() []localize.Entry {
	var entries []localize.Entry
	for i, r := range s.rows {
		if r.trans.State == season.Approved && !r.stale {
			prev, next := s.neighbours(i)
			entries = append(entries, localize.Entry{Source: r.from, Target: r.trans.Text, Prev: prev, Next: next, Speaker: r.Speaker, Origin: r.Ref()})
		}
	}
	return entries
}

// neighbours are the texts before and after a row that a market drafts from.
func (s sheet) neighbours(i int) (prev, next string) {
	if i > 0 {
		prev = s.rows[i-1].from
	}
	if i < len(s.rows)-1 {
		next = s.rows[i+1].from
	}
	return prev, next
}

// batch lays a sheet out for drafting.
func (b brief) batch(s sheet, stop <-chan struct{}) localize.Batch {
	byKey := map[season.LineKey]row{}
	units := make([]localize.Unit, len(s.rows))
	for i, r := range s.rows {
		byKey[r.Key] = r
		units[i] = b.unit(s, i)
	}
	return localize.Batch{Market: s.market, Episode: s.episode, Source: s.source, Prefix: b.prefix, Units: units, Memory: b.memory, Stop: stop,
		Judge: func(u localize.Unit, text string) []season.Doubt {
			return localize.CheckLine(s.subject(byKey[u.Line.Key], text))
		}}
}

func (b brief) unit(s sheet, i int) localize.Unit {
	r := s.rows[i]
	prev, next := s.neighbours(i)
	u := localize.Unit{Line: r.Line, Source: r.from, Open: r.open(), Budget: s.rules.Budget(r.End - r.Start), Terms: b.glossary.Find(r.from), Prev: prev, Next: next}
	if r.trans.Text != "" && !r.stale {
		u.Accepted = r.trans.Text
	}
	return u
}
