package wording

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dramaport/season"
	"dramaport/stage"
)

// State is a state in words.
func State(s season.State) string { return strings.ReplaceAll(string(s), "_", " ") }

// StateBy is the state of a row with whose text it is.
func StateBy(r stage.Row) string {
	text := State(r.Translation.State)
	switch {
	case r.Translation.By != "":
		text += " by " + r.Translation.By
	case r.Translation.Engine != "":
		text += " by " + r.Translation.Engine
	}
	return text
}

// Standing is a line's state with who decided it, and when.
func Standing(r *stage.Row, now time.Time) string {
	t := r.Translation
	text := State(t.State)
	if r.Stale {
		text += ", stale: what it was made from has changed"
	}
	switch {
	case t.Origin == season.FromMachine && t.Engine != "":
		text += " by " + t.Engine
	case t.Origin == season.FromMemory:
		text += " from memory"
	}
	if t.By != "" && t.State.Decided() {
		text += " by " + t.By + ", " + Ago(now, t.At)
	}
	if r.Assigned != "" {
		text += "; assigned to " + r.Assigned
	}
	if t.Note != "" {
		text += ": " + t.Note
	}
	return text
}

// Author is who wrote a translation, as the reviewer is told.
func Author(t season.Translation) string { return cmp.Or(t.By, t.Engine, "an engine") }

// StateSign is a state as one sign; a stale decision is "~".
func StateSign(r *stage.Row) string {
	if r.Stale {
		return "~"
	}
	switch r.Translation.State {
	case season.Machine:
		return "m"
	case season.Edited:
		return "e"
	case season.NeedsWork:
		return "x"
	case season.Approved:
		return "✓"
	}
	return "-"
}

// FindingSign is the worst finding of a line and how much there is to read:
// "!" an error, "?" a warning, "c" an open comment.
func FindingSign(r *stage.Row) string {
	sign := " "
	switch {
	case Heaviest(r) == season.Error:
		sign = "!"
	case Heaviest(r) == season.Warning:
		sign = "?"
	}
	if slices.ContainsFunc(r.Comments, season.Comment.Open) {
		return sign + "c"
	}
	return sign + " "
}

// Heaviest is the weight of a row's worst finding, Info if there is none.
func Heaviest(r *stage.Row) season.Severity {
	worst := season.Info
	for _, d := range r.Findings {
		switch {
		case d.Severity == season.Error:
			return season.Error
		case d.Severity == season.Warning:
			worst = season.Warning
		}
	}
	return worst
}
