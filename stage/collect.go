package stage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dramaport/localize"
	"dramaport/season"
	"dramaport/store"
)

// BatchStatus is how far a pending batch is.
type BatchStatus struct {
	ID, Translator string
	localize.BatchStatus
	// Requests and Lines are how many it was asked for.
	Requests, Lines int
}

// Collect looks at every batch that is not collected, keeps the replies of
// those that have ended, and returns how each of them is. A batch that cannot be
// looked at does not hinder the others; its failure is returned. Every line is judged
// as if it had been answered live; what is not accepted is left open with its
// findings. A batch that was never submitted, because the run was ended before,
// is forgotten: its lines are open again.
func (d *Workspace) Collect(ctx context.Context, how Batching) ([]BatchStatus, error) {
	pending, err := d.Store.PendingBatches(ctx)
	if err != nil {
		return nil, err
	}
	ctx = d.traced(ctx, "", "") // a batch may hold several markets
	var all []BatchStatus
	var failed []error
	for _, b := range pending {
		s, found, err := d.collectLocked(ctx, b, how)
		if err != nil {
			failed = append(failed, fmt.Errorf("batch %s: %w", b.Token, err))
		}
		if found {
			all = append(all, s)
		}
	}
	return all, errors.Join(failed...)
}

// collectLocked is collectOne for the one process at a time that has the batch;
// the others leave it alone.
func (d *Workspace) collectLocked(ctx context.Context, b store.Batch, how Batching) (BatchStatus, bool, error) {
	claim, err := d.lockBatch(ctx, b.Token)
	if err != nil {
		return BatchStatus{}, false, err
	}
	if claim == nil {
		s := statusOf(b)
		s.State = "in the hands of another dramaport"
		return s, true, nil
	}
	defer claim.Release()
	now, known, err := d.Store.Batch(ctx, b.Token) // it may have been collected meanwhile
	if err != nil || !known || now.Ended != "" {
		return BatchStatus{}, false, err
	}
	return d.collectOne(ctx, now, how)
}

// statusOf is what is known of a batch without asking.
func statusOf(b store.Batch) BatchStatus {
	s := BatchStatus{ID: b.ID, Translator: b.Translator, Requests: len(b.Requests)}
	for _, r := range b.Requests {
		s.Lines += len(r.Lines)
	}
	return s
}

func (d *Workspace) collectOne(ctx context.Context, b store.Batch, how Batching) (BatchStatus, bool, error) {
	from, err := d.batcher(how, b.Translator, b.Requests)
	if err != nil {
		return BatchStatus{}, false, err
	}
	if b.ID == "" {
		if b.ID, err = from.Submit(ctx, b.Token, nil); err != nil {
			return BatchStatus{}, false, err
		}
		if b.ID == "" {
			return BatchStatus{}, false, d.Store.DropBatch(ctx, b.Token)
		}
		if err := d.Store.SetBatchID(ctx, b.Token, b.ID); err != nil {
			return BatchStatus{}, false, err
		}
	}
	s := statusOf(b)
	if s.BatchStatus, err = from.BatchStatus(ctx, b.ID); err != nil || !s.Ended {
		return s, true, err
	}
	c, err := d.collector(ctx, b, how)
	if err != nil {
		return s, true, err
	}
	if err := from.Collect(ctx, b.ID, c.items, c.accept); err != nil {
		return s, true, err
	}
	if err := c.rest(s.BatchStatus); err != nil {
		return s, true, err
	}
	return s, true, d.Store.EndBatch(c.ctx, b.Token, s.State)
}

// collector keeps the replies of one batch.
type collector struct {
	ctx       context.Context
	workspace *Workspace
	how       Batching
	batch     store.Batch
	requests  map[string]store.BatchRequest
	done      map[string]bool
	jobs      map[lineIn]DraftJob
	batches   map[lineIn]localize.Batch
}

func (d *Workspace) collector(ctx context.Context, b store.Batch, how Batching) (*collector, error) {
	c := &collector{ctx: context.WithoutCancel(ctx), workspace: d, how: how, batch: b,
		requests: map[string]store.BatchRequest{}, done: map[string]bool{}, jobs: map[lineIn]DraftJob{}, batches: map[lineIn]localize.Batch{}}
	for _, r := range b.Requests {
		c.requests[r.ID], c.done[r.ID] = r, r.Done
	}
	jobs, err := d.jobsOf(ctx, b, how.TranslatorsFor)
	if err != nil {
		return nil, err
	}
	for _, j := range jobs {
		at := lineIn{market: j.Market.Name, episode: j.Episode}
		c.jobs[at], c.batches[at] = j, j.brief.batch(j.Sheet, nil)
	}
	return c, nil
}

// jobsOf are the episodes of a batch, with its lines open again.
func (d *Workspace) jobsOf(ctx context.Context, b store.Batch, translatorsFor TranslatorsFor) ([]DraftJob, error) {
	var scope Scope
	for _, r := range b.Requests {
		m, ok := d.Config.Market(r.Market)
		if ok && !slices.ContainsFunc(scope.Markets, func(have season.Market) bool { return have.Name == m.Name }) {
			scope.Markets = append(scope.Markets, m)
		}
		if !slices.Contains(scope.Episodes, r.Episode) {
			scope.Episodes = append(scope.Episodes, r.Episode)
		}
	}
	sheets, err := d.LayOut(ctx, scope)
	if err != nil {
		return nil, err
	}
	for _, s := range sheets {
		for i := range s.Rows {
			if s.Rows[i].Batch == b.Token {
				s.Rows[i].Batch = ""
			}
		}
	}
	return d.DraftJobs(ctx, sheets, translatorsFor)
}

// items are a request's lines, nil if its reply is kept already.
func (c *collector) items(id string) []localize.Item {
	r, ok := c.requests[id]
	if !ok || c.done[id] {
		return nil
	}
	items := make([]localize.Item, len(r.Lines))
	for i := range items {
		items[i].N = i + 1
	}
	return items
}

// accept judges a reply, and keeps in one step what it brings, what it has
// consumed and that it is done.
func (c *collector) accept(id string, reply localize.Reply, failed error) error {
	r := c.requests[id]
	var proposed []season.Translation
	lines := 0
	at := lineIn{market: r.Market, episode: r.Episode}
	if j, ok := c.jobs[at]; ok {
		err := localize.AcceptReply(c.batches[at], j.engine(c.batch.Translator), j.sameBasis(r), reply, failed, func(drafts []localize.Draft) error {
			proposed = append(proposed, j.proposals(drafts)...)
			lines += firsts(drafts)
			return nil
		})
		if err != nil {
			return err
		}
	}
	if err := c.workspace.Store.KeepReply(c.ctx, c.batch.Token, id, proposed, c.consumed(r, reply)); err != nil {
		return err
	}
	c.done[id] = true
	c.how.Progress(r.Market, lines)
	return nil
}

// consumed is what a reply has consumed, nil if nothing.
func (c *collector) consumed(r store.BatchRequest, reply localize.Reply) *season.Usage {
	if reply.Usage == (localize.Usage{}) {
		return nil
	}
	u := c.how.Priced(c.batch.Translator, reply.Usage)
	u.Market, u.Episode, u.Ref = r.Market, r.Episode, "batch "+c.batch.Token+" "+r.ID
	used(c.workspace.traced(c.ctx, r.Market, r.Episode), u)
	return &u
}

// engine is the job's engine of that name, as far as judging a reply needs it.
func (j DraftJob) engine(name string) localize.Engine {
	for _, e := range j.Engines {
		if e.Name == name {
			return e
		}
	}
	return localize.Engine{Name: name}
}

// sameBasis are the keys of a request's lines, "" for a line whose source,
// terms or pivot have changed since: its reply is of no use.
func (j DraftJob) sameBasis(r store.BatchRequest) []season.LineKey {
	now := map[store.BatchLine]season.LineKey{}
	for _, row := range j.Rows {
		now[batchLine(row)] = row.Key
	}
	keys := make([]season.LineKey, len(r.Lines))
	for i, l := range r.Lines {
		keys[i] = now[l]
	}
	return keys
}

// rest names the lines of requests that the batch did not answer at all.
func (c *collector) rest(s localize.BatchStatus) error {
	for _, r := range c.batch.Requests {
		if c.done[r.ID] {
			continue
		}
		why := strings.TrimSpace("the batch " + s.State + " without an answer to it: " + s.Problem)
		if err := c.accept(r.ID, localize.Reply{}, errors.New(strings.TrimSuffix(why, ":"))); err != nil {
			return err
		}
	}
	return nil
}
