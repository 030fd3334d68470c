package stage

import (
	"context"
	"slices"

	"dramaport/localize"
	"dramaport/season"
)

// addNameDoubts adds what only the whole season shows to sheets that are
// checked: names that its episodes call differently. Episodes of a market that
// are not among the sheets are read for it.
func (d *Desk) addNameDoubts(ctx context.Context, sheets []Sheet) error {
	for _, of := range byMarket(sheets) {
		all, err := d.wholeSeason(ctx, of)
		if err != nil {
			return err
		}
		lines, rows := namedLines(all)
		for i, doubts := range localize.SeasonNames(of[0].Market, lines, freeNames(all)) {
			rows[i].addOnce(doubts)
		}
	}
	return nil
}

// wholeSeason is a market's sheets in the order of the season: the given ones,
// and those of the other episodes, laid out.
func (d *Desk) wholeSeason(ctx context.Context, given []Sheet) ([]*Sheet, error) {
	var others []season.EpisodeName
	for _, e := range d.EpisodeNames() {
		if !slices.ContainsFunc(given, func(s Sheet) bool { return s.Episode == e }) {
			others = append(others, e)
		}
	}
	var laid []Sheet
	if len(others) > 0 {
		var err error
		if laid, err = d.LayOut(ctx, Scope{[]season.Market{given[0].Market}, others}); err != nil {
			return nil, err
		}
	}
	var all []*Sheet
	for _, e := range d.EpisodeNames() {
		for _, of := range [][]Sheet{given, laid} {
			if i := slices.IndexFunc(of, func(s Sheet) bool { return s.Episode == e }); i >= 0 {
				all = append(all, &of[i])
			}
		}
	}
	return all, nil
}

// namedLines are the rows that have a text.
func namedLines(sheets []*Sheet) ([]localize.NamedLine, []*Row) {
	var lines []localize.NamedLine
	var rows []*Row
	for _, s := range sheets {
		for i := range s.Rows {
			r := &s.Rows[i]
			if r.Translation.State == season.Untranslated || r.Translation.Text == "" {
				continue
			}
			lines = append(lines, localize.NamedLine{Episode: s.Episode, Ref: r.Ref(), Source: r.Text, Text: r.Translation.Text, Terms: r.Terms})
			rows = append(rows, r)
		}
	}
	return lines, rows
}

// freeNames are the speakers in whose names the glossary finds nothing.
func freeNames(sheets []*Sheet) []string {
	var names []string
	seen := map[string]bool{}
	for _, s := range sheets {
		for _, r := range s.Rows {
			if r.Speaker == "" || seen[r.Speaker] {
				continue
			}
			seen[r.Speaker] = true
			if len(s.Glossary.Find(r.Speaker)) == 0 {
				names = append(names, r.Speaker)
			}
		}
	}
	slices.Sort(names)
	return names
}

// addOnce adds doubts about names to a row whose episode has shown none.
func (r *Row) addOnce(doubts []season.Doubt) {
	if !slices.ContainsFunc(r.Doubts, func(d season.Doubt) bool { return d.Rule == season.RuleNameInconsistent }) {
		r.Doubts = append(r.Doubts, doubts...)
	}
}

// addBlockingNames does so before a delivery, where a market takes an
// inconsistent name for an error.
func (d *Desk) addBlockingNames(ctx context.Context, sheets []Sheet) error {
	if len(sheets) == 0 || sheets[0].Market.SeverityOf(season.RuleNameInconsistent) != season.Error {
		return nil
	}
	if err := checkAll(ctx, sheets); err != nil {
		return err
	}
	return d.addNameDoubts(ctx, sheets)
}
