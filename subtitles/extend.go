package subtitles

import (
	"sort"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// Extend gives cues that are too short for their text, or shorter than
// MinDuration, more of the free time after them. An end is never moved
// earlier, never past MaxDuration, never nearer than Gap to the next start,
// and not at all where the next cue has already started. An end that would
// leave a gap shorter than CloseGap goes on to Gap if MaxDuration allows it.
// Cues without text are left alone. Starts and texts stay; the result is a new slice in the given order.
func Extend(cues []Timed, r Rules, tag language.Tag) []Timed {
	out := append([]Timed(nil), cues...)
	order := make([]int, len(cues))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return cues[order[a]].Start < cues[order[b]].Start })
	for k, i := range order {
		limit := time.Duration(-1)
		if k+1 < len(order) {
			limit = max(cues[order[k+1]].Start-r.Gap, 0)
		}
		out[i].End = r.extended(cues[i], limit, tag)
	}
	return out
}

// extended is the new end of a cue that may last until limit (-1: no limit).
func (r Rules) extended(cue Timed, limit time.Duration, tag language.Tag) time.Duration {
	end := cue.Start + max(r.readingTime(cue.Text, tag), r.MinDuration)
	if end <= cue.End || strings.TrimSpace(cue.Text) == "" {
		return cue.End
	}
	if limit >= 0 && (end > limit || limit+r.Gap-end < r.CloseGap) {
		end = limit
	}
	if r.MaxDuration > 0 {
		end = min(end, cue.Start+r.MaxDuration)
	}
	return max(cue.End, end)
}
