package stage

import (
	"os"
	"slices"

	"dramaport/dubbing"
	"dramaport/season"
)

// Gaps says why an episode's text may not leave.
func (s Sheet) Gaps() []season.Gap {
	rows := make([]season.GateRow, len(s.Rows))
	for i, r := range s.Rows {
		rows[i] = season.GateRow{Line: r.Line, Translation: r.Translation, Basis: r.Basis, Findings: r.Findings}
	}
	gaps := season.Gaps(s.Market.Name, rows)
	return append(gaps, s.ownGaps()...)
}

// ownGaps are what a line's own state does not show: an episode without any
// line, which may be a delivery gone wrong, and lines whose pivot market has
// taken its approval back.
func (s Sheet) ownGaps() []season.Gap {
	var gaps []season.Gap
	speaking := 0
	for _, r := range s.Rows {
		if !r.Speaks() {
			continue
		}
		speaking++
		if r.Waits && r.Settled() {
			gaps = append(gaps, season.Gap{Episode: s.Episode, Line: r.Number, Market: s.Market.Name,
				Reason: "not approved any more in " + string(s.Market.From) + ", from which it was made"})
		}
	}
	if speaking == 0 {
		gaps = append(gaps, season.Gap{Episode: s.Episode, Market: s.Market.Name, Reason: "its track has no line that can be read"})
	}
	return gaps
}

// stemReasons are what holds a stem back as a whole: faults of the mix, lines
// in it that the track has no more, another picture.
func (d *Workspace) stemReasons(s Sheet, plan dubbing.Plan) []string {
	var reasons []string
	for _, fault := range plan.Faults {
		reasons = append(reasons, "the stem is not as planned: "+fault)
	}
	for _, l := range plan.Lines {
		if !slices.ContainsFunc(s.Rows, func(r Row) bool { return r.Key == l.Key && r.Speaks() }) {
			reasons = append(reasons, "the stem speaks a line that the track has no more; dramaport dub mends it")
		}
	}
	if pic, err := d.pictureOf(s); err != nil {
		reasons = append(reasons, err.Error())
	} else if pic.name != plan.Picture {
		reasons = append(reasons, "the picture has changed since the dub, and may be longer or shorter; dramaport dub mends it")
	}
	return reasons
}

// dubGaps says why an episode's stem may not leave: it is not there, or a
// line of it has no fitting take.
func (d *Workspace) dubGaps(s Sheet, plans Plans) ([]season.Gap, error) {
	plan, err := plans.Of(s)
	if err != nil {
		return nil, err
	}
	stem := d.stemFile(s)
	whole := func(reason string) []season.Gap {
		return []season.Gap{{Episode: s.Episode, Market: s.Market.Name, Reason: reason}}
	}
	if _, err := os.Stat(stem); err != nil || len(plan.Lines) == 0 || plan.Draft {
		return whole("the episode is not dubbed yet: dramaport dub (or export --subtitles-only)"), nil
	}
	if same, err := untouched(stem, plans.of(s).Stem, true); err != nil || !same {
		return whole("the stem is not the one that dub made, its content has changed since: delete " + d.Relative(stem) + ", then dramaport dub makes it again"), err
	}
	var gaps []season.Gap
	for _, reason := range d.stemReasons(s, plan) {
		gaps = append(gaps, season.Gap{Episode: s.Episode, Market: s.Market.Name, Reason: reason})
	}
	for _, r := range s.Rows {
		for _, finding := range d.dubFindings(s, r, plan) {
			if finding.Severity != season.Info {
				gaps = append(gaps, season.Gap{Episode: s.Episode, Line: r.Number, Market: s.Market.Name, Reason: string(finding.Rule) + ": " + finding.Message})
			}
		}
	}
	return gaps, nil
}
