package stage

import (
	"context"
	"slices"

	"dramaport/season"
)

// Refresh lays out and checks again the sheets in which places lie, with what
// only the whole season shows, and those of the markets that draft from such a
// place's market, whose rows rest on its text. A place without a market lies in
// all of them. Places of markets or episodes that the season has no longer are
// passed over. The sheets come in the order of season.yaml, each once, and are
// new: those laid out before are left as they are.
//
// It may be called while other goroutines use the desk.
func (d *Desk) Refresh(ctx context.Context, places []season.Place) ([]Sheet, error) {
	touched := d.touched(places)
	var sheets []Sheet
	for _, m := range d.Config.Markets {
		episodes := touched[m.Name]
		if len(episodes) == 0 {
			continue
		}
		of, err := d.Sheets(ctx, Scope{Markets: []season.Market{m}, Episodes: episodes})
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, of...)
	}
	return sheets, nil
}

// touched are the episodes of each market that places concern.
func (d *Desk) touched(places []season.Place) map[season.MarketName][]season.EpisodeName {
	touched := map[season.MarketName][]season.EpisodeName{}
	for _, p := range places {
		for _, m := range d.Config.Markets {
			if (p.Market == "" || d.restsOn(m, p.Market)) && !slices.Contains(touched[m.Name], p.Episode) {
				touched[m.Name] = append(touched[m.Name], p.Episode)
			}
		}
	}
	return touched
}

// restsOn reports whether a market is the one called name, or drafts from it,
// directly or by others.
func (d *Desk) restsOn(m season.Market, name season.MarketName) bool {
	for ok := true; ok; m, ok = d.Config.Market(m.From) {
		if m.Name == name {
			return true
		}
	}
	return false
}
