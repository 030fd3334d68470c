package subtitles

import (
	"fmt"
	"math"
	"time"

	"golang.org/x/text/language"
)

// Rules are a profile's figures for one language. A figure of 0 sets no bound.
type Rules struct {
	// CharsPerLine and CharsPerSecond are the most that Count may give for a
	// line of text and for a second of its cue.
	CharsPerLine, CharsPerSecond float64
	// Lines is the most lines in a cue.
	Lines int
	// MinDuration and MaxDuration bound how long a cue is shown.
	MinDuration, MaxDuration time.Duration
	// Gap is the least time between two cues. A gap that is longer, but
	// shorter than CloseGap, should be closed to Gap: it looks like a flicker.
	Gap, CloseGap time.Duration
	// Dash opens each of two speakers' lines: "-" or "- ".
	Dash string
	// Italics tells whether the language's guides know italics.
	Italics bool
	// Source says where the figures come from.
	Source string
}

// The names of the rules that Check may find broken.
const (
	tooFast      = "too-fast"
	lineTooLong  = "line-too-long"
	tooManyLines = "too-many-lines"
	tooShort     = "too-short"
	tooLong      = "too-long"
	badGap       = "gap"
	overlap      = "overlap"
)

// Issue is a broken rule: its name (too-fast, line-too-long, too-many-lines,
// too-short, too-long, gap or overlap) and a sentence with the figures and the
// remedy.
type Issue struct{ Rule, Message string }

// Timed is a text and when it is shown.
type Timed struct {
	Start, End time.Duration
	Text       string
}

// Budget is the length, as Count counts, of the longest text that fits into a
// cue of duration d: no more than its lines hold, no more than can be read in
// time, at least 1. It is a bound; a text near it may still break badly.
func (r Rules) Budget(d time.Duration) int {
	most := math.Inf(1)
	if r.CharsPerLine > 0 && r.Lines > 0 {
		most = r.CharsPerLine * float64(r.Lines)
	}
	if r.CharsPerSecond > 0 {
		most = min(most, d.Seconds()*r.CharsPerSecond)
	}
	if most > math.MaxInt32 {
		return math.MaxInt32
	}
	return max(1, int(most+1e-6))
}

// Check finds the rules that a cue breaks: its text, broken into lines by
// Break, and its times. prev and next are the cues before and after it in
// the track, nil where there is none. An overlap is found on both of its cues,
// a bad gap only on the earlier cue, whose end can mend it.
func (r Rules) Check(prev, cue, next *Timed, tag language.Tag) []Issue {
	issues := r.checkLines(cue.Text, tag)
	issues = append(issues, r.checkDuration(*cue, tag)...)
	if prev != nil && cuesOverlap(*prev, *cue) {
		issues = append(issues, issue(overlap, "overlaps the line before it by %s: start it at %s or end that line earlier",
			inSeconds(shared(*prev, *cue)), clock(prev.End)))
	}
	if next != nil {
		issues = append(issues, r.checkNext(*cue, *next)...)
	}
	return issues
}

func (r Rules) checkLines(text string, tag language.Tag) []Issue {
	var issues []Issue
	lines := Break(text, r, tag, nil)
	for i, line := range lines {
		if n := Count(line, tag); r.CharsPerLine > 0 && n > r.CharsPerLine {
			issues = append(issues, issue(lineTooLong, "line %d has %s characters, at most %s: use shorter words",
				i+1, figure(n), figure(r.CharsPerLine)))
		}
	}
	if r.Lines > 0 && len(lines) > r.Lines {
		issues = append(issues, issue(tooManyLines, "%d lines, at most %d of %s characters: shorten the text",
			len(lines), r.Lines, figure(r.CharsPerLine)))
	}
	return issues
}

func (r Rules) checkDuration(cue Timed, tag language.Tag) []Issue {
	var issues []Issue
	d := cue.End - cue.Start
	if d <= 0 {
		return []Issue{issue(tooShort, "ends at %s, not after its start at %s: give it an end", clock(cue.End), clock(cue.Start))}
	}
	if need := r.readingTime(cue.Text, tag); d < need {
		n := Count(cue.Text, tag)
		issues = append(issues, issue(tooFast, "%s characters per second, at most %s: shorten to %s characters or show it %s",
			figure(n/d.Seconds()), figure(r.CharsPerSecond), figure(math.Floor(d.Seconds()*r.CharsPerSecond)), inSeconds(need)))
	}
	if d < r.MinDuration {
		issues = append(issues, issue(tooShort, "shown %s, at least %s: end it later", inSeconds(d), inSeconds(r.MinDuration)))
	}
	if r.MaxDuration > 0 && d > r.MaxDuration {
		issues = append(issues, issue(tooLong, "shown %s, at most %s: end it earlier or split it", inSeconds(d), inSeconds(r.MaxDuration)))
	}
	return issues
}

// readingTime is how long a text must be shown to be read, in whole
// milliseconds, rounded up to the precision of a track's times.
func (r Rules) readingTime(text string, tag language.Tag) time.Duration {
	if r.CharsPerSecond <= 0 {
		return 0
	}
	ms := math.Ceil(Count(text, tag)/r.CharsPerSecond*1000 - 1e-6)
	return time.Duration(ms) * time.Millisecond
}

func (r Rules) checkNext(cue, next Timed) []Issue {
	gap := next.Start - cue.End
	switch {
	case cuesOverlap(cue, next):
		return []Issue{issue(overlap, "overlaps the next line by %s: end it at %s or start that line later",
			inSeconds(shared(cue, next)), clock(max(next.Start-r.Gap, cue.Start)))}
	case gap < 0 || cue.End <= cue.Start: // out of order, or already named
		return nil
	case gap < r.Gap:
		return []Issue{issue(badGap, "%s before the next line, at least %s: end it at %s",
			inSeconds(gap), inSeconds(r.Gap), clock(next.Start-r.Gap))}
	case gap > r.Gap && gap < r.CloseGap:
		return []Issue{issue(badGap, "%s before the next line: close the gap to %s, end it at %s",
			inSeconds(gap), inSeconds(r.Gap), clock(next.Start-r.Gap))}
	}
	return nil
}

// cuesOverlap tells whether two cues are shown at once for a while.
func cuesOverlap(a, b Timed) bool {
	return a.Start < b.End && b.Start < a.End
}

// shared is how long two cues that overlap are shown at once.
func shared(a, b Timed) time.Duration {
	return min(a.End, b.End) - max(a.Start, b.Start)
}

func issue(rule, format string, args ...any) Issue {
	return Issue{Rule: rule, Message: fmt.Sprintf(format, args...)}
}

// figure writes a count with one digit after the point where it has one.
func figure(n float64) string {
	if n = math.Round(n*10) / 10; n == math.Trunc(n) {
		return fmt.Sprintf("%.0f", n)
	}
	return fmt.Sprintf("%.1f", n)
}

func inSeconds(d time.Duration) string {
	return fmt.Sprintf("%.3f s", d.Seconds())
}

// clock writes a time as h:mm:ss.mmm.
func clock(d time.Duration) string {
	d = max(d, 0)
	return fmt.Sprintf("%d:%02d:%02d.%03d", d/time.Hour, d/time.Minute%60, d/time.Second%60, d/time.Millisecond%1000)
}
