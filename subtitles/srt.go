package subtitles

import "fmt"

// srtHead is where a SubRip cue begins: its number's line, or its timing line
// if it has no number.
type srtHead struct {
	first, times int
	timing       timing
	state        timingState
}

// parseSRT reads SubRip. A cue is found by its timing line. The line above it
// is its number if it is made of digits and stands below a blank line or at the
// top, or continues the count. Everything up to the next cue is its payload.
func parseSRT(text string) ([]Segment, []Diagnostic) {
	r := newReader(SRT, text)
	head, ok := r.nextHead(0, 0)
	limit := len(r.lines)
	if ok {
		limit = head.first
	}
	r.addPrologue(limit)
	for ok {
		r.count(head.first, head.times)
		next, more := r.nextHead(head.times+1, head.times+1)
		limit = len(r.lines)
		if more {
			limit = next.first
		}
		r.addSRT(head, limit)
		head, ok = next, more
	}
	if r.cues == 0 {
		r.note(Position{1, 1}, "no cue was found; a SubRip cue is a number, a line \"00:00:01,000 --> 00:00:02,000\", text and a blank line", "")
	}
	return r.segments, r.diagnostics
}

// addPrologue adds what stands before the first cue.
func (r *trackReader) addPrologue(to int) {
	at := 0
	for at < to && r.blank(at) {
		at++
	}
	r.add(KindBlank, 0, at)
	if at < to {
		r.report(at, 0, "this text belongs to no cue and is not shown; give it a number and times, or remove it")
		r.addTrimmed(KindJunk, at, to)
	}
}

// addTrimmed adds the lines [from, to) with the blank lines at their end as a
// segment of their own.
func (r *trackReader) addTrimmed(k Kind, from, to int) {
	last := to
	for last > from && r.blank(last-1) {
		last--
	}
	r.add(k, from, last)
	r.add(KindBlank, last, to)
}

// nextHead finds the next cue at or below line from. Lines above floor belong
// to the timing line before and cannot be this cue's number.
func (r *trackReader) nextHead(from, floor int) (srtHead, bool) {
	for i := from; i < len(r.lines); i++ {
		t, state := readTiming(r.line(i), r.format)
		if state == notTiming {
			continue
		}
		first := r.numberAbove(i, floor)
		if state == isTiming && t.exact || r.beginsBlock(first, i, floor) {
			r.reportAbove(first, i, floor)
			return srtHead{first, i, t, state}, true
		}
		r.report(i, 0, "this line looks like the times of a cue, but stands inside a text and was read as text; if it is a cue, put a blank line above it and correct it")
	}
	return srtHead{}, false
}

// numberAbove is the line of the number that belongs to the timing line i, or i.
func (r *trackReader) numberAbove(i, floor int) int {
	above := i - 1
	if above < floor {
		return i
	}
	free := above == 0 || above > floor && r.blank(above-1)
	if free && r.numberLine(above, true) || r.continues(above) || above > floor && r.goesOn(above) {
		return above
	}
	return i
}

// reportAbove reports that a cue has no blank line above, and a number above its
// timing line i that may be the cue's, but was read as the end of that text.
func (r *trackReader) reportAbove(first, i, floor int) {
	switch {
	case first == 0 || first > floor && r.blank(first-1):
	case first < i && !r.continues(first):
		r.reportFlaw(first, flaw{0, fmt.Sprintf("%q was read as the number of this cue; put a blank line above it, or if it is text, a blank line and a number below it", r.idAt(first)), "number-without-blank"})
	case first == i && r.numberLine(i-1, false) && i > floor:
		r.reportFlaw(i-1, flaw{0, fmt.Sprintf("%q was read as text of the cue above; if it is the number of the cue below, put a blank line above it", r.idAt(i-1)), "number-as-text"})
	default:
		r.report(first, 0, "a blank line is missing above this cue; put one")
	}
}

// beginsBlock reports whether the timing line i stands where a cue may begin.
func (r *trackReader) beginsBlock(first, i, floor int) bool {
	return first < i || i == 0 || i > floor && r.blank(i-1)
}

// addSRT adds the cue or the junk at head, which ends before line to.
func (r *trackReader) addSRT(h srtHead, to int) {
	for _, f := range h.timing.flaws {
		if h.state == badTiming {
			f.message += "; the cue was left out"
			f.fault += "-left-out"
		}
		r.reportFlaw(h.times, f)
	}
	if h.state == badTiming {
		r.addTrimmed(KindJunk, h.first, to)
		return
	}
	r.reportBlanks(h.times+1, to)
	r.addCue(h.first, h.times, to, h.timing)
}

// reportBlanks reports blank lines above and inside the text [from, to).
func (r *trackReader) reportBlanks(from, to int) {
	for to > from && r.blank(to-1) {
		to--
	}
	for i := from; i < to; i++ {
		if !r.blank(i) {
			continue
		}
		if i == from {
			r.report(i, 0, "a blank line stands between the times and the text; many players show nothing: remove it")
		} else {
			r.report(i, 0, "a blank line stands inside the text; many players drop what follows: remove it, or give the text below its own times")
		}
		return
	}
}
