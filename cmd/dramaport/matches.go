package main

import (
	"context"

	"dramaport/localize/memory"
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

func newMatchJSON(h memory.Hit) matchJSON {
	return matchJSON{Percent: h.Percent, Source: h.Source, Target: h.Target, Origin: h.Origin, Series: h.Series,
		Speaker: h.Speaker, By: h.By, At: stamp(h.At), Foreign: h.Unresolved}
}

// recollection holds the memories of the markets that are shown.
type recollection struct {
	memories map[season.MarketName]*memory.Memory
}

func newRecollection(ctx context.Context, d *stage.Workspace, sheets []stage.Sheet) (*recollection, error) {
	memories, err := d.Memories(ctx, stage.MarketsOf(sheets))
	return &recollection{memories}, err
}

// matches is what the memory has for row i of a sheet, the best first; nil
// where it was not asked for.
func (r *recollection) matches(sh stage.Sheet, i int) []matchJSON {
	if r == nil {
		return nil
	}
	found := []matchJSON{}
	for _, h := range r.memories[sh.Market.Name].Similar(sh.Wanted(i), mostMatches) {
		found = append(found, newMatchJSON(h))
	}
	return found
}
