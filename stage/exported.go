package stage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"dramaport/dubbing"
	"dramaport/season"
)

// inputs hashes what episodes' files are made from.
type inputs struct {
	workspace *Workspace
	tool      string
	// heads are the parts that all episodes of a market share.
	heads map[headKey][]byte
	plans Plans
}

type headKey struct {
	market   season.MarketName
	withStem bool
}

func (d *Workspace) inputs(ctx context.Context, tool string, sheets []Sheet) (inputs, error) {
	plans, err := d.Plans(ctx, sheets...)
	return inputs{workspace: d, tool: tool, heads: map[headKey][]byte{}, plans: plans}, err
}

// of is the hash of everything an episode's files are made from.
func (in inputs) of(s Sheet, withStem bool) string {
	h := sha256.New()
	h.Write(in.head(s, withStem))
	e := json.NewEncoder(h)
	for _, r := range s.Rows {
		t := r.Translation
		_ = e.Encode([]any{r.Line, r.Basis, r.Waits, t.Text, t.State, t.Basis, t.By, t.Version})
	}
	if withStem {
		d := in.workspace
		plan := in.plans.of(s)
		h.Write([]byte(plan.Content + plan.Stem.SHA256))
		pic, _ := d.pictureOf(s)
		_ = e.Encode(pic.name)
		for _, r := range s.Rows {
			if name, voice, ok := d.Config.Voice(r.Speaker, s.Market.Name); ok {
				_ = e.Encode(d.part(s, r, name, voice).Hash())
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// head is what all episodes of a sheet's market share.
func (in inputs) head(s Sheet, withStem bool) []byte {
	k := headKey{s.Market.Name, withStem}
	if in.heads[k] == nil {
		var b bytes.Buffer
		_ = json.NewEncoder(&b).Encode([]any{in.tool, s.Rules, s.Market, withStem, s.Glossary.Terms()})
		in.heads[k] = b.Bytes()
	}
	return in.heads[k]
}

// Exports knows what has been delivered: it reads every manifest once. It is
// for one goroutine at a time.
type Exports struct {
	inputs
	manifests map[season.MarketName]season.Manifest
}

// Exports is for asking what the tool of this name and version has delivered
// of the sheets.
func (d *Workspace) Exports(ctx context.Context, tool string, sheets []Sheet) (Exports, error) {
	in, err := d.inputs(ctx, tool, sheets)
	return Exports{in, map[season.MarketName]season.Manifest{}}, err
}

// Plan is the plan of a sheet's dub, as Plans has it.
func (x Exports) Plan(s Sheet) (dubbing.Plan, error) { return x.plans.Of(s) }

// Has reports whether the episode's files, its stem included where the market
// speaks, are there and made from what stands now.
func (x Exports) Has(s Sheet) bool {
	dir := x.workspace.exportDir(s.Market, false)
	m, known := x.manifests[s.Market.Name]
	if !known {
		m, _ = season.ReadManifest(dir) // one that cannot be read shows nothing as delivered
		x.manifests[s.Market.Name] = m
	}
	e, ok := m.Episode(s.Episode)
	return ok && e.Current(dir, x.of(s, s.Market.Speak != ""))
}
