package main

import (
	"context"
	"fmt"

	"dramaport/dubbing"
	"dramaport/internal/console"
	"dramaport/internal/engines"
	"dramaport/season"
	"dramaport/stage"
)

// dubEstimate is what dubbing an episode, or a market, would record.
type dubEstimate struct {
	Market  season.MarketName  `json:"market"`
	Episode season.EpisodeName `json:"episode,omitempty"`
	Lines   int                `json:"lines"`
	NoVoice int                `json:"no_voice"`
	spending
}

func (e dubEstimate) cells(first ...string) []string {
	return append(first, fmt.Sprint(e.Lines), fmt.Sprint(e.Requests), fmt.Sprint(e.Characters), fmt.Sprint(e.NoVoice), fmt.Sprintf("%.4f", e.Cost))
}

// estimateDubs says what castings would record, per episode and per market; a
// take that several need is recorded once.
func estimateDubs(of *engines.Engines, d *stage.Workspace, castings []stage.Casting) (episodes, markets []dubEstimate, total spending) {
	episodes, markets = []dubEstimate{}, []dubEstimate{}
	asked := map[string]bool{}
	for _, cast := range castings {
		e := dubEstimate{Market: cast.Market.Name, Episode: cast.Episode, Lines: len(cast.Roles), NoVoice: len(cast.Mute)}
		for _, r := range d.Unrecorded(cast) {
			take := dubbing.TakeKey(r.Synthesizer.Identity(), r.Speech)
			if !asked[take] {
				asked[take] = true
				e.add(spending{Requests: 1, Characters: r.Characters(), Cost: console.Money(engines.CostOf(of.SpeechPriceOf(r.Provider), engines.Spoken(r.Speech)))})
			}
		}
		episodes = append(episodes, e)
		if len(markets) == 0 || markets[len(markets)-1].Market != e.Market {
			markets = append(markets, dubEstimate{Market: e.Market})
		}
		m := &markets[len(markets)-1]
		m.Lines, m.NoVoice = m.Lines+e.Lines, m.NoVoice+e.NoVoice
		m.add(e.spending)
		total.add(e.spending)
	}
	return episodes, markets, total
}

// estimateDub says what dub would record, and records nothing.
func (a *app) estimateDub(d *stage.Workspace, castings []stage.Casting, of *engines.Engines) error {
	episodes, markets, total := estimateDubs(of, d, castings)
	if a.JSON {
		return a.PrintJSON(map[string]any{"format_version": 1, "estimates": episodes, "markets": markets, "total": total, "unpriced": of.Unpriced(marketsOfCast(castings), false, true)})
	}
	rows := [][]string{{"MARKET", "EPISODE", "LINES", "TO RECORD", "CHARACTERS", "NO VOICE", "COST"}}
	if a.verbose {
		for _, e := range episodes {
			rows = append(rows, e.cells(string(e.Market), string(e.Episode)))
		}
	}
	for _, e := range markets {
		rows = append(rows, e.cells(string(e.Market), "all"))
	}
	sum := dubEstimate{spending: total}
	for _, e := range markets {
		sum.Lines, sum.NoVoice = sum.Lines+e.Lines, sum.NoVoice+e.NoVoice
	}
	a.sayUnpriced(of.Unpriced(marketsOfCast(castings), false, true))
	return console.Table(a.Out, append(rows, sum.cells("total", "")))
}

// estimateRun says what run would ask for: drafts of what is open, and takes of
// what is approved already.
func (a *app) estimateRun(ctx context.Context, d *stage.Workspace, scope stage.Scope, of *engines.Engines) error {
	drafts, total, err := estimateDrafts(ctx, d, scope, of, tierOptions{})
	if err != nil {
		return err
	}
	sheets, err := d.LayOut(ctx, scope)
	if err != nil {
		return err
	}
	castings, err := castAll(d, sheets, of, false)
	if err != nil {
		return err
	}
	_, dubs, spoken := estimateDubs(of, d, castings)
	text := total
	total.add(spoken)
	if a.JSON {
		return a.PrintJSON(map[string]any{"format_version": 1, "estimates": drafts, "dub": dubs, "total": total, "unpriced": of.Unpriced(scope.Markets, true, true)})
	}
	a.sayUnpriced(of.Unpriced(scope.Markets, true, len(dubs) == 0))
	if err := a.printEstimates(drafts, text); err != nil || len(dubs) == 0 {
		return err
	}
	fmt.Fprintln(a.Out)
	if err := a.estimateDub(d, castings, of); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.Out, "\ntext and sound: cost %.4f\n", total.Cost)
	return err
}
