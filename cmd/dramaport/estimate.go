package main

import (
	"context"
	"errors"
	"fmt"

	"dramaport/internal/console"
	"dramaport/internal/engines"
	"dramaport/localize"
	"dramaport/season"
	"dramaport/season/config"
	"dramaport/stage"
)

// spending is what work would take. Fields may be added, never renamed.
type spending struct {
	Requests     int64         `json:"requests"`
	InputTokens  int64         `json:"input_tokens"`
	CachedTokens int64         `json:"cached_tokens"`
	OutputTokens int64         `json:"output_tokens"`
	Characters   int64         `json:"characters"`
	Cost         console.Money `json:"cost"`
}

func (s *spending) add(o spending) {
	s.Requests += o.Requests
	s.InputTokens += o.InputTokens
	s.CachedTokens += o.CachedTokens
	s.OutputTokens += o.OutputTokens
	s.Characters += o.Characters
	s.Cost += o.Cost
}

// cells are the columns of a table of spending.
func (s spending) cells() []string {
	return []string{fmt.Sprint(s.Requests), fmt.Sprint(s.InputTokens), fmt.Sprint(s.CachedTokens), fmt.Sprint(s.OutputTokens),
		fmt.Sprint(s.Characters), fmt.Sprintf("%.4f", s.Cost)}
}

func spendingHead() []string {
	return []string{"REQUESTS", "TOKENS IN", "CACHED", "TOKENS OUT", "CHARACTERS", "COST"}
}

// marketEstimate is what drafting a market would take.
type marketEstimate struct {
	Market season.MarketName `json:"market"`
	Lines  int               `json:"lines"`
	// Waiting are lines that cannot be drafted yet: their pivot's text is
	// not approved. They are not in the estimate.
	Waiting int `json:"waiting"`
	spending
}

// estimate says what translate would ask for, and asks for nothing.
func (a *app) estimate(ctx context.Context, d *stage.Workspace, scope stage.Scope, tier tierOptions) (err error) {
	e := a.enginesOf(d.Config, noCeiling(), true)
	defer func() { err = errors.Join(err, e.Close()) }()
	estimates, total, err := estimateDrafts(ctx, d, scope, e, tier)
	if err != nil {
		return err
	}
	unpriced := e.Unpriced(scope.Markets, true, false)
	if a.JSON {
		return a.PrintJSON(map[string]any{"format_version": 1, "estimates": estimates, "total": total, "unpriced": unpriced})
	}
	if err := a.printEstimates(estimates, total); err != nil {
		return err
	}
	a.sayUnpriced(unpriced)
	return nil
}

// estimateDrafts estimates every market of scope, and their sum.
func estimateDrafts(ctx context.Context, d *stage.Workspace, scope stage.Scope, e *engines.Engines, tier tierOptions) (list []marketEstimate, total spending, err error) {
	sheets, err := d.LayOut(ctx, scope)
	if err != nil {
		return nil, total, err
	}
	jobs, err := d.DraftJobs(ctx, sheets, e.TranslatorsFor)
	if err != nil {
		return nil, total, err
	}
	list = []marketEstimate{}
	for _, m := range scope.Markets {
		est := estimateMarket(e, m, tier.asked(jobs), tier)
		for _, sh := range sheets {
			if sh.Market.Name == m.Name {
				est.Waiting += waitingRows(sh)
			}
		}
		list = append(list, est)
		total.add(est.spending)
	}
	return list, total, nil
}

func waitingRows(sh stage.Sheet) int {
	n := 0
	for _, r := range sh.Rows {
		if r.Waiting() {
			n++
		}
	}
	return n
}

// estimateMarket adds up a market's jobs at the price of the translator that is
// asked first. With a provider that caches prefixes, the first request of the
// market pays for its prefix in full and the others at the price of what is
// cached; what is handed over in a batch is not counted on to be cached.
func estimateMarket(of *engines.Engines, m season.Market, jobs []stage.DraftJob, tier tierOptions) marketEstimate {
	e := marketEstimate{Market: m.Name}
	var sum localize.Cost
	first := ""
	for _, j := range jobs {
		if j.Market.Name == m.Name {
			e.Lines += len(j.OpenRows())
			sum = sum.Add(j.Estimate())
			if len(j.Engines) > 0 {
				first = j.Engines[0].Name
			}
		}
	}
	price := of.PriceOf(first)
	if tier.tier == "batch" {
		price.Cached = price.Input
	}
	e.spending = spendingOf(price, sum)
	e.Cost *= console.Money(tier.share())
	return e
}

func spendingOf(p config.Price, sum localize.Cost) spending {
	s := spending{Requests: sum.Requests, InputTokens: sum.InputTokens, OutputTokens: sum.OutputTokens, Characters: sum.Characters}
	if sum.Requests == 0 {
		return s
	}
	if engines.CachesPrefix(p) {
		s.CachedTokens = sum.PrefixTokens / sum.Requests * (sum.Requests - 1)
	}
	s.Cost = console.Money(engines.CostOf(p, localize.Usage{Requests: s.Requests, InputTokens: s.InputTokens, CachedTokens: s.CachedTokens, OutputTokens: s.OutputTokens, Characters: s.Characters}))
	return s
}

func (a *app) printEstimates(es []marketEstimate, total spending) error {
	rows := [][]string{append([]string{"MARKET", "OPEN LINES"}, spendingHead()...)}
	lines, waiting := 0, 0
	for _, e := range es {
		lines, waiting = lines+e.Lines, waiting+e.Waiting
		rows = append(rows, append([]string{string(e.Market), fmt.Sprint(e.Lines)}, e.cells()...))
	}
	rows = append(rows, append([]string{"total", fmt.Sprint(lines)}, total.cells()...))
	if err := console.Table(a.Out, rows); err != nil {
		return err
	}
	a.Say("an estimate, on the high side; what memory answers is left out, repairs are not foreseen")
	if waiting > 0 {
		a.Say("not in it: %s waiting for the approval of the market they draft from", console.Plural(waiting, "line"))
	}
	return nil
}
