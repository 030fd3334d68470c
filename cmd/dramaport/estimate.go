package main

import (
	"context"
	"errors"
	"fmt"

	"dramaport/localize"
	"dramaport/season"
	"dramaport/stage"
)

// marketEstimate is what drafting a market would take.
type marketEstimate struct {
	Market       season.MarketName `json:"market"`
	Lines        int               `json:"lines"`
	Requests     int64             `json:"requests"`
	InputTokens  int64             `json:"input_tokens"`
	OutputTokens int64             `json:"output_tokens"`
	Characters   int64             `json:"characters"`
	Cost         float64           `json:"cost"`
}

// estimate says what translate would ask for, and asks for nothing.
func (a *app) estimate(ctx context.Context, d *stage.Desk, scope stage.Scope, tier tierOptions) (err error) {
	sheets, err := d.LayOut(ctx, scope)
	if err != nil {
		return err
	}
	c := a.newCrew(d.Config, 0)
	defer func() { err = errors.Join(err, c.close()) }()
	jobs, err := d.DraftJobs(ctx, sheets, c.hire)
	if err != nil {
		return err
	}
	estimates := []marketEstimate{}
	for _, m := range scope.Markets {
		e := estimateMarket(d.Config, m, jobs)
		if len(m.Translate) > 0 {
			e.Cost *= tier.share(d.Config.Translators[m.Translate[0]])
		}
		estimates = append(estimates, e)
	}
	if a.json {
		return a.printJSON(map[string]any{"format_version": 1, "estimates": estimates})
	}
	return a.printEstimates(estimates)
}

// estimateMarket adds up a market's jobs at its first translator's price.
func estimateMarket(cfg season.Config, m season.Market, jobs []stage.DraftJob) marketEstimate {
	e := marketEstimate{Market: m.Name}
	for _, j := range jobs {
		if j.Market.Name != m.Name {
			continue
		}
		cost := j.Estimate()
		e.Lines += len(j.OpenRows())
		e.Requests += cost.Requests
		e.InputTokens += cost.InputTokens
		e.OutputTokens += cost.OutputTokens
		e.Characters += cost.Characters
	}
	if len(m.Translate) > 0 {
		e.Cost = costOf(cfg.Translators[m.Translate[0]].Price, localize.Usage{
			InputTokens: e.InputTokens, OutputTokens: e.OutputTokens, Characters: e.Characters})
	}
	return e
}

func (a *app) printEstimates(es []marketEstimate) error {
	rows := [][]string{{"MARKET", "OPEN LINES", "REQUESTS", "TOKENS IN", "TOKENS OUT", "CHARACTERS", "COST"}}
	for _, e := range es {
		rows = append(rows, []string{string(e.Market), fmt.Sprint(e.Lines), fmt.Sprint(e.Requests), fmt.Sprint(e.InputTokens),
			fmt.Sprint(e.OutputTokens), fmt.Sprint(e.Characters), fmt.Sprintf("%.4f", e.Cost)})
	}
	if err := table(a.out, rows); err != nil {
		return err
	}
	a.say("an estimate; what memory answers is left out, repairs are not foreseen")
	return nil
}
