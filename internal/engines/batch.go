package engines

import (
	"context"

	"dramaport/localize"
	"dramaport/localize/openai"
	"dramaport/season"
	"dramaport/season/config"
)

// BatchShare is what a request in a batch costs of the usual price.
const BatchShare = openai.BatchShare

// Batcher is a translator's batch tier behind its limiter, as it is built for a
// market: a batch of an engine for one pair of languages holds nothing else.
func (e *Engines) Batcher(name string, m season.Market) (localize.Batcher, error) {
	t, ok := e.o.Config.Translators[name]
	if !ok {
		return nil, configErrorf("it was asked of the translator %s, which season.yaml does not have any more: write it there again, or give the batch up: dramaport translate --drop-batch TOKEN", name)
	}
	built, err := e.translator(t, e.o.Config.SourceOf(m), m.Locale)
	if err != nil {
		return nil, err
	}
	b, ok := built.(localize.Batcher)
	if !ok {
		return nil, configErrorf("the %s engine of translators.%s has no batch tier", t.Engine, name)
	}
	s, _ := e.stack(config.Text, t.Service, t.Row(), nil, nil)
	return s.Batcher(b), nil
}

// batchCost is what was consumed in a batch, at its price.
func (e *Engines) batchCost(name string, u localize.Usage) float64 {
	return CostOf(e.PriceOf(name), u) * BatchShare
}

// CommitBatch sets the likely cost of a batch aside, or fails with
// provider.ErrCeiling: what is handed over is as good as spent.
func (e *Engines) CommitBatch(ctx context.Context, name string, likely localize.Usage) error {
	return e.o.Budget.Commit(ctx, "batch "+config.Text.Section(name), e.batchCost(name, likely))
}

// CollectBatch is what an answer of a batch has consumed, and adds it to what
// the run has cost.
func (e *Engines) CollectBatch(name string, u localize.Usage) season.Usage {
	cost := e.batchCost(name, u)
	e.o.Budget.Collect(cost)
	return usageOf(name, u, cost)
}
