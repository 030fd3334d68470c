package subtitles

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// OutCue is a cue to be written.
type OutCue struct {
	// ID is written in WebVTT only; SubRip is numbered.
	ID string
	// Settings are those of the cue's own format: WebVTT's in WebVTT, SubRip's
	// coordinates (X1:… Y1:…) in SubRip. Others are left out.
	Settings   string
	Start, End time.Duration
	// Payload is as Marked.Show gives it for the format.
	Payload string
	// Place is where the cue stands, if neither Settings nor Payload say it.
	Place Place
}

// WriteSRT writes cues as SubRip: UTF-8 without a byte order mark, "\n",
// numbered from 1, in the order of their starts, times to the millisecond and
// never negative, every end behind its start. Blank lines
// inside a payload are left out, because players drop what follows them, and an
// arrow that would be read as times is broken by a word joiner.
func WriteSRT(w io.Writer, cues []OutCue) error {
	out := bufio.NewWriter(w)
	for i, c := range ordered(cues) {
		if i > 0 {
			out.WriteByte('\n')
		}
		fmt.Fprintln(out, i+1)
		c.Payload = placed(c.Payload, c.Place)
		writeCue(out, c, srtSettings(c.Settings), SRT)
	}
	return out.Flush()
}

// WriteVTT writes cues as WebVTT: UTF-8, "\n", in the order of their starts,
// times to the millisecond and never negative, every end behind its start. An identifier or payload that would break the file is made
// harmless: blank lines are left out, and "-->" is written "--&gt;".
func WriteVTT(w io.Writer, cues []OutCue) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "WEBVTT")
	for _, c := range ordered(cues) {
		fmt.Fprintln(out)
		if id := strings.Join(strings.Fields(strings.ReplaceAll(c.ID, "-->", "->")), " "); id != "" {
			fmt.Fprintln(out, safeID(id))
		}
		writeCue(out, c, vttSettings(c.Settings, c.Place), WebVTT)
	}
	return out.Flush()
}

// longestWithoutEnd is how long a cue is shown at most whose times do not say it.
const longestWithoutEnd = time.Second

// ordered are cues in the order of their starts. One that does not end after
// its start ends when the next one starts.
func ordered(cues []OutCue) []OutCue {
	cues = slices.Clone(cues)
	slices.SortStableFunc(cues, func(a, b OutCue) int { return cmp.Compare(a.Start, b.Start) })
	next := time.Duration(-1) // the next start that is later
	for i, c := range slices.Backward(cues) {
		if i+1 < len(cues) && writable(cues[i+1].Start) > writable(c.Start) {
			next = writable(cues[i+1].Start)
		}
		if start := writable(c.Start); writable(c.End) <= start {
			cues[i].Start, cues[i].End = start, start+longestWithoutEnd
			if next > start {
				cues[i].End = min(cues[i].End, next)
			}
		}
	}
	return cues
}

// safeID is an identifier that does not begin another kind of block.
func safeID(id string) string {
	word, _, _ := strings.Cut(id, " ")
	if word == "NOTE" || id == "STYLE" || id == "REGION" {
		return "_" + id
	}
	return id
}

// writeCue writes a cue's times and text; errors stay in out.
func writeCue(out *bufio.Writer, c OutCue, settings string, f Format) {
	out.WriteString(formatTime(c.Start, f) + " --> " + formatTime(c.End, f))
	if settings != "" {
		out.WriteString(" " + settings)
	}
	out.WriteByte('\n')
	if payload := safePayload(c.Payload, f); payload != "" {
		out.WriteString(payload + "\n")
	}
}

// srtSettings are the fields that SubRip knows.
func srtSettings(settings string) string {
	return settingsNamed(settings, "X1", "X2", "Y1", "Y2")
}

// vttSettings are the fields that WebVTT knows, but for a region, which is
// defined in the head of the source file and not in ours; with the line of a
// place where they have none.
func vttSettings(settings string, place Place) string {
	settings = settingsNamed(settings, "vertical", "line", "position", "size", "align")
	if strings.Contains(settings, "line:") || strings.Contains(settings, "vertical:") {
		return settings
	}
	return strings.TrimSpace(settingsOf(place) + " " + settings)
}

// placed is a SubRip payload with its alignment in front, unless it has one or
// stands where subtitles stand anyway.
func placed(payload string, place Place) string {
	switch {
	case payload == "" || strings.Contains(payload, `{\a`):
		return payload
	case place == Top:
		return `{\an8}` + payload
	case place == Middle:
		return `{\an5}` + payload
	}
	return payload
}

// settingsNamed are the fields of settings with one of these names.
func settingsNamed(settings string, names ...string) string {
	var kept []string
	for _, field := range strings.Fields(settings) {
		name, value, ok := strings.Cut(field, ":")
		if ok && value != "" && slices.Contains(names, name) && !strings.Contains(field, "-->") {
			kept = append(kept, field)
		}
	}
	return strings.Join(kept, " ")
}
