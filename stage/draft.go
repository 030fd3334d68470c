package stage

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"dramaport/localize"
	"dramaport/season"

	"golang.org/x/sync/errgroup"
)

// DraftJob is one episode to draft in one market.
type DraftJob struct {
	Sheet
	Engines []localize.Engine
	brief   brief
}

// DraftJobs prepares the sheets that have open lines, or lines whose shorter
// wording is still to be asked for; translatorsFor is asked once per market.
func (d *Workspace) DraftJobs(ctx context.Context, sheets []Sheet, translatorsFor TranslatorsFor) ([]DraftJob, error) {
	sheets = slices.DeleteFunc(slices.Clone(sheets), func(s Sheet) bool {
		return len(s.OpenRows()) == 0 && !slices.ContainsFunc(s.Rows, Row.Long)
	})
	memories, err := d.Memories(ctx, MarketsOf(sheets))
	if err != nil {
		return nil, err
	}
	var jobs []DraftJob
	for _, of := range byMarket(sheets) {
		b, err := d.brief(ctx, of[0].Market, memories[of[0].Market.Name], translatorsFor)
		if err != nil {
			return nil, err
		}
		shortens := slices.ContainsFunc(b.engines, func(e localize.Engine) bool { return e.Shortens })
		for _, s := range of {
			if shortens || len(s.OpenRows()) > 0 {
				jobs = append(jobs, DraftJob{Sheet: s, Engines: b.engines, brief: b})
			}
		}
	}
	return jobs, nil
}

// MarketsOf are the markets of sheets, which are in the order of LayOut.
func MarketsOf(sheets []Sheet) []season.Market {
	var markets []season.Market
	for _, of := range byMarket(sheets) {
		markets = append(markets, of[0].Market)
	}
	return markets
}

// OpenRows are the rows to draft.
func (s Sheet) OpenRows() []Row {
	var open []Row
	for _, r := range s.Rows {
		if r.Open() {
			open = append(open, r)
		}
	}
	return open
}

// Estimate is what drafting the job would ask for.
func (j DraftJob) Estimate() localize.Cost {
	return localize.Estimate(j.brief.batch(j.Sheet, nil), j.Engines)
}

// Drafting is how a run drafts.
type Drafting struct {
	// Stop, when closed, lets what is in flight finish and begins nothing new.
	Stop <-chan struct{}
	// Meter stacks limit, budget and meter around a market's engines: no
	// request that waits for its turn is begun after stop; record keeps what
	// each has consumed.
	Meter func(engines []localize.Engine, stop <-chan struct{}, record func(context.Context, season.Usage) error) []localize.Engine
	// Progress hears of lines that are done; it may be called concurrently.
	Progress func(m season.MarketName, lines int)
	// Cost, if not nil, hears what a market's request has cost, likewise.
	Cost func(m season.MarketName, cost float64)
}

// episodesAtOnce bounds the episodes in work; what a provider is asked at once
// is its limiter's matter.
const episodesAtOnce = 64

// Draft drafts the jobs and keeps every accepted text as it arrives; the rows of
// the sheets that the jobs were made from are brought up to it. A
// provider's missing credentials or funds end the episodes that need it, also
// where their market names another translator: a season is not moved to
// another engine without a word. The other providers' episodes go on, and the
// failure is returned at the end, once per provider. Any other failure ends
// the run gently, as Stop does, and is returned. A line that no engine could
// translate is no failure: it is kept untranslated with its findings.
func (d *Workspace) Draft(ctx context.Context, jobs []DraftJob, how Drafting) error {
	stop := newHalt(how.Stop)
	defer stop.close()
	var g errgroup.Group
	g.SetLimit(episodesAtOnce)
	for _, j := range jobs {
		g.Go(func() error { stop.on(d.draftOne(ctx, j, how, stop.c)); return nil })
	}
	return errors.Join(g.Wait(), stop.failure())
}

// draftOne drafts one episode. What is answered is kept also while the run is
// being cancelled: it is paid for.
func (d *Workspace) draftOne(ctx context.Context, j DraftJob, how Drafting, stop <-chan struct{}) error {
	ctx = d.traced(ctx, j.Market.Name, j.Episode)
	keepAlways := context.WithoutCancel(ctx)
	engines := how.Meter(j.Engines, stop, func(_ context.Context, u season.Usage) error {
		u.Market, u.Episode = j.Market.Name, j.Episode
		if how.Cost != nil {
			how.Cost(u.Market, u.Cost)
		}
		used(ctx, u)
		return d.Store.AddUsage(keepAlways, u)
	})
	err := localize.DraftEpisode(ctx, j.brief.batch(j.Sheet, stop), engines, func(drafts []localize.Draft) error {
		kept := j.proposals(drafts)
		_, err := d.Store.Propose(keepAlways, "", kept)
		j.note(kept)
		how.Progress(j.Market.Name, firsts(drafts))
		return err
	})
	if err != nil {
		return fmt.Errorf("%s [%s]: %w", j.Episode, j.Market.Name, err)
	}
	return nil
}

// note brings the job's rows up to what was kept.
func (j DraftJob) note(kept []season.Translation) {
	at := map[season.LineKey]int{}
	for i, r := range j.Rows {
		at[r.Key] = i
	}
	for _, t := range kept {
		row := &j.Rows[at[t.Key]]
		row.Translation, row.Stale = t, t.Stale(row.Basis)
	}
}

// firsts counts the lines that have got a text for the first time: a line left
// open is not done.
func firsts(drafts []localize.Draft) int {
	n := 0
	for _, d := range drafts {
		if !d.Revised && d.Text != "" {
			n++
		}
	}
	return n
}

// proposals turns drafts into translations on the basis they were made from.
func (j DraftJob) proposals(drafts []localize.Draft) []season.Translation {
	bases := map[season.LineKey]string{}
	for _, r := range j.Rows {
		bases[r.Key] = r.Basis
	}
	var ts []season.Translation
	for _, d := range drafts {
		t := season.Translation{Market: j.Market.Name, Episode: j.Episode, Key: d.Key, Text: d.Text, State: season.Machine,
			Origin: d.Origin, Engine: d.Engine, Basis: bases[d.Key], Findings: d.Findings}
		if d.Text == "" {
			t.State = season.Untranslated
		}
		ts = append(ts, t)
	}
	return ts
}
