package stage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"dramaport/localize"
	"dramaport/season"
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
	pending, err := d.pendingBatches()
	if err != nil {
		return nil, err
	}
	ctx = d.traced(ctx, "", "") // a batch may hold several markets
	var all []BatchStatus
	var failed []error
	for _, b := range pending {
		s, found, err := d.collectLocked(ctx, b, how)
		if err != nil {
			failed = append(failed, fmt.Errorf("batch %s (%s): %w", b.Token, d.Relative(d.batchFolder()), err))
		}
		if found {
			all = append(all, s)
		}
	}
	return all, errors.Join(failed...)
}

// collectLocked is collectOne for the one process at a time that has the batch;
// the others leave it alone.
func (d *Workspace) collectLocked(ctx context.Context, b BatchFile, how Batching) (BatchStatus, bool, error) {
	claim, err := d.lockBatch(ctx, b.Token)
	if err != nil {
		return BatchStatus{}, false, err
	}
	if claim == nil {
		s := b.status()
		s.State = "in the hands of another dramaport"
		return s, true, nil
	}
	defer claim.Release()
	now, err := d.readBatch(b.Token) // it may have been collected meanwhile
	if errors.Is(err, fs.ErrNotExist) || err == nil && now.Ended != "" {
		return BatchStatus{}, false, nil
	}
	if err != nil {
		return BatchStatus{}, false, err
	}
	return d.collectOne(ctx, now, how)
}

// status is what is known of a batch without asking.
func (b BatchFile) status() BatchStatus {
	s := BatchStatus{ID: b.ID, Translator: b.Translator, Requests: len(b.Requests)}
	for _, r := range b.Requests {
		s.Lines += len(r.Lines)
	}
	return s
}

func (d *Workspace) collectOne(ctx context.Context, b BatchFile, how Batching) (BatchStatus, bool, error) {
	from, err := d.batcher(how, b.Translator, b.Requests)
	if err != nil {
		return BatchStatus{}, false, err
	}
	if b.ID == "" {
		if b.ID, err = from.Submit(ctx, b.Token, nil); err != nil {
			return BatchStatus{}, false, err
		}
		if b.ID == "" {
			return BatchStatus{}, false, d.forget(b)
		}
		if err := d.remember(b); err != nil {
			return BatchStatus{}, false, err
		}
	}
	s := b.status()
	if s.BatchStatus, err = from.BatchStatus(ctx, b.ID); err != nil || !s.Ended {
		return s, true, err
	}
	c, err := d.collector(ctx, b, how)
	if err != nil {
		return s, true, err
	}
	defer c.close()
	if err := from.Collect(ctx, b.ID, c.items, c.accept); err != nil {
		return s, true, err
	}
	if err := c.rest(s.BatchStatus); err != nil {
		return s, true, err
	}
	return s, true, d.end(b, s.State)
}

// collector keeps the replies of one batch.
type collector struct {
	ctx       context.Context
	workspace *Workspace
	how       Batching
	file      BatchFile
	requests  map[string]BatchRequest
	done      map[string]bool
	journal   *os.File
	jobs      map[lineIn]DraftJob
	batches   map[lineIn]localize.Batch
}

func (d *Workspace) collector(ctx context.Context, b BatchFile, how Batching) (*collector, error) {
	c := &collector{ctx: context.WithoutCancel(ctx), workspace: d, how: how, file: b,
		requests: map[string]BatchRequest{}, jobs: map[lineIn]DraftJob{}, batches: map[lineIn]localize.Batch{}}
	var err error
	if c.done, err = d.doneRequests(b); err != nil {
		return nil, err
	}
	for _, r := range b.Requests {
		c.requests[r.ID] = r
	}
	jobs, err := d.jobsOf(ctx, b, how.TranslatorsFor)
	if err != nil {
		return nil, err
	}
	for _, j := range jobs {
		at := lineIn{market: j.Market.Name, episode: j.Episode}
		c.jobs[at], c.batches[at] = j, j.brief.batch(j.Sheet, nil)
	}
	c.journal, err = os.OpenFile(d.doneFile(b), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	return c, err
}

func (c *collector) close() { _ = c.journal.Close() } // every row was written at once

// jobsOf are the episodes of a batch, with its lines open again.
func (d *Workspace) jobsOf(ctx context.Context, b BatchFile, translatorsFor TranslatorsFor) ([]DraftJob, error) {
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

// accept judges a reply, records what it has consumed, and then that it is kept.
func (c *collector) accept(id string, reply localize.Reply, failed error) error {
	r := c.requests[id]
	at := lineIn{market: r.Market, episode: r.Episode}
	if j, ok := c.jobs[at]; ok {
		err := localize.AcceptReply(c.batches[at], j.engine(c.file.Translator), j.sameBasis(r), reply, failed, func(drafts []localize.Draft) error {
			_, err := c.workspace.Store.Propose(c.ctx, "", j.proposals(drafts))
			c.how.Progress(r.Market, firsts(drafts))
			return err
		})
		if err != nil {
			return err
		}
	}
	if reply.Usage != (localize.Usage{}) {
		u := c.how.Priced(c.file.Translator, reply.Usage)
		u.Market, u.Episode, u.Ref = r.Market, r.Episode, "batch "+c.file.Token+" "+id
		used(c.workspace.traced(c.ctx, r.Market, r.Episode), u)
		if err := c.workspace.Store.AddUsage(c.ctx, u); err != nil {
			return err
		}
	}
	c.done[id] = true
	_, err := c.journal.WriteString(id + "\n")
	return err
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
func (j DraftJob) sameBasis(r BatchRequest) []season.LineKey {
	now := map[string]season.LineKey{}
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
	for _, r := range c.file.Requests {
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
