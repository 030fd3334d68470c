package subtitles

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Position is a place in a file's text. Lines and columns count from 1,
// columns in runes. In the binary format STL, Line is the number of the text
// block.
type Position struct{ Line, Column int }

// String is "3:7".
func (p Position) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// Diagnostic is something in a file that is not as it should be: where it is,
// how it was read all the same, and the remedy.
type Diagnostic struct {
	Position
	Message string
	// Fault names the kind of diagnostic where the Message quotes the file and
	// so differs from place to place; otherwise it is "". See Kind.
	Fault string
}

// Kind is the same for diagnostics that say the same of different places, so
// that they can be counted together. It is no text for people.
func (d Diagnostic) Kind() string { return cmp.Or(d.Fault, d.Message) }

// String is "3:7: message".
func (d Diagnostic) String() string { return d.Position.String() + ": " + d.Message }

// Kind says what a segment of a track is.
type Kind int

// The kinds of segments.
const (
	// KindHeader is a file's head: WEBVTT and what follows it, [Script Info].
	KindHeader Kind = iota
	// KindNote is a comment.
	KindNote
	// KindStyle is a style sheet.
	KindStyle
	// KindRegion is a WebVTT region.
	KindRegion
	// KindCue is a cue.
	KindCue
	// KindBlank is one or more blank lines between other segments.
	KindBlank
	// KindJunk is what could not be read; a Diagnostic says why.
	KindJunk
)

// String is the kind's name in lower case.
func (k Kind) String() string {
	names := [...]string{"header", "note", "style", "region", "cue", "blank", "junk"}
	if k < 0 || int(k) >= len(names) {
		return fmt.Sprintf("kind %d", int(k))
	}
	return names[k]
}

// Segment is a stretch of whole lines of a track.
type Segment struct {
	Kind Kind
	// Raw is the segment exactly as it stands in the decoded file, its line
	// ends included. In an imported TTML track it is the XML inside the
	// paragraph, once for every cue that the paragraph makes; in STL it is empty.
	Raw string
	// Cue is what the segment says if it is a KindCue, otherwise nil.
	Cue      *Cue
	Position Position
	// parts are where in Raw the changeable things are.
	parts cueParts
}

// cueParts are byte offsets into a cue segment's Raw.
type cueParts struct {
	start, startEnd int // the start time
	end, endEnd     int // the end time; both the same if it is missing
	timingEnd       int // the end of the timing line, before its line end
	body, bodyEnd   int // the payload, without the end of its last line
}

// Cue is timed text.
type Cue struct {
	// ID is the line above the times: SubRip's number, WebVTT's identifier;
	// "" if there is none.
	ID string
	// Start and End are never negative. A cue without an end has End ==
	// Start, and a Diagnostic.
	Start, End time.Duration
	// Settings is what follows the times on their line, trimmed. In SSA, TTML and
	// STL it is where the cue stands, as a WebVTT line setting; "" below.
	Settings string
	// Payload is the text with its markup; lines are separated by "\n",
	// whatever the file uses. Blank lines at its ends are not part of it.
	// SRT and WebVTT payloads are as written. An SSA payload has "\n" for \N
	// and keeps its {…} overrides but for drawings and karaoke; {\i1} stands in
	// front where its style is italic. TTML and STL payloads are WebVTT cue text
	// (<i>, <b>, <u>, &amp;).
	Payload string
	// Speaker is who speaks where the format has a field for it (SSA's Name,
	// TTML's agent); speakers written inside the text are found by Script.
	Speaker  string
	Position Position
}

// Track is a subtitle file.
type Track struct {
	Format   Format
	Encoding Encoding
	Segments []Segment
}

// Cues are the track's cues in the order of the file.
func (t Track) Cues() []Cue {
	cues := make([]Cue, 0, len(t.Segments)/2+1)
	for _, s := range t.Segments {
		if s.Cue != nil {
			cues = append(cues, *s.Cue)
		}
	}
	return cues
}

// Text is the raw segments joined: the decoded file, but in TTML and STL.
func (t Track) Text() string {
	var b strings.Builder
	for _, s := range t.Segments {
		b.WriteString(s.Raw)
	}
	return b.String()
}

// Bytes is the file in its own encoding: for a track that was not changed, the
// bytes that Parse was given. It fails for imported formats, which are not
// written, and for a new text that the encoding cannot carry.
func (t Track) Bytes() ([]byte, error) {
	if t.Format != SRT && t.Format != WebVTT {
		return nil, fmt.Errorf("a track of format %q is only imported; write it with WriteSRT or WriteVTT", t.Format)
	}
	return Encode(t.Text(), t.Encoding)
}
