package main

import (
	"fmt"

	"dramaport/season"
	"dramaport/stage"
)

// dubEstimate is what dubbing an episode would record.
type dubEstimate struct {
	Market     season.MarketName  `json:"market"`
	Episode    season.EpisodeName `json:"episode"`
	Lines      int                `json:"lines"`
	Requests   int                `json:"requests"`
	Characters int64              `json:"characters"`
	NoVoice    int                `json:"no_voice"`
	Cost       float64            `json:"cost"`
}

// estimateDub says what dub would record, and records nothing.
func (a *app) estimateDub(d *stage.Desk, castings []stage.Casting) error {
	rows := [][]string{{"MARKET", "EPISODE", "LINES", "TO RECORD", "CHARACTERS", "NO VOICE", "COST"}}
	list := []dubEstimate{}
	for _, cast := range castings {
		e := dubEstimate{Market: cast.Market.Name, Episode: cast.Episode, Lines: len(cast.Roles), NoVoice: len(cast.Mute)}
		for _, r := range d.Unrecorded(cast) {
			e.Requests++
			e.Characters += r.Characters()
			e.Cost += speechCost(d.Config, r.Provider, r.Characters())
		}
		list = append(list, e)
		rows = append(rows, []string{string(e.Market), string(e.Episode), fmt.Sprint(e.Lines), fmt.Sprint(e.Requests),
			fmt.Sprint(e.Characters), fmt.Sprint(e.NoVoice), fmt.Sprintf("%.4f", e.Cost)})
	}
	if a.json {
		return a.printJSON(map[string]any{"format_version": 1, "estimates": list})
	}
	return table(a.out, rows)
}

// speechCost prices characters that are spoken; prices are per million.
func speechCost(cfg season.Config, provider string, characters int64) float64 {
	return float64(characters) * cfg.Synthesizers[provider].Price.Characters / 1e6
}
