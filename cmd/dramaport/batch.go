package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"dramaport/internal/console"
	"dramaport/internal/engines"
	"dramaport/localize"
	"dramaport/season"
	"dramaport/stage"

	"github.com/spf13/cobra"
)

// tierOptions are the flags of the batch tier.
type tierOptions struct {
	tier   string
	poll   time.Duration
	noWait bool
	drop   string
}

func (o *tierOptions) addFlags(c *cobra.Command) {
	c.Flags().StringVar(&o.tier, "tier", "live", "live, or batch: half the price, the answers within a day")
	c.Flags().DurationVar(&o.poll, "poll", 30*time.Second, "with --tier batch: how often to look at a batch")
	c.Flags().StringVar(&o.drop, "drop-batch", "", "give up the batch of this token, and end: its lines are open again")
	c.Flags().BoolVar(&o.noWait, "no-wait", false, "with --tier batch: submit, collect what is finished, and end")
}

func (o tierOptions) check() error {
	switch {
	case o.tier != "live" && o.tier != "batch":
		return usagef("--tier %s: want live or batch", o.tier)
	case o.poll <= 0:
		return usagef("--poll %v: want a time such as 30s", o.poll)
	case o.noWait && o.tier != "batch":
		return usagef("--no-wait belongs to --tier batch")
	}
	return nil
}

// share is what the tier costs of the usual price.
func (o tierOptions) share() float64 {
	if o.tier == "batch" {
		return engines.BatchShare
	}
	return 1
}

// asked are the jobs that the tier asks for, each with the engine first that it
// asks: in batches, the first that has them.
func (o tierOptions) asked(jobs []stage.DraftJob) []stage.DraftJob {
	if o.tier != "batch" {
		return jobs
	}
	var in []stage.DraftJob
	for _, j := range jobs {
		if i := slices.IndexFunc(j.Engines, func(e localize.Engine) bool { return e.Batch }); i >= 0 {
			j.Engines = j.Engines[i:]
			in = append(in, j)
		}
	}
	return in
}

// dropBatch gives up a batch that cannot be collected.
func (a *app) dropBatch(ctx context.Context, d *stage.Workspace, token string) error {
	ok, err := d.DropBatch(ctx, token)
	if err != nil {
		return err
	}
	if !ok {
		return usagef("--drop-batch %s: there is no such batch under way, or another dramaport is at work on it", token)
	}
	a.Say("batch %s is given up; its lines are open again", token)
	return nil
}

// batching is how this run uses the batch tiers.
func batching(ctx context.Context, e *engines.Engines) stage.Batching {
	return stage.Batching{TranslatorsFor: e.TranslatorsFor, Batcher: e.Batcher, Priced: e.CollectBatch,
		Reserve:  func(name string, likely localize.Usage) error { return e.CommitBatch(ctx, name, likely) },
		Progress: func(season.MarketName, int) {}}
}

// translateInBatches hands the open lines over, waits, and keeps the answers.
func (a *app) translateInBatches(ctx context.Context, d *stage.Workspace, scope stage.Scope, o translateOptions, e *engines.Engines) error {
	claim, err := a.claim(ctx, d, "draft", scope.Markets)
	if err != nil {
		return err
	}
	defer claim.Release()
	defer func() { a.tellSpent(e.Budget().Spent()) }()
	how := batching(ctx, e)
	running, err := a.collect(ctx, d, how)
	if err != nil {
		return err
	}
	sheets, err := d.LayOut(ctx, scope)
	if err != nil {
		return err
	}
	jobs, err := d.DraftJobs(ctx, sheets, e.TranslatorsFor)
	if err != nil {
		return err
	}
	if lost := claim.Lost(); lost != nil {
		return a.drafted(lost)
	}
	without, err := d.Submit(ctx, jobs, how)
	for _, m := range without {
		a.Warn("market %s names no translator with a batch tier: dramaport translate -m %s asks it live", m, m)
	}
	if err != nil {
		return a.drafted(err)
	}
	if len(jobs) > 0 || len(running) > 0 {
		return a.waitForBatches(ctx, d, claim, how, o)
	}
	return nil
}

// waitForBatches looks at the batches until all have ended.
func (a *app) waitForBatches(ctx context.Context, d *stage.Workspace, claim *stage.Claim, how stage.Batching, o translateOptions) error {
	for {
		running, err := a.collect(ctx, d, how)
		if err != nil {
			return a.drafted(err)
		}
		if len(running) == 0 || o.noWait {
			return nil
		}
		a.tellBatches(running)
		timer := time.NewTimer(o.poll)
		select {
		case <-timer.C:
			continue
		case <-claim.Stop():
		case <-ctx.Done():
		}
		timer.Stop()
		if lost := claim.Lost(); lost != nil {
			return a.drafted(lost)
		}
		return &failure{kind: kindInterrupted, err: fmt.Errorf("%s at the provider; nothing is lost", theyGoOn(len(running))),
			hint: "dramaport translate --tier batch waits for the answers again; dramaport translate collects what has ended"}
	}
}

func theyGoOn(n int) string {
	if n == 1 {
		return "1 batch goes on"
	}
	return fmt.Sprintf("%d batches go on", n)
}

// collect keeps what the batches that have ended answered, says how they
// ended, and returns the others.
func (a *app) collect(ctx context.Context, d *stage.Workspace, how stage.Batching) ([]stage.BatchStatus, error) {
	all, err := d.Collect(ctx, how)
	var running []stage.BatchStatus
	for _, s := range all {
		switch {
		case !s.Ended:
			running = append(running, s)
		case s.State == "completed" && s.Done == s.Requests:
			a.Say("batch %s (%s): %s answered", s.ID, s.Translator, console.Plural(s.Done, "request"))
		default:
			a.Warn("%s", strings.TrimSuffix(fmt.Sprintf("batch %s (%s): %s, %d of %s answered: %s", s.ID, s.Translator, s.State, s.Done, console.Plural(s.Requests, "request"), s.Problem), ": "))
		}
	}
	return running, err
}

// tellBatches says how far the batches are.
func (a *app) tellBatches(running []stage.BatchStatus) {
	for _, s := range running {
		if a.JSON {
			_ = a.PrintJSONLine(map[string]any{"batch": s.ID, "translator": s.Translator, "status": s.State,
				"done": s.Done, "failed": s.Failed, "of": s.Requests, "lines": s.Lines})
			continue
		}
		a.Say("batch %s (%s): %s, %d of %s answered, %s", s.ID, s.Translator, s.State, s.Done, console.Plural(s.Requests, "request"), console.Plural(s.Lines, "line"))
	}
}

// linesInBatch says of the lines that wait for a batch how to get them.
func linesInBatch(n int) error {
	return openLines("dramaport translate --tier batch waits for the answers; dramaport translate collects what has ended",
		"%s in a batch at the provider", console.Plural(n, "line"))
}
