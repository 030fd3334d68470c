package stage

import (
	"context"
	"slices"
	"sync"

	"dramaport/season"
)

// Refresh lays out and checks again the sheets in which places lie, with what
// only the whole season shows, and those of the markets that draft from such a
// place's market, whose rows rest on its text. A place without a market lies in
// all of them. Places of markets or episodes that the season has no longer are
// passed over. The sheets come in the order of season.yaml, each once, and are
// new: those laid out before are left as they are.
//
// What it has read of the other episodes' names it remembers, so that a second
// call costs what has changed; give it every place that ChangedSince tells. It may
// be called while other goroutines use the workspace.
func (d *Workspace) Refresh(ctx context.Context, places []season.Place) ([]Sheet, error) {
	touched := d.touched(places)
	var sheets []Sheet
	for _, m := range d.Config.Markets {
		episodes := touched[m.Name]
		if len(episodes) == 0 {
			continue
		}
		of, err := d.LayOut(ctx, Scope{Markets: []season.Market{m}, Episodes: episodes})
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, of...)
	}
	if err := checkAll(ctx, sheets); err != nil {
		return nil, err
	}
	for _, s := range sheets {
		n, _ := s.named()
		d.recent.put(s.Market.Name, s.Episode, n)
	}
	return sheets, d.addNameFindings(ctx, sheets, d.rememberNamed)
}

// recent is what the episodes of each market told about names when they were
// last read. The zero value knows nothing.
type recent struct {
	mu    sync.Mutex
	named map[lineIn]named
}

// sheetIn names an episode in a market.
func sheetIn(m season.MarketName, e season.EpisodeName) lineIn { return lineIn{m, e, ""} }

func (r *recent) put(m season.MarketName, e season.EpisodeName, n named) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.named == nil {
		r.named = map[lineIn]named{}
	}
	r.named[sheetIn(m, e)] = n
}

func (r *recent) get(m season.MarketName, e season.EpisodeName) (named, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	n, ok := r.named[sheetIn(m, e)]
	return n, ok
}

// rememberNamed is readNamed of what it has not read before.
func (d *Workspace) rememberNamed(ctx context.Context, m season.Market, episodes []season.EpisodeName) (map[season.EpisodeName]named, error) {
	known := map[season.EpisodeName]named{}
	var unknown []season.EpisodeName
	for _, e := range episodes {
		if n, ok := d.recent.get(m.Name, e); ok {
			known[e] = n
		} else {
			unknown = append(unknown, e)
		}
	}
	read, err := d.readNamed(ctx, m, unknown)
	for e, n := range read {
		d.recent.put(m.Name, e, n)
		known[e] = n
	}
	return known, err
}

// touched are the episodes of each market that places concern.
func (d *Workspace) touched(places []season.Place) map[season.MarketName][]season.EpisodeName {
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
func (d *Workspace) restsOn(m season.Market, name season.MarketName) bool {
	for ok := true; ok; m, ok = d.Config.Market(m.From) {
		if m.Name == name {
			return true
		}
	}
	return false
}
