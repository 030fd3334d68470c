package season

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strings"

	"dramaport/subtitles"
)

// Basis is the hash of what a translation is made or decided from: the source
// text, the wordings agreed for the terms in it (in any order), and the
// pivot's approved text ("" without one). It has 16 hex digits.
func Basis(source string, wordings []string, pivot string) string {
	h := sha256.New()
	part := func(s string) {
		h.Write(binary.AppendUvarint(nil, uint64(len(s))))
		h.Write([]byte(s))
	}
	part(source)
	part(pivot)
	for _, w := range slices.Compact(slices.Sorted(slices.Values(wordings))) {
		part(w)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Gap is why a line may not leave.
type Gap struct {
	Episode EpisodeName `json:"episode"`
	Line    int         `json:"line"`
	Market  MarketName  `json:"market"`
	Reason  string      `json:"reason"`
}

// GateRow is what the gate looks at of a line: its translation, the basis that
// a decision made now would have, and its findings with the market's severities.
// What is not there counts against the line.
type GateRow struct {
	Line        Line
	Translation Translation
	Basis       string
	Findings    []Finding
}

// Gaps is the gate before export: every line of an episode must be approved
// in the market, not stale, and without error findings. A line without text
// needs nothing. There is one gap per line, with all its reasons.
func Gaps(market MarketName, rows []GateRow) []Gap {
	var gaps []Gap
	for _, r := range rows {
		if !r.Line.Speaks() {
			continue
		}
		if reasons := r.objections(); len(reasons) > 0 {
			gaps = append(gaps, Gap{Episode: r.Line.Episode, Line: r.Line.Number, Market: market, Reason: strings.Join(reasons, "; ")})
		}
	}
	return gaps
}

// Speaks reports whether the line has text beside markup, and so needs a
// translation.
func (l Line) Speaks() bool { return strings.TrimSpace(subtitles.Plain(l.Text)) != "" }

// objections are the reasons that keep a translation from leaving.
func (r GateRow) objections() []string {
	var reasons []string
	t := r.Translation
	switch t.State {
	case Approved:
		if t.Stale(r.Basis) {
			reasons = append(reasons, "stale: what it was approved from has changed since")
		}
	case NeedsWork:
		reasons = append(reasons, strings.TrimSuffix("needs work: "+t.Note, ": "))
	case Machine, Edited:
		reasons = append(reasons, string(t.State)+", not approved")
	default:
		reasons = append(reasons, "untranslated")
	}
	for _, f := range r.Findings {
		if f.Severity == Error && f.Rule != RuleUntranslated {
			reasons = append(reasons, string(f.Rule)+": "+f.Message)
		}
	}
	return reasons
}
