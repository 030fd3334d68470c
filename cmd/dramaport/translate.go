package main

import (
	"context"
	"errors"
	"fmt"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/season"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"
)

// translateOptions are the flags of verbs that may cost money.
type translateOptions struct {
	dryRun  bool
	maxCost float64
}

func (o *translateOptions) addFlags(c *cobra.Command) {
	c.Flags().BoolVarP(&o.dryRun, "dry-run", "n", false, "only estimate requests, tokens, characters and cost")
	c.Flags().Float64Var(&o.maxCost, "max-cost", 0, "stop before the run costs more than this (in the currency of the prices)")
}

func (a *app) translateCommand() *cobra.Command {
	var s selection
	var o translateOptions
	c := &cobra.Command{
		Use:   "translate",
		Short: "Drafts every untranslated or stale-machine line",
		Long: "Drafts every line that has no text, or only a machine's text whose source, terms\n" +
			"or pivot have changed: from memory first, then with the market's translators in\n" +
			"their order. What a person has edited, approved or rejected is never overwritten.\n" +
			"Exit 3 if lines stay open; they are named.",
		Args: cobra.NoArgs,
		RunE: a.verb(func(ctx context.Context, _ []string) error { return a.translate(ctx, s, o) }),
	}
	s.addFlags(c)
	o.addFlags(c)
	return c
}

func (a *app) translate(ctx context.Context, s selection, o translateOptions) error {
	d, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	chosen, err := s.of(d)
	if err != nil {
		return err
	}
	if o.dryRun {
		return a.estimate(ctx, d, chosen)
	}
	if err := a.draft(ctx, d, chosen, o.maxCost); err != nil {
		return err
	}
	return a.nameOpen(ctx, d, chosen)
}

// draft proposes texts for all open lines and keeps them as they come.
func (a *app) draft(ctx context.Context, d *desk, chosen selected, maxCost float64) error {
	sheets, err := d.sheets(ctx, chosen)
	if err != nil {
		return err
	}
	c := a.newCrew(d.cfg, maxCost)
	defer c.close()
	stop := newHalt(a.stop)
	jobs, err := jobs(ctx, d, c, sheets, stop.c)
	if err != nil || len(jobs) == 0 {
		return err
	}
	bars := a.newProgress(len(jobs))
	defer bars.done()
	var g errgroup.Group
	g.SetLimit(episodesAtOnce)
	for _, j := range jobs {
		bars.add(string(j.market.Name), len(j.openRows()))
		g.Go(func() error { return stop.on(j.run(ctx, d, bars)) })
	}
	err = g.Wait()
	stop.close()
	return ceilingHint(err)
}

// episodesAtOnce bounds the episodes in work; what a provider is asked at once
// is its limiter's matter.
const episodesAtOnce = 64

// ceilingHint turns the purse's refusal into exit code 5.
func ceilingHint(err error) error {
	if errors.Is(err, provider.ErrCeiling) {
		return &exitError{code: exitCost, err: err, hint: "what was finished is kept; raise --max-cost to go on"}
	}
	return err
}

// draftJob is one episode to draft in one market.
type draftJob struct {
	sheet
	crew    *crew
	batch   localize.Batch
	engines []localize.Engine
}

// jobs prepares the sheets that have open lines.
func jobs(ctx context.Context, d *desk, c *crew, sheets []sheet, stop <-chan struct{}) ([]draftJob, error) {
	var jobs []draftJob
	briefs := map[season.MarketName]brief{}
	for _, sh := range sheets {
		if len(sh.openRows()) == 0 {
			continue
		}
		b, ok := briefs[sh.market.Name]
		if !ok {
			var err error
			if b, err = d.brief(ctx, c, sh.market); err != nil {
				return nil, err
			}
			briefs[sh.market.Name] = b
		}
		jobs = append(jobs, draftJob{sheet: sh, crew: c, batch: b.batch(sh, stop), engines: b.engines})
	}
	return jobs, nil
}

// openRows are the rows to draft.
func (s sheet) openRows() []row {
	var open []row
	for _, r := range s.rows {
		if r.open() {
			open = append(open, r)
		}
	}
	return open
}

// run drafts one episode; every accepted text is kept as it arrives, also
// when the run is being cancelled: it is paid for.
func (j draftJob) run(ctx context.Context, d *desk, bars *progress) error {
	keepAlways := context.WithoutCancel(ctx)
	record := func(_ context.Context, u season.Usage) error {
		u.Market, u.Episode = j.market.Name, j.episode
		return d.store.AddUsage(keepAlways, u)
	}
	err := localize.DraftEpisode(ctx, j.batch, j.crew.metered(j.engines, record), func(drafts []localize.Draft) error {
		_, err := d.store.Propose(keepAlways, "", j.proposals(drafts))
		bars.step(string(j.market.Name), len(drafts))
		return err
	})
	if err != nil {
		return fmt.Errorf("%s [%s]: %w", j.episode, j.market.Name, err)
	}
	return nil
}

// proposals turns drafts into translations on the basis they were made from.
func (j draftJob) proposals(drafts []localize.Draft) []season.Translation {
	bases := map[season.LineKey]string{}
	for _, r := range j.rows {
		bases[r.Key] = r.basis
	}
	var ts []season.Translation
	for _, d := range drafts {
		t := season.Translation{Market: j.market.Name, Episode: j.episode, Key: d.Key, Text: d.Text, State: season.Machine,
			Origin: d.Origin, Engine: d.Engine, Basis: bases[d.Key], Doubts: d.Doubts}
		if d.Text == "" {
			t.State = season.Untranslated
		}
		ts = append(ts, t)
	}
	return ts
}

// nameOpen says which lines are still without a text, and why; exit 3.
func (a *app) nameOpen(ctx context.Context, d *desk, chosen selected) error {
	sheets, err := d.sheets(ctx, chosen)
	if err != nil {
		return err
	}
	open, waiting := 0, 0
	for _, sh := range sheets {
		for _, r := range sh.rows {
			switch {
			case r.waits && r.Speaks() && !r.trans.State.Decided() && (r.trans.Text == "" || r.stale):
				waiting++
			case r.open():
				open++
				a.say("open: %s %s", sh.where(r), whyOpen(sh, r))
			}
		}
	}
	return openResult(a, open, waiting)
}

func whyOpen(sh sheet, r row) string {
	if len(r.trans.Doubts) > 0 {
		return string(r.trans.Doubts[0].Rule) + ": " + r.trans.Doubts[0].Message
	}
	if len(sh.market.Translate) == 0 {
		return "not in the memory, and the market names no translator"
	}
	return "not drafted"
}

func openResult(a *app, open, waiting int) error {
	if a.stopped() {
		return interrupted()
	}
	switch {
	case open > 0:
		return openLines("connect a translator in season.yaml, or write them: dramaport edit LINE -m MARKET --text …",
			"%s without a text%s", plural(open, "line"), waitingNote(waiting))
	case waiting > 0:
		return openLines("dramaport approve -m PIVOT opens them", "%s waiting for the approval of the market they draft from", plural(waiting, "line"))
	}
	a.next("dramaport check, then dramaport approve -m MARKET --clean")
	return nil
}

func waitingNote(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", %d more waiting for the approval of the market they draft from", n)
}
