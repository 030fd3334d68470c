package localize

import (
	"fmt"
	"strings"

	"dramaport/internal/lang"
	"dramaport/season"
)

// failure is why an answer for a line was not accepted.
type failure struct {
	// findings are what to keep with a line left open; never empty.
	findings []season.Finding
	// answer is what the engine said, "" if nothing.
	answer string
	// unread is the beginning of a reply that no text could be read from.
	unread string
	// alone says that the line was the only one of its request.
	alone bool
	// shifted says that the answer was rejected with its whole reply.
	shifted bool
}

// record keeps why the engine's lines are still open, naming the engine. A
// line that was never reached has the reason for which the engine was given up.
func (c *attempt) record(open []int) {
	for _, i := range c.open(open) {
		f, ok := c.why[i]
		if !ok {
			f = c.why[notReached]
		}
		for _, finding := range f.findings {
			finding.Message = c.engine.Name + ": " + finding.Message
			if f.answer != "" {
				finding.Message += " (it answered “" + lang.Clip(f.answer, 60) + "”)"
			}
			if f.unread != "" {
				finding.Message += " (its reply begins “" + lang.Clip(f.unread, 60) + "”)"
			}
			c.failed[i] = append(c.failed[i], finding)
		}
	}
}

// notReached is the index under which attempt.why has the failure of the lines that
// were not reached.
const notReached = -1

// earlierFailures are why answers of e in an earlier run were not accepted, for the
// units at the indexes part. That a request failed is no reason to tell.
func earlierFailures(e Engine, units []Unit, part []int) map[int]failure {
	why := map[int]failure{}
	for _, i := range part {
		var f failure
		for _, finding := range units[i].Findings {
			said, own := strings.CutPrefix(finding.Message, e.Name+": ")
			if own && finding.Rule != season.RuleUntranslated {
				finding.Message = said
				f.findings = append(f.findings, finding)
			}
		}
		if len(f.findings) > 0 {
			why[i] = f
		}
	}
	return why
}

// reasons tell the engine why its earlier answers were not accepted. Answers
// that had moved are told once for all of them.
func reasons(part []int, why map[int]failure) []Reason {
	var rs []Reason
	moved := false
	for n, i := range part {
		if f, ok := why[i]; ok && !f.shifted {
			rs = append(rs, Reason{n + 1, reason(f)})
		} else {
			moved = moved || f.shifted
		}
	}
	if moved {
		rs = append(rs, Reason{Text: "your answers had moved to neighbouring lines: answer every number with the translation of its own line"})
	}
	return rs
}

func reason(f failure) string {
	var parts []string
	if f.answer != "" {
		parts = append(parts, "your answer was “"+lang.Clip(f.answer, 120)+"”.")
	}
	for _, d := range f.findings {
		parts = append(parts, fmt.Sprintf("%s: %s.", d.Rule, strings.TrimRight(lang.OneLine(d.Message), ". ")))
	}
	return strings.Join(parts, " ")
}
