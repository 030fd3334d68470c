package stage

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"dramaport/glossaries"
	"dramaport/localize"
	"dramaport/localize/check"
	"dramaport/localize/memory"
	"dramaport/season"

	"golang.org/x/text/language"
)

// TranslatorsFor brings the translators a market names, in their order.
type TranslatorsFor func(m season.Market, source language.Tag) ([]localize.Engine, error)

// brief is what a market's drafts share: its engines, the stable heads of the
// prompt, its memory and the glossary of the language it drafts from.
type brief struct {
	engines  []localize.Engine
	head     head
	memory   *memory.Memory
	glossary glossaries.Glossary
	// budget is the characters of a row's translation.
	budget func(s Sheet, row int) (characters int, paced bool)
	// cacheKey is the same for every request of the season and market.
	cacheKey string
}

func (d *Workspace) brief(ctx context.Context, m season.Market, memory *memory.Memory, translatorsFor TranslatorsFor) (brief, error) {
	source := d.Config.SourceOf(m)
	engines, err := translatorsFor(m, source)
	if err != nil {
		return brief{}, fmt.Errorf("market %s: %w", m.Name, err)
	}
	bible, err := d.bible()
	if err != nil {
		return brief{}, err
	}
	paces, err := d.paces(ctx, m)
	if err != nil {
		return brief{}, err
	}
	glossary := d.Book.For(string(m.Name), m.Locale, source, string(m.From))
	budget := func(s Sheet, row int) (int, bool) { return d.budget(s, row, paces) }
	head, err := d.head(ctx, localize.PrefixInput{Source: source, Target: m.Locale, Market: m, Bible: bible, Terms: glossary.Terms(), Title: d.Config.Title}, glossary)
	return brief{localize.WithTerms(engines, d.Config.Title, string(m.Name), glossary.Terms()), head, memory, glossary, budget, cacheKey(d.Config.Title, m.Name)}, err
}

// cacheKey names a season and market to a provider's cache, and to nobody else.
func cacheKey(title string, m season.MarketName) string {
	sum := sha256.Sum256([]byte(title + "\x00" + string(m)))
	return "dramaport-" + hex.EncodeToString(sum[:8])
}

func (d *Workspace) bible() (string, error) {
	if d.Config.Bible == "" {
		return "", nil
	}
	b, err := ReadGiven(d.Config, d.Config.Bible)
	return string(b), err
}

// neighbours are the texts before and after a row that its market drafts from.
func (s Sheet) neighbours(i int) (prev, next string) {
	if i > 0 {
		prev = s.Rows[i-1].From
	}
	if i < len(s.Rows)-1 {
		next = s.Rows[i+1].From
	}
	return prev, next
}

// batch lays a sheet out for drafting.
func (b brief) batch(s Sheet, stop <-chan struct{}) localize.Batch {
	s.names = check.NamesIn(s.sources(), s.Source)
	units := make([]localize.Unit, len(s.Rows))
	for i := range s.Rows {
		units[i] = b.unit(s, i)
	}
	return localize.Batch{Market: s.Market, Episode: s.Episode, Source: s.Source, Prefix: b.head.all, PrefixWithoutTerms: b.head.bare, UnstatedTerms: b.head.unstated,
		CacheKey: b.cacheKey, Units: units, Memory: b.memory, Stop: stop}
}

// sources are the lines with the texts that the sheet's market drafts from.
func (s Sheet) sources() []season.Line {
	lines := make([]season.Line, len(s.Rows))
	for i, r := range s.Rows {
		lines[i] = r.Line
		lines[i].Text = r.From
	}
	return lines
}

func (b brief) unit(s Sheet, i int) localize.Unit {
	r := s.Rows[i]
	prev, next := s.neighbours(i)
	u := localize.Unit{Line: r.Line, Source: r.From, Open: r.Open(), Terms: b.glossary.Find(r.From), Prev: prev, Next: next}
	subject := s.subject(r, "")
	u.Subject = &subject
	u.Budget, u.Paced = b.budget(s, i)
	if r.Translation.Text != "" && !r.Stale {
		u.Accepted = r.Translation.Text
	}
	u.ToShorten, u.DraftedBy = r.Long(), r.Translation.Engine
	if r.Translation.State == season.Untranslated && r.Translation.Basis == r.Basis {
		u.Findings = r.Translation.Findings
	}
	return u
}
