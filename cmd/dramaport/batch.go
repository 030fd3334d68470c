package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"dramaport/localize"
	"dramaport/localize/openai"
	"dramaport/season"
	"dramaport/stage"

	"github.com/spf13/cobra"
)

// tierOptions are the flags of the batch tier.
type tierOptions struct {
	tier   string
	poll   time.Duration
	noWait bool
}

func (o *tierOptions) addFlags(c *cobra.Command) {
	c.Flags().StringVar(&o.tier, "tier", "live", "live, or batch: half the price, the answers within a day")
	c.Flags().DurationVar(&o.poll, "poll", 30*time.Second, "with --tier batch: how often to look at a batch")
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
		return openai.BatchShare
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

// batching is how this run uses the batch tiers.
func (c *crew) batching(ctx context.Context, progress func(season.MarketName, int)) stage.Batching {
	cost := func(name string, u localize.Usage) float64 {
		return costOf(c.priceOf(name), u) * openai.BatchShare
	}
	return stage.Batching{
		TranslatorsFor: c.hire, Batcher: c.batcher, Progress: progress,
		Reserve: func(name string, likely localize.Usage) error {
			// What is handed over is as good as spent: nothing settles while
			// the batch is at the provider.
			account := c.purse.Account()
			reserved, err := account.Reserve(ctx, cost(name, likely))
			if err == nil {
				account.Settle(reserved, reserved)
			}
			return err
		},
		Priced: func(name string, u localize.Usage) season.Usage {
			c.collected += cost(name, u)
			return season.Usage{Provider: name, Requests: u.Asked(), InputTokens: u.InputTokens, CachedTokens: u.CachedTokens,
				OutputTokens: u.OutputTokens, Characters: u.Characters, Cost: cost(name, u)}
		},
	}
}

// batcher is a translator's batch tier behind its limiter.
func (c *crew) batcher(name string) (localize.Batcher, error) {
	t, ok := c.cfg.Translators[name]
	if !ok {
		return nil, usagef("it was asked of the translator %s, which season.yaml does not have any more: write it there again, or give the batch up by removing its file", name)
	}
	built, err := c.translator(t, c.cfg.Source.Locale, c.cfg.Markets[0].Locale)
	if err != nil {
		return nil, err
	}
	b, ok := built.(localize.Batcher)
	if !ok {
		return nil, usagef("the %s engine of translators.%s has no batch tier", t.Engine, name)
	}
	return localize.LimitedBatcher(b, c.gate(name, limitsOf(t)).limiter), nil
}

// translateInBatches hands the open lines over, waits, and keeps the answers.
func (a *app) translateInBatches(ctx context.Context, d *stage.Workspace, scope stage.Scope, o translateOptions, c *crew) error {
	claim, err := a.claim(ctx, d, "draft", scope.Markets)
	if err != nil {
		return err
	}
	defer claim.Release()
	defer func() { a.tellSpent(c.collected) }()
	how := c.batching(ctx, func(season.MarketName, int) {})
	running, err := a.collect(ctx, d, how)
	if err != nil {
		return err
	}
	sheets, err := d.LayOut(ctx, scope)
	if err != nil {
		return err
	}
	jobs, err := d.DraftJobs(ctx, sheets, c.hire)
	if err != nil {
		return err
	}
	if lost := claim.Lost(); lost != nil {
		return a.drafted(lost)
	}
	without, err := d.Submit(ctx, jobs, how)
	for _, m := range without {
		a.warn("market %s names no translator with a batch tier: dramaport translate -m %s asks it live", m, m)
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
		return &exitError{code: exitInterrupted, err: fmt.Errorf("%s at the provider; nothing is lost", theyGoOn(len(running))),
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
			a.say("batch %s (%s): %s answered", s.ID, s.Translator, plural(s.Done, "request"))
		default:
			a.warn("%s", strings.TrimSuffix(fmt.Sprintf("batch %s (%s): %s, %d of %s answered: %s", s.ID, s.Translator, s.State, s.Done, plural(s.Requests, "request"), s.Problem), ": "))
		}
	}
	return running, err
}

// tellBatches says how far the batches are.
func (a *app) tellBatches(running []stage.BatchStatus) {
	for _, s := range running {
		if a.json {
			_ = a.printJSONLine(map[string]any{"batch": s.ID, "translator": s.Translator, "status": s.State,
				"done": s.Done, "failed": s.Failed, "of": s.Requests, "lines": s.Lines})
			continue
		}
		a.say("batch %s (%s): %s, %d of %s answered, %s", s.ID, s.Translator, s.State, s.Done, plural(s.Requests, "request"), plural(s.Lines, "line"))
	}
}

// linesInBatch says of the lines that wait for a batch how to get them.
func linesInBatch(n int) error {
	return openLines("dramaport translate --tier batch waits for the answers; dramaport translate collects what has ended",
		"%s in a batch at the provider", plural(n, "line"))
}
