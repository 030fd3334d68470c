package dubbing

import (
	"encoding/json"

	"dramaport/season"
)

// Plan is an episode's dub as it was last made: what was recorded of each
// line and where it lies. It is a made thing: it can be deleted and made again.
type Plan struct {
	FormatVersion int   `json:"format_version"`
	LengthMS      int64 `json:"length_ms"`
	// Picture names the picture that the length was measured by.
	Picture string `json:"picture,omitempty"`
	Draft   bool   `json:"draft,omitempty"`
	// Faults are where the stem, read back, is not as planned.
	Faults []string      `json:"faults,omitempty"`
	Lines  []PlannedLine `json:"lines"`
}

// PlannedLine is one line's take on the clock.
type PlannedLine struct {
	Key    season.LineKey `json:"key"`
	Number int            `json:"line"`
	// Spoken is the hash of what was said, by whom, in the slot it was
	// fitted to: see Part.Hash.
	Spoken     string      `json:"spoken"`
	Voice      string      `json:"voice"`
	Take       string      `json:"take"`
	DurationMS int64       `json:"duration_ms"`
	StartMS    int64       `json:"start_ms"`
	LengthMS   int64       `json:"length_ms"`
	Rate       float64     `json:"rate"`
	Rule       season.Rule `json:"rule,omitempty"`
	Problem    string      `json:"problem,omitempty"`
}

// Line finds a line's plan.
func (p Plan) Line(k season.LineKey) (PlannedLine, bool) {
	for _, l := range p.Lines {
		if l.Key == k {
			return l, true
		}
	}
	return PlannedLine{}, false
}

// MadeOf reports whether the plan was made of exactly these parts, as far as
// the library has their takes: assembling them again would change nothing.
func (p Plan) MadeOf(l Library, parts []Part) bool {
	recorded, takes := recordedParts(l, parts)
	if len(recorded) != len(p.Lines) || len(recorded) == 0 {
		return false
	}
	for i, part := range recorded {
		was := p.Lines[i]
		if was.Key != part.Key || was.Number != part.Number || was.Spoken != part.Hash() || was.Take != takes[i].Key {
			return false
		}
	}
	return true
}

// Unfit lists the lines that do not fit their place.
func (p Plan) Unfit() []PlannedLine {
	var unfit []PlannedLine
	for _, l := range p.Lines {
		if l.Problem != "" {
			unfit = append(unfit, l)
		}
	}
	return unfit
}

// ParsePlan reads a plan that Bytes wrote.
func ParsePlan(b []byte) (Plan, error) {
	var p Plan
	err := json.Unmarshal(b, &p)
	return p, err
}

// Bytes are the plan as it is kept.
func (p Plan) Bytes() ([]byte, error) {
	b, err := json.MarshalIndent(p, "", " ")
	return append(b, '\n'), err
}
