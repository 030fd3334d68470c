package stage

import (
	"os"

	"dramaport/season"
)

// Gaps says why an episode's text may not leave.
func (s Sheet) Gaps() []season.Gap {
	lines := make([]season.Line, len(s.Rows))
	translations := map[season.LineKey]season.Translation{}
	bases := map[season.LineKey]string{}
	doubts := map[season.LineKey][]season.Doubt{}
	for i, r := range s.Rows {
		lines[i] = r.Line
		translations[r.Key], bases[r.Key], doubts[r.Key] = r.Translation, r.Basis, r.Doubts
	}
	return season.Gaps(s.Market.Name, lines, translations, bases, doubts)
}

// dubGaps says why an episode's stem may not leave: it is not there, or a
// line of it has no fitting take.
func (d *Desk) dubGaps(s Sheet) ([]season.Gap, error) {
	plan, err := d.Plan(s)
	if err != nil {
		return nil, err
	}
	_, stem := d.dubFiles(s)
	if _, err := os.Stat(stem); err != nil || len(plan.Lines) == 0 || plan.Draft {
		return []season.Gap{{Episode: s.Episode, Market: s.Market.Name, Line: 1,
			Reason: "the episode is not dubbed yet: dramaport dub (or export --subtitles-only)"}}, nil
	}
	var gaps []season.Gap
	for _, fault := range plan.Faults {
		gaps = append(gaps, season.Gap{Episode: s.Episode, Market: s.Market.Name, Line: 1, Reason: "the stem is not as planned: " + fault})
	}
	for _, r := range s.Rows {
		for _, doubt := range d.dubDoubts(s, r, plan) {
			if doubt.Severity != season.Info {
				gaps = append(gaps, season.Gap{Episode: s.Episode, Line: r.Number, Market: s.Market.Name, Reason: string(doubt.Rule) + ": " + doubt.Message})
			}
		}
	}
	return gaps, nil
}
