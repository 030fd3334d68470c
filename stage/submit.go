package stage

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"dramaport/localize"
	"dramaport/season"
	"dramaport/store"
)

// Batching is how a run uses the providers' batch tiers.
type Batching struct {
	// TranslatorsFor brings the translators of a market.
	TranslatorsFor TranslatorsFor
	// Batcher is the batch tier of a translator of season.yaml, for a batch
	// that holds requests of that market.
	Batcher func(name string, m season.Market) (localize.Batcher, error)
	// Reserve sets the likely cost of requests aside, or fails where that
	// would cross the run's ceiling.
	Reserve func(name string, likely localize.Usage) error
	// Priced is what a reply of a batch has consumed.
	Priced func(name string, u localize.Usage) season.Usage
	// Progress hears of lines that memory or a batch answered.
	Progress func(m season.MarketName, lines int)
}

// The most of one batch. Source: platform.openai.com/docs/guides/batch: 50,000
// requests and 200 MB a file; the bytes here are of the prompts alone.
const (
	batchRequests = 50_000
	batchBytes    = 150 << 20
)

// Submit asks for the open lines of jobs through the batch tiers: what memory
// knows is kept at once, the rest is handed over, a batch a translator, and a
// batch a pair of languages where the translator is for one pair. A
// market's first translator with a batch tier is asked; the markets without
// one are returned. Nothing is handed over that how.Reserve refuses.
func (d *Workspace) Submit(ctx context.Context, jobs []DraftJob, how Batching) (without []season.MarketName, err error) {
	ctx = d.traced(ctx, "", "") // a batch may hold several markets
	open := map[string]*draftBatch{}
	for _, j := range jobs {
		e, ok := batchEngine(j.Engines)
		if !ok {
			if !slices.Contains(without, j.Market.Name) {
				without = append(without, j.Market.Name)
			}
			continue
		}
		of := e.Name + "\x00" + e.Pair
		if open[of] == nil {
			open[of] = &draftBatch{name: e.Name}
		}
		if err := d.gather(ctx, j, e, open[of], how); err != nil {
			return without, err
		}
	}
	for _, of := range slices.Sorted(maps.Keys(open)) {
		for _, part := range open[of].split() {
			if err := d.submit(ctx, part, how); err != nil {
				return without, err
			}
		}
	}
	return without, nil
}

// batcher is the batch tier for a batch of these requests.
func (d *Workspace) batcher(how Batching, name string, requests []store.BatchRequest) (localize.Batcher, error) {
	var m season.Market // of none where season.yaml has it no more
	if len(requests) > 0 {
		m, _ = d.Config.Market(requests[0].Market)
	}
	return how.Batcher(name, m)
}

// batchEngine is the first engine with a batch tier.
func batchEngine(engines []localize.Engine) (localize.Engine, bool) {
	i := slices.IndexFunc(engines, func(e localize.Engine) bool { return e.Batch })
	if i < 0 {
		return localize.Engine{}, false
	}
	return engines[i], true
}

// draftBatch is a batch while it is gathered; asked and requests go together.
type draftBatch struct {
	name     string
	asked    []localize.BatchRequest
	requests []store.BatchRequest
}

// gather adds the first requests of a job.
func (d *Workspace) gather(ctx context.Context, j DraftJob, e localize.Engine, b *draftBatch, how Batching) error {
	asked, err := localize.FirstRound(j.brief.batch(j.Sheet, nil), e, func(drafts []localize.Draft) error {
		_, err := d.Store.Propose(context.WithoutCancel(ctx), "", j.proposals(drafts))
		how.Progress(j.Market.Name, len(drafts))
		return err
	})
	if err != nil {
		return fmt.Errorf("%s [%s]: %w", j.Episode, j.Market.Name, err)
	}
	rows := map[season.LineKey]Row{}
	for _, r := range j.Rows {
		rows[r.Key] = r
	}
	for n, a := range asked {
		r := store.BatchRequest{ID: fmt.Sprintf("%s/%s/%d", j.Market.Name, j.Episode, n+1), Market: j.Market.Name, Episode: j.Episode}
		for _, key := range a.Keys {
			r.Lines = append(r.Lines, batchLine(rows[key]))
		}
		b.requests = append(b.requests, r)
		b.asked = append(b.asked, localize.BatchRequest{ID: r.ID, Request: a.Request})
	}
	return nil
}

// split parts a batch that is too large for one.
func (b *draftBatch) split() []draftBatch {
	var parts []draftBatch
	first, size := 0, 0
	for i, p := range b.asked {
		bytes := len(p.Request.Prefix) + len(localize.Payload(p.Request))
		if i > first && (i-first >= batchRequests || size+bytes > batchBytes) {
			parts = append(parts, draftBatch{b.name, b.asked[first:i], b.requests[first:i]})
			first, size = i, 0
		}
		size += bytes
	}
	if first < len(b.asked) {
		parts = append(parts, draftBatch{b.name, b.asked[first:], b.requests[first:]})
	}
	return parts
}

// submit hands a batch over. It is in the store before, and its id after.
func (d *Workspace) submit(ctx context.Context, b draftBatch, how Batching) error {
	if err := how.Reserve(b.name, b.likely()); err != nil {
		return err
	}
	to, err := d.batcher(how, b.name, b.requests)
	if err != nil {
		return err
	}
	kept := store.Batch{Token: newToken(), Translator: b.name, Submitted: time.Now().UTC(), Requests: b.requests}
	claim, err := d.lockBatch(ctx, kept.Token)
	if err != nil {
		return err
	}
	defer claim.Release()
	if err := d.Store.AddBatches(ctx, kept); err != nil {
		return err
	}
	if kept.ID, err = to.Submit(ctx, kept.Token, b.asked); err != nil {
		return err
	}
	// Somebody may have taken a batch that was long under way for one that was
	// never submitted: it is kept anew.
	ctx = context.WithoutCancel(ctx)
	if err := d.Store.AddBatches(ctx, kept); err != nil {
		return err
	}
	return d.Store.SetBatchID(ctx, kept.Token, kept.ID)
}

// likely is what the batch is expected to consume.
func (b draftBatch) likely() localize.Usage {
	var sum localize.Usage
	for _, r := range b.asked {
		u := localize.Likely(r.Request)
		sum.InputTokens += u.InputTokens
		sum.OutputTokens += u.OutputTokens
		sum.Characters += u.Characters
		sum.Requests++
	}
	return sum
}
