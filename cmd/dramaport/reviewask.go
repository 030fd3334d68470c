package main

import (
	"context"
	"math"

	"dramaport/internal/engines"
	"dramaport/internal/provider"
	"dramaport/review"
	"dramaport/season"
	"dramaport/stage"
)

// asker lets the screen ask translators again, with the same
// engines and one budget for the whole review.
type asker struct {
	engines *engines.Engines
	inner   *stage.Asker
	// asking are the requests under way.
	asking inFlight
}

// addAsker gives a screen the markets' memories and translators. Whoever calls it
// closes the asker once the screen has ended and its context with it.
func (a *app) addAsker(s *review.Season, d *stage.Workspace, budget *provider.Budget) *asker {
	recall := d.Recollection()
	e := a.enginesWithin(d.Config, budget, false)
	k := &asker{engines: e, inner: d.Asker(stage.Asking{TranslatorsFor: e.TranslatorsFor, Meter: e.Metered, Stop: a.stop, Recall: recall})}
	s.Sheets, s.Memory, s.Asker = learningReader{s.Sheets, recall}, recall, k
	return k
}

// close waits for what is under way and ends the engines.
func (k *asker) close() {
	k.asking.end()
	_ = k.engines.Close() // every answer was taken in already
}

// Quote estimates a request at its translator's price.
func (k *asker) Quote(ctx context.Context, s stage.Sheet, i int, hint string) (review.Quote, error) {
	engine, cost, err := k.inner.Estimate(ctx, s, i, hint)
	if err != nil {
		return review.Quote{}, hinted(err)
	}
	price := k.engines.PriceOf(engine)
	sum := spendingOf(price, cost)
	q := review.Quote{Engine: engine, InputTokens: sum.InputTokens, OutputTokens: sum.OutputTokens, Characters: sum.Characters,
		ByCharacter: price.Characters > 0 && price.Input == 0, Unpriced: !price.Given, Cost: float64(sum.Cost), Left: -1}
	if left := k.engines.Budget().Left(); !math.IsInf(left, 1) {
		q.Left = left
	}
	return q, nil
}

// Ask asks. A translator that has no credentials or funds is tried anew the
// next time: the reviewer may have mended that.
func (k *asker) Ask(ctx context.Context, s stage.Sheet, i int, hint string) (stage.Proposal, season.Usage, error) {
	if !k.asking.begin() {
		return stage.Proposal{}, season.Usage{}, errReviewOver
	}
	defer k.asking.done()
	p, used, err := k.inner.Ask(ctx, s, i, hint)
	if kind := provider.KindOf(err); err != nil && (kind == provider.Credentials || kind == provider.Funds) {
		k.engines.Reopen(p.Engine)
	}
	return p, used, hinted(err)
}

// learningReader is a workspace whose memories hear of what it has read again: what the
// reviewer and others have approved or taken back meanwhile.
type learningReader struct {
	review.SheetReader
	recall *stage.Recollection
}

// Refresh reads sheets again and tells the memories.
func (l learningReader) Refresh(ctx context.Context, places []season.Place) ([]stage.Sheet, error) {
	sheets, err := l.SheetReader.Refresh(ctx, places)
	if err == nil {
		l.recall.Learn(sheets)
	}
	return sheets, err
}
