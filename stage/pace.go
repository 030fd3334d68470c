package stage

import (
	"context"
	_ "embed"
	"encoding/csv"
	"strconv"
	"strings"
	"sync"
	"time"

	"dramaport/dubbing"
	"dramaport/season"
	"dramaport/subtitles"

	"golang.org/x/text/language"
)

// paceCSV is language,chars_per_second,source: how fast voices speak before
// anything of a voice was measured, in characters without white space. A
// language that is not listed has no start pace: nothing is known about it.
//
//go:embed pace.csv
var paceCSV string

var startPaces = sync.OnceValue(func() map[string]float64 {
	paces := map[string]float64{}
	rows, err := csv.NewReader(strings.NewReader(paceCSV)).ReadAll()
	if err != nil { // part of the program; TestPaceTable reads it
		return paces
	}
	for _, row := range rows[1:] {
		if n, err := strconv.ParseFloat(row[1], 64); err == nil {
			paces[row[0]] = n
		}
	}
	return paces
})

const (
	// enoughTakes is how many takes of a voice its pace is measured on.
	enoughTakes = 20
	// mostBorrowed is how far speech may run on into silence, and leastApart
	// what stays silent before the next line. Source: dubbing.DefaultFit.
	mostBorrowed = 1200 * time.Millisecond
	leastApart   = 80 * time.Millisecond
)

// paces are the characters per second of a market's voices, by the cast's word
// for them, as their takes show it.
type paces map[string]float64

// tally is what was spoken by a voice.
type tally struct {
	lines      int
	characters float64
	spoken     time.Duration
}

// paces measures the voices of a market on the plans of its last dubs: the
// lines whose take still says their text. Together, so that a long line weighs
// as much as it lasts.
func (d *Workspace) paces(ctx context.Context, m season.Market) (paces, error) {
	if m.Speak == "" {
		return nil, nil
	}
	sheets, err := d.LayOut(ctx, Scope{[]season.Market{m}, d.EpisodeNames()})
	if err != nil {
		return nil, err
	}
	plans, err := d.Plans(ctx, sheets...)
	if err != nil {
		return nil, err
	}
	return d.measured(sheets, plans)
}

func (d *Workspace) measured(sheets []Sheet, plans Plans) (paces, error) {
	sums := map[string]tally{}
	for _, s := range sheets {
		plan, err := plans.Of(s)
		if err != nil {
			return nil, err
		}
		if len(plan.Lines) == 0 {
			continue
		}
		for _, r := range s.Rows {
			if voice, characters, took, ok := d.spoken(s, r, plan); ok {
				t := sums[voice]
				sums[voice] = tally{t.lines + 1, t.characters + characters, t.spoken + took}
			}
		}
	}
	measured := paces{}
	for voice, t := range sums {
		if t.lines >= enoughTakes && t.spoken > 0 {
			measured[voice] = t.characters / t.spoken.Seconds()
		}
	}
	return measured, nil
}

// spoken is what a row's take holds, if the plan's take says the row's text.
func (d *Workspace) spoken(s Sheet, r Row, plan dubbing.Plan) (voice string, characters float64, took time.Duration, ok bool) {
	name, of, cast := d.Config.Voice(r.Speaker, s.Market.Name)
	line, planned := plan.Line(r.Key)
	if !cast || !planned || r.Translation.Text == "" || line.DurationMS <= 0 {
		return "", 0, 0, false
	}
	part := d.part(s, r, name, of)
	if part.Hash() != line.Spoken {
		return "", 0, 0, false
	}
	return part.Voice, subtitles.Count(part.Speech.Text, s.Market.Locale), time.Duration(line.DurationMS) * time.Millisecond, true
}

// of is a voice's pace: measured, else the language's start pace; 0 if neither.
func (p paces) of(voice string, tag language.Tag) float64 {
	if measured := p[voice]; measured > 0 {
		return measured
	}
	base, _ := tag.Base()
	return startPaces()[base.String()]
}

// budget is how many characters row i's translation may have: what can be read
// in its cue, and where the market is dubbed what its voice can say until the
// next line begins; paced, if that is less.
func (d *Workspace) budget(s Sheet, i int, p paces) (budget int, paced bool) {
	r := s.Rows[i]
	budget = s.Rules.Budget(r.End - r.Start)
	name, voice, _ := d.Config.Voice(r.Speaker, s.Market.Name)
	if s.Market.Speak == "" {
		return budget, false
	}
	pace := p.of(name+"/"+voice, s.Market.Locale)
	if pace == 0 {
		return budget, false
	}
	say := int(s.slot(i).Seconds() * pace)
	return max(1, min(budget, say)), say < budget
}

// slot is how long row i's voice may speak: its cue and the silence after it.
func (s Sheet) slot(i int) time.Duration {
	r := s.Rows[i]
	borrowed := mostBorrowed
	for _, next := range s.Rows[i+1:] {
		if next.Speaks() {
			borrowed = max(0, min(borrowed, next.Start-r.End-leastApart))
			break
		}
	}
	return max(0, r.End-r.Start) + borrowed
}
