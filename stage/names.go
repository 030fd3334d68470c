package stage

import (
	"context"
	"slices"

	"dramaport/localize/check"
	"dramaport/season"
)

// named is what a sheet tells about the season's names: the lines that have a
// text, and the speakers in whose names the glossary finds nothing.
type named struct {
	lines    []check.NamedLine
	speakers []string
}

// reader brings what episodes of a market tell.
type reader func(context.Context, season.Market, []season.EpisodeName) (map[season.EpisodeName]named, error)

// addNameDoubts adds what only the whole season shows to sheets that are
// checked: names that its episodes call differently. Episodes of a market that
// are not among the sheets are read for it.
func (d *Workspace) addNameFindings(ctx context.Context, sheets []Sheet, others reader) error {
	for _, of := range byMarket(sheets) {
		given := map[season.EpisodeName]*Sheet{}
		for i := range of {
			given[of[i].Episode] = &of[i]
		}
		read, err := others(ctx, of[0].Market, d.without(given))
		if err != nil {
			return err
		}
		d.addMarketNames(of[0].Market, given, read)
	}
	return nil
}

// without are the episodes that are not given, in their order.
func (d *Workspace) without(given map[season.EpisodeName]*Sheet) []season.EpisodeName {
	return slices.DeleteFunc(d.EpisodeNames(), func(e season.EpisodeName) bool { return given[e] != nil })
}

// addMarketNames does so in one market, whose season is what is given and what
// is read of the others.
func (d *Workspace) addMarketNames(m season.Market, given map[season.EpisodeName]*Sheet, read map[season.EpisodeName]named) {
	var whole named
	rows := map[int]*Row{}
	for _, e := range d.EpisodeNames() {
		n := read[e]
		if s := given[e]; s != nil {
			var of []*Row
			n, of = s.named()
			for i, r := range of {
				rows[len(whole.lines)+i] = r
			}
		}
		whole.lines = append(whole.lines, n.lines...)
		whole.speakers = append(whole.speakers, n.speakers...)
	}
	slices.Sort(whole.speakers)
	for i, findings := range check.SeasonNames(m, whole.lines, slices.Compact(whole.speakers)) {
		if r := rows[i]; r != nil {
			r.addOnce(findings)
		}
	}
}

// readNamed lays out episodes of a market for their names.
func (d *Workspace) readNamed(ctx context.Context, m season.Market, episodes []season.EpisodeName) (map[season.EpisodeName]named, error) {
	if len(episodes) == 0 {
		return nil, nil
	}
	sheets, err := d.LayOut(ctx, Scope{[]season.Market{m}, episodes})
	read := make(map[season.EpisodeName]named, len(sheets))
	for _, s := range sheets {
		read[s.Episode], _ = s.named()
	}
	return read, err
}

// named is what the sheet tells, with the row of each line.
func (s Sheet) named() (n named, rows []*Row) {
	seen := map[string]bool{"": true}
	for i := range s.Rows {
		r := &s.Rows[i]
		if !seen[r.Speaker] {
			seen[r.Speaker] = true
			if len(s.Glossary.Find(r.Speaker)) == 0 {
				n.speakers = append(n.speakers, r.Speaker)
			}
		}
		if r.Translation.State != season.Untranslated && r.Translation.Text != "" {
			n.lines = append(n.lines, check.NamedLine{Episode: s.Episode, Ref: r.Ref(), Source: r.Text, Text: r.Translation.Text, Terms: r.Terms})
			rows = append(rows, r)
		}
	}
	return n, rows
}

// addOnce adds findings about names to a row whose episode has shown none.
func (r *Row) addOnce(findings []season.Finding) {
	if !slices.ContainsFunc(r.Findings, func(d season.Finding) bool { return d.Rule == season.RuleNameInconsistent }) {
		r.Findings = append(r.Findings, findings...)
	}
}

// addBlockingNames does so before a delivery, where a market takes an
// inconsistent name for an error.
func (d *Workspace) addBlockingNames(ctx context.Context, sheets []Sheet) error {
	if len(sheets) == 0 || sheets[0].Market.SeverityOf(season.RuleNameInconsistent) != season.Error {
		return nil
	}
	if err := checkAll(ctx, sheets); err != nil {
		return err
	}
	return d.addNameFindings(ctx, sheets, d.readNamed)
}
