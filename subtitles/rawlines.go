package subtitles

import (
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// rawLine is one line of a text: text[at:end] without its line end, which
// reaches to next.
type rawLine struct{ at, end, next int }

// splitRaw splits a text at "\r\n", "\n" and "\r". The lines joined are the
// text; a last line without a line end has end == next.
func splitRaw(text string) []rawLine {
	lines := make([]rawLine, 0, max(strings.Count(text, "\n"), strings.Count(text, "\r"))+1)
	for at := 0; at < len(text); {
		n := strings.IndexAny(text[at:], "\r\n")
		if n < 0 {
			return append(lines, rawLine{at, len(text), len(text)})
		}
		end := at + n
		next := end + 1
		if text[end] == '\r' && next < len(text) && text[next] == '\n' {
			next++
		}
		lines = append(lines, rawLine{at, end, next})
		at = next
	}
	return lines
}

// trackReader is what both line-based readers share: the text as lines, and
// the segments and diagnostics that have been read.
type trackReader struct {
	format      Format
	text        string
	lines       []rawLine
	segments    []Segment
	diagnostics []Diagnostic
	// number is the last cue's number, as written or as counted; numbered says
	// that it was written.
	number   int
	numbered bool
	cues     int
}

// newReader reads a text as lines. A clean file has a cue and a blank line for
// every four lines.
func newReader(f Format, text string) *trackReader {
	lines := splitRaw(text)
	return &trackReader{format: f, text: text, lines: lines, segments: make([]Segment, 0, len(lines)/2)}
}

// line is the i-th line without its line end.
func (r *trackReader) line(i int) string { return r.text[r.lines[i].at:r.lines[i].end] }

// raw is the lines [from, to) with their line ends.
func (r *trackReader) raw(from, to int) string { return r.text[r.lines[from].at:r.lines[to-1].next] }

// blank reports whether line i holds nothing visible.
func (r *trackReader) blank(i int) bool { return strings.TrimFunc(r.line(i), isFiller) == "" }

// report adds a diagnostic at a byte offset of line i.
func (r *trackReader) report(i, offset int, message string) {
	line := r.line(i)
	p := Position{Line: i + 1, Column: utf8.RuneCountInString(line[:min(offset, len(line))]) + 1}
	r.note(p, message, "")
}

// reportFlaw adds a flaw of line i as a diagnostic.
func (r *trackReader) reportFlaw(i int, f flaw) {
	r.report(i, f.at, f.message)
	r.diagnostics[len(r.diagnostics)-1].Fault = f.fault
}

// reportEnd reports a cue that does not end after its start.
func (r *trackReader) reportEnd(at Position, start, end time.Duration) {
	switch {
	case end < start:
		r.note(at, "the cue ends before it starts; correct its times", "")
	case end == start:
		r.note(at, noDuration, "")
	}
}

// note adds a diagnostic.
func (r *trackReader) note(at Position, message, fault string) {
	r.diagnostics = append(r.diagnostics, Diagnostic{Position: at, Message: message, Fault: fault})
}

// positionOf is the place of a byte offset in the text.
func (r *trackReader) positionOf(offset int) Position {
	i := sort.Search(len(r.lines), func(i int) bool { return r.lines[i].at > offset }) - 1
	if i < 0 {
		return Position{1, 1}
	}
	return Position{i + 1, utf8.RuneCountInString(r.text[r.lines[i].at:min(offset, len(r.text))]) + 1}
}

// reportAt adds a diagnostic at a byte offset of the text.
func (r *trackReader) reportAt(offset int, message string) {
	r.note(r.positionOf(offset), message, "")
}

// add adds the lines [from, to) as a segment, if there are any.
func (r *trackReader) add(k Kind, from, to int) {
	if from < to {
		r.segments = append(r.segments, Segment{Kind: k, Raw: r.raw(from, to), Position: Position{from + 1, 1}})
	}
}

// addCue adds a cue whose lines are [first, to): an identifier if first <
// times, the times, the payload. Blank lines behind the payload become their
// own segment.
func (r *trackReader) addCue(first, times, to int, t timing) {
	last := to
	for last > times+1 && r.blank(last-1) {
		last--
	}
	body := times + 1
	for body < last && r.blank(body) {
		body++
	}
	s := Segment{Kind: KindCue, Raw: r.raw(first, last), Position: Position{first + 1, 1}}
	base, at := r.lines[first].at, r.lines[times].at-r.lines[first].at
	s.parts = cueParts{
		start: at + t.startAt, startEnd: at + t.startN, end: at + t.endAt, endEnd: at + t.endN,
		timingEnd: r.lines[times].end - base, body: len(s.Raw), bodyEnd: len(s.Raw),
	}
	cue := Cue{Start: t.start, End: t.end, Settings: t.settings, Position: s.Position}
	if body < last {
		s.parts.body, s.parts.bodyEnd = r.lines[body].at-base, r.lines[last-1].end-base
		cue.Payload = normalEOL(s.Raw[s.parts.body:s.parts.bodyEnd])
	}
	if first < times {
		cue.ID = r.idAt(first)
	}
	s.Cue = &cue
	r.cues++
	r.segments = append(r.segments, s)
	r.add(KindBlank, last, to)
}

// idAt is line i as an identifier.
func (r *trackReader) idAt(i int) string { return strings.TrimFunc(r.line(i), isFiller) }

// count notes the number of the cue whose identifier is on line first, or that
// has none if that is its timing line.
func (r *trackReader) count(first, times int) {
	r.number++
	r.numbered = first < times && r.numberLine(first, true)
	if first == times {
		return
	}
	if n, err := strconv.Atoi(r.idAt(first)); err == nil {
		r.number = n
	}
}

// continues reports whether line i is the very number that follows the last
// cue's, as it stands above times that follow a text without a blank line.
func (r *trackReader) continues(i int) bool {
	n, err := strconv.Atoi(r.idAt(i))
	return err == nil && n == r.number+1
}

// longestJump is how far the numbers of a track jump at most; a greater number is
// a year or an amount.
const longestJump = 1000

// goesOn reports whether line i is a number that may be the next cue's, in a
// track whose cues are numbered: not the very next, where lines were taken out.
func (r *trackReader) goesOn(i int) bool {
	n, err := strconv.Atoi(r.idAt(i))
	return err == nil && r.numbered && r.numberLine(i, false) && n <= r.number+longestJump
}

// numberLine reports whether line i is a cue number by its form: digits, or
// digits with a short tail such as "5a".
func (r *trackReader) numberLine(i int, tail bool) bool {
	s := r.idAt(i)
	n := digitsIn(s)
	return n > 0 && (n == len(s) || tail && len(s)-n <= 2 && !strings.ContainsAny(s, " \t:,.!?"))
}
