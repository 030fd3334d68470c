package subtitles

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Captions roll up where every cue repeats what the one before it showed last,
// and adds to it: whole lines, as live captions and automatic ones do, or words.
// A track does where leastRepeats of its cues and rollingShare of them do.
const (
	leastRepeats = 3
	rollingShare = 1.0 / 3
	// rollingGap is the longest pause after which a cue goes on with the one
	// before it.
	rollingGap = time.Second
)

// Rolling counts the cues that repeat the end of the cue before them, and
// reports whether they are so many that the track is made so.
func Rolling(t Track) (repeats int, rolling bool) {
	cues := rollingCues(t)
	for i := 1; i < len(cues); i++ {
		if same, grown := cues[i].repeats(cues[i-1]); same > 0 || grown {
			repeats++
		}
	}
	return repeats, repeats >= leastRepeats && float64(repeats) >= rollingShare*float64(len(cues))
}

// Collapse is a track in which captions that roll up are read once: every cue
// keeps what it adds to the one before it, one that adds nothing makes that one
// last longer, and one whose last line grows takes its place. Times inside a
// text and classes, which roll words in, are taken away. A track that does not
// roll stays as it is.
func Collapse(t Track) Track {
	if _, rolling := Rolling(t); !rolling {
		return t
	}
	c := collapsing{format: t.Format, segments: slices.Clone(t.Segments), gone: map[int]bool{}, kept: -1}
	var before rollingCue
	for _, cue := range rollingCues(t) {
		c.take(before, cue)
		before = cue
	}
	t.Segments = c.remaining()
	return t
}

// rollingCue is a cue with what its lines show.
type rollingCue struct {
	segment    int
	start, end time.Duration
	lines      []rollingLine
}

// rollingLine is a line that shows something, and which line of the payload it is.
type rollingLine struct {
	words string
	row   int
}

// rollingCues are a track's cues that have a text, in the order of their starts.
func rollingCues(t Track) []rollingCue {
	cues := make([]rollingCue, 0, len(t.Segments)/2+1)
	lines := make([]rollingLine, 0, len(t.Segments))
	for i, s := range t.Segments {
		if s.Cue == nil {
			continue
		}
		first, row := len(lines), 0
		for line := range strings.SplitSeq(s.Cue.Payload, "\n") {
			if words := wordsOf(line, t.Format); words != "" {
				lines = append(lines, rollingLine{words, row})
			}
			row++
		}
		if len(lines) > first {
			cues = append(cues, rollingCue{i, s.Cue.Start, s.Cue.End, lines[first:len(lines):len(lines)]})
		}
	}
	slices.SortStableFunc(cues, func(a, b rollingCue) int { return cmp.Compare(a.start, b.start) })
	return cues
}

// wordsOf is what a line shows, with one blank between words. Most lines have
// neither markup nor blanks to take away.
func wordsOf(line string, f Format) string {
	if strings.ContainsAny(line, "<{&⟦") {
		line = Plain(Hide(line, f).Text)
	}
	if line = strings.TrimSpace(line); !strings.Contains(line, "  ") && !strings.ContainsAny(line, "\t\u00A0\u3000") {
		return line
	}
	return strings.Join(strings.Fields(line), " ")
}

// repeats says how many lines at the end of before c begins with, or that it is
// before with more words in its last line.
func (c rollingCue) repeats(before rollingCue) (lines int, grown bool) {
	if len(before.lines) == 0 || c.start > before.end+rollingGap {
		return 0, false
	}
	for n := min(len(before.lines), len(c.lines)); n > 0; n-- {
		if sameWords(before.lines[len(before.lines)-n:], c.lines[:n]) {
			return n, false
		}
	}
	last := len(before.lines) - 1
	grown = len(c.lines) > last && sameWords(before.lines[:last], c.lines[:last]) && goesOnFrom(before.lines[last].words, c.lines[last].words)
	return 0, grown
}

// sameWords reports whether lines show the same.
func sameWords(a, b []rollingLine) bool {
	return slices.EqualFunc(a, b, func(a, b rollingLine) bool { return a.words == b.words })
}

// goesOnFrom reports whether a line is another with more words behind it.
func goesOnFrom(short, long string) bool {
	rest, ok := strings.CutPrefix(long, short)
	if !ok || rest == "" {
		return false
	}
	return strings.HasPrefix(rest, " ") || !asciiLetter(rune(short[len(short)-1]))
}

// collapsing is a track on the way to being collapsed.
type collapsing struct {
	format   Format
	segments []Segment
	gone     map[int]bool // segments that are taken away
	kept     int          // the last segment of a cue that stays, -1 if none
	lines    int          // how many lines it keeps
}

// take collapses the next cue; before is the one before it.
func (c *collapsing) take(before, cue rollingCue) {
	same, grown := cue.repeats(before)
	start := cue.start
	switch {
	case c.kept < 0 || same == 0 && !grown:
	case grown:
		same = max(0, len(before.lines)-c.lines)
		start = c.segments[c.kept].Cue.Start
		c.gone[c.kept] = true
	case same == len(cue.lines):
		kept := c.segments[c.kept]
		c.segments[c.kept] = kept.withTimes(kept.Cue.Start, max(kept.Cue.End, cue.end), c.format)
		c.gone[cue.segment] = true
		return
	}
	s := c.segments[cue.segment].withTimes(start, cue.end, c.format)
	c.segments[cue.segment] = s.withPayload(withoutRows(s.Cue.Payload, cue.lines[same].row, c.format), c.format)
	c.kept, c.lines = cue.segment, len(cue.lines)-same
}

// remaining are the segments that stay; a blank goes with the cue above it.
func (c *collapsing) remaining() []Segment {
	var left []Segment
	dropped := false
	for i, s := range c.segments {
		dropped = c.gone[i] || dropped && s.Kind == KindBlank
		if !dropped {
			left = append(left, s)
		}
	}
	return left
}

// withoutRows is a payload from a line on, without what rolls words in. Markup
// in the lines above whose other half stands below stays.
func withoutRows(payload string, from int, f Format) string {
	pieces := splitMarkup(payload, f)
	with := partners(pieces)
	rows := make([]int, len(pieces)) // the line in which a piece begins
	row := 0
	for i, p := range pieces {
		rows[i] = row
		row += strings.Count(p.raw, "\n")
	}
	var b strings.Builder
	for i, p := range pieces {
		switch {
		case !p.markup:
			if lines, cut := strings.Split(p.raw, "\n"), max(from-rows[i], 0); cut < len(lines) {
				b.WriteString(strings.Join(lines[cut:], "\n"))
			}
		case p.name == "c" || p.name == "" && p.raw[0] == '<':
		case rows[i] >= from || with[i] >= 0 && rows[with[i]] >= from:
			b.WriteString(p.raw)
		}
	}
	return strings.Trim(b.String(), "\n")
}

// reportRolling reports a track that rolls up.
func (t Track) reportRolling() []Diagnostic {
	repeats, rolling := Rolling(t)
	if !rolling {
		return nil
	}
	message := fmt.Sprintf("captions roll up: %d of %d cues repeat what the one before them showed, so that every line would be translated and shown twice; write rolling: collapse under source: in season.yaml to read each once", repeats, len(t.Cues()))
	return []Diagnostic{{Position: Position{1, 1}, Message: message, Fault: "rolling"}}
}
