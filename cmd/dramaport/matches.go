package main

import (
	"context"

	"dramaport/localize"
	"dramaport/season"
	"dramaport/stage"
)

// mostMatches is how many entries of the memory a line is given with. Source:
// docs/sources.md E (Trados and OmegaT show 5).
const mostMatches = 5

// matchJSON is an entry of the memory for a line or for a text looked for.
type matchJSON struct {
	// Percent is 101 or 100 for what may stand as it is, else how alike it is.
	Percent int    `json:"percent"`
	Source  string `json:"source"`
	Target  string `json:"target"`
	// Origin is the line or the file that it is from.
	Origin  string `json:"origin"`
	Series  string `json:"series,omitempty"`
	Speaker string `json:"speaker,omitempty"`
	By      string `json:"by,omitempty"`
	At      string `json:"at,omitempty"`
	// Foreign says that the target may hold a name of another series.
	Foreign bool `json:"foreign_name,omitempty"`
}

func newMatchJSON(h localize.Hit) matchJSON {
	return matchJSON{Percent: h.Percent, Source: h.Source, Target: h.Target, Origin: h.Origin, Series: h.Series,
		Speaker: h.Speaker, By: h.By, At: stamp(h.At), Foreign: h.Unresolved}
}

// recollection holds the memories of the markets that have been asked for.
type recollection struct {
	desk     *stage.Desk
	memories map[season.MarketName]*localize.Memory
}

func newRecollection(d *stage.Desk) *recollection {
	return &recollection{d, map[season.MarketName]*localize.Memory{}}
}

// matches is what the memory has for row i of a sheet, the best first; nil
// where it was not asked for.
func (r *recollection) matches(ctx context.Context, sh stage.Sheet, i int) ([]matchJSON, error) {
	if r == nil {
		return nil, nil
	}
	m, err := r.memory(ctx, sh.Market)
	if err != nil {
		return nil, err
	}
	found := []matchJSON{}
	for _, h := range m.Similar(sh.Wanted(i), mostMatches) {
		found = append(found, newMatchJSON(h))
	}
	return found, nil
}

func (r *recollection) memory(ctx context.Context, m season.Market) (*localize.Memory, error) {
	if kept, ok := r.memories[m.Name]; ok {
		return kept, nil
	}
	built, err := r.desk.Memory(ctx, m)
	r.memories[m.Name] = built
	return built, err
}
