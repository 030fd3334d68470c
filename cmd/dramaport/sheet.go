package main

import (
	"context"
	"fmt"
	"slices"

	"dramaport/glossaries"
	"dramaport/localize"
	"dramaport/season"
	"dramaport/store"
	"dramaport/subtitles"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/language"
)

// sheet is one episode in one market: every line with all that is known.
type sheet struct {
	market   season.Market
	episode  season.EpisodeName
	glossary glossaries.Glossary
	rules    subtitles.Rules
	// source is the language the market drafts from.
	source language.Tag
	rows   []row
}

// row is one line in one market.
type row struct {
	season.Line
	// text to draft from: the line's own, or the pivot market's.
	from string
	// waits is set while the pivot market's line is not approved yet.
	waits  bool
	trans  season.Translation
	basis  string
	stale  bool
	terms  []glossaries.Match
	doubts []season.Doubt
}

// open reports whether a machine may propose a text: nothing is there yet,
// or only a machine's text whose basis has changed.
func (r row) open() bool {
	if !r.Speaks() || r.waits {
		return false
	}
	return r.trans.State == season.Untranslated || r.trans.State == season.Machine && r.stale
}

// errors counts the findings that block export.
func (r row) errors() int {
	n := 0
	for _, d := range r.doubts {
		if d.Severity == season.Error {
			n++
		}
	}
	return n
}

// sheets lays out the selected episodes of the selected markets, checked.
func (d *desk) sheets(ctx context.Context, s selected) ([]sheet, error) {
	translations, err := d.translations(ctx, s)
	if err != nil {
		return nil, err
	}
	var sheets []sheet
	for _, m := range s.markets {
		of, err := d.marketSheets(m, s.episodes, translations)
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, of...)
	}
	return sheets, checkAll(ctx, sheets)
}

// translations reads what the store holds for the markets and their pivots.
func (d *desk) translations(ctx context.Context, s selected) (map[lineIn]season.Translation, error) {
	q := store.Query{Episodes: s.episodes}
	for _, m := range s.markets {
		for ok := true; ok; m, ok = d.cfg.Market(m.From) {
			if !slices.Contains(q.Markets, m.Name) {
				q.Markets = append(q.Markets, m.Name)
			}
		}
	}
	found, err := d.store.Translations(ctx, q)
	if err != nil {
		return nil, err
	}
	by := make(map[lineIn]season.Translation, len(found))
	for _, t := range found {
		by[lineIn{t.Market, t.Episode, t.Key}] = t
	}
	return by, nil
}

// lineIn names a line in a market.
type lineIn struct {
	market  season.MarketName
	episode season.EpisodeName
	key     season.LineKey
}

func (d *desk) marketSheets(m season.Market, episodes []season.EpisodeName, by map[lineIn]season.Translation) ([]sheet, error) {
	rules, err := m.TextRules()
	if err != nil {
		return nil, err
	}
	own := d.glossaryOf(m)
	var sheets []sheet
	for _, e := range d.episodes {
		if slices.Contains(episodes, e.Name) {
			s := sheet{market: m, episode: e.Name, glossary: own, rules: rules, source: d.sourceOf(m)}
			s.rows = d.layOut(s, e.Lines, by)
			sheets = append(sheets, s)
		}
	}
	return sheets, nil
}

// glossaryOf is a market's glossary for the season's source language.
func (d *desk) glossaryOf(m season.Market) glossaries.Glossary {
	return d.book.For(string(m.Name), m.Locale, d.cfg.Source.Locale, "")
}

// sourceOf is the language a market drafts from: its pivot's or the season's.
func (d *desk) sourceOf(m season.Market) language.Tag {
	if pivot, ok := d.cfg.Market(m.From); ok {
		return pivot.Locale
	}
	return d.cfg.Source.Locale
}

// layOut joins lines with their translations. A line waits while the pivot
// market's text is not approved, or is approved on another basis.
func (d *desk) layOut(s sheet, lines []season.Line, by map[lineIn]season.Translation) []row {
	pivot, pivoted := d.cfg.Market(s.market.From)
	pivotGlossary := d.glossaryOf(pivot)
	rows := make([]row, len(lines))
	for i, l := range lines {
		r := row{Line: l, from: l.Text, terms: s.glossary.Find(l.Text)}
		if pivoted {
			t := by[lineIn{pivot.Name, l.Episode, l.Key}]
			r.from = t.Text
			r.waits = t.State != season.Approved || t.Stale(basisOf(pivot, l, pivotGlossary.Find(l.Text), by))
		}
		r.basis = basisOf(s.market, l, r.terms, by)
		r.trans = existing(by, s.market.Name, l)
		r.stale = r.trans.Stale(r.basis)
		rows[i] = r
	}
	return rows
}

// basisOf is what a decision on a line in a market rests on: the source text,
// the agreed words that occur in it, and the pivot market's text.
func basisOf(m season.Market, l season.Line, terms []glossaries.Match, by map[lineIn]season.Translation) string {
	var words []string
	for _, t := range terms {
		words = append(words, t.Term.Source+"="+t.Term.Target)
	}
	pivot := ""
	if m.From != "" {
		pivot = by[lineIn{m.From, l.Episode, l.Key}].Text
	}
	return season.Basis(l.Text, words, pivot)
}

// existing is the stored translation, or an untranslated one.
func existing(by map[lineIn]season.Translation, m season.MarketName, l season.Line) season.Translation {
	if t, ok := by[lineIn{m, l.Episode, l.Key}]; ok {
		return t
	}
	return season.Translation{Market: m, Episode: l.Episode, Key: l.Key, State: season.Untranslated}
}

// checkAll fills in every row's findings, on all cores.
func checkAll(ctx context.Context, sheets []sheet) error {
	var g errgroup.Group
	g.SetLimit(8)
	for i := range sheets {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			sheets[i].check()
			return nil
		})
	}
	return g.Wait()
}

func (s *sheet) check() {
	checked := make([]localize.Row, len(s.rows))
	for i, r := range s.rows {
		checked[i] = localize.Row{Subject: s.subject(r, r.trans.Text), State: r.trans.State, Doubts: r.trans.Doubts}
	}
	found := localize.CheckEpisode(checked, s.rules)
	for i := range s.rows {
		s.rows[i].doubts = found[s.rows[i].Key]
	}
}

// subject is what the checks look at when text is r's translation.
func (s *sheet) subject(r row, text string) localize.Subject {
	return localize.Subject{
		Line: r.Line, Source: r.from, SourceTag: s.source, Target: s.market.Locale, Text: text,
		Glossary: s.glossary, GlossarySource: r.Text, Market: s.market,
	}
}

// rowAt finds a line by its number.
func (s sheet) rowAt(number int) (row, error) {
	for _, r := range s.rows {
		if r.Number == number {
			return r, nil
		}
	}
	return row{}, usagef("%s has no line %d; it has lines 1 to %d", s.episode, number, len(s.rows))
}

// finding puts a doubt in its place.
func (s sheet) finding(r row, d season.Doubt) season.Finding {
	return season.Finding{Episode: s.episode, Line: r.Number, Market: s.market.Name, Doubt: d}
}

// where is "e001:7 [us]".
func (s sheet) where(r row) string { return fmt.Sprintf("%s [%s]", r.Ref(), s.market.Name) }
