package stage

import (
	"context"
	"time"

	"dramaport/season"
	"dramaport/store"
)

// batchLine is a row as a batch asks for it.
func batchLine(r Row) store.BatchLine { return store.BatchLine{Key: r.Key, Basis: r.Basis} }

// PendingBatch is a batch that is not collected, as far as it is known here
// without asking the provider.
type PendingBatch struct {
	// ID is the provider's, "" while it is not known that it has the batch.
	ID, Translator string
	Submitted      time.Time
	Requests       int
	// Lines are how many were asked for in each market.
	Lines map[season.MarketName]int
}

// PendingBatches are the batches that are not collected, oldest first.
func (d *Workspace) PendingBatches(ctx context.Context) ([]PendingBatch, error) {
	pending, err := d.Store.PendingBatches(ctx)
	var all []PendingBatch
	for _, b := range pending {
		p := PendingBatch{ID: b.ID, Translator: b.Translator, Submitted: b.Submitted, Requests: len(b.Requests), Lines: map[season.MarketName]int{}}
		for _, r := range b.Requests {
			p.Lines[r.Market] += len(r.Lines)
		}
		all = append(all, p)
	}
	return all, err
}

// inBatch says of every line that waits for a batch which one, and on what
// basis it was asked for.
func (d *Workspace) inBatch(ctx context.Context) (map[lineIn]waitsIn, error) {
	pending, err := d.Store.PendingBatches(ctx)
	if err != nil {
		return nil, err
	}
	lines := map[lineIn]waitsIn{}
	for _, b := range pending {
		for _, r := range b.Requests {
			for _, l := range r.Lines {
				lines[lineIn{r.Market, r.Episode, l.Key}] = waitsIn{b.Token, l.Basis}
			}
		}
	}
	return lines, nil
}

// waitsIn is the batch that a line waits for.
type waitsIn struct{ token, basis string }

// DropBatch gives up a batch that is not collected: its lines are open again,
// and what the provider answers to it is lost. ok is false if there is no such
// batch, or somebody else has it in hand.
func (d *Workspace) DropBatch(ctx context.Context, token string) (ok bool, err error) {
	claim, err := d.lockBatch(ctx, token)
	if err != nil || claim == nil {
		return false, err
	}
	defer claim.Release()
	b, known, err := d.Store.Batch(ctx, token)
	if err != nil || !known || b.Ended != "" {
		return false, err
	}
	return true, d.Store.DropBatch(ctx, token)
}
