package subtitles

import "strings"

// parseVTT reads WebVTT by the block structure of the W3C recommendation
// (https://www.w3.org/TR/webvtt1/#file-parsing). Where that would drop a cue
// that can be read (times of an unusual form, no WEBVTT line, an arrow inside a
// text), the cue is kept with a diagnostic.
func parseVTT(text string) ([]Segment, []Diagnostic) {
	r := newReader(WebVTT, text)
	signed := false
	for at := 0; at < len(r.lines); {
		end := at
		for end < len(r.lines) && r.blank(end) {
			end++
		}
		r.add(KindBlank, at, end)
		if at = end; at == len(r.lines) {
			break
		}
		for end < len(r.lines) && r.line(end) != "" {
			end++
		}
		if !signed && r.cues == 0 && signature(r.line(at)) {
			signed = true
			at = r.addHeader(at, end)
		} else {
			at = r.addBlock(at, end)
		}
	}
	r.reportVTT(signed)
	return r.segments, r.diagnostics
}

// signature reports whether a line is the first line of a WebVTT file.
func signature(line string) bool {
	rest, ok := strings.CutPrefix(strings.TrimLeftFunc(line, isFiller), "WEBVTT")
	return ok && (rest == "" || rest[0] == ' ' || rest[0] == '\t')
}

// reportVTT reports what is wrong with the file as a whole.
func (r *trackReader) reportVTT(signed bool) {
	switch {
	case !signed:
		d := Diagnostic{Position: Position{1, 1}, Message: "the first line is not WEBVTT, so players refuse the file; it was read all the same: write WEBVTT and a blank line at the top"}
		r.diagnostics = append([]Diagnostic{d}, r.diagnostics...)
	case !strings.HasPrefix(r.text, "WEBVTT"):
		d := Diagnostic{Position: Position{1, 1}, Message: "WEBVTT does not stand at the very beginning, so players refuse the file; it was read all the same: remove what stands before it"}
		r.diagnostics = append([]Diagnostic{d}, r.diagnostics...)
	}
	if r.cues == 0 {
		r.note(Position{max(len(r.lines), 1), 1}, "no cue was found", "")
	}
}

// addHeader adds the WEBVTT line and what belongs to it, and says where the
// next block begins: below, or at times that lack their blank line.
func (r *trackReader) addHeader(at, end int) int {
	for i := at + 1; i < end; i++ {
		if _, state := readTiming(r.line(i), r.format); state == isTiming {
			if i > at+1 && r.numberLine(i-1, false) {
				i--
			}
			r.report(i, 0, "a blank line is missing between the head of the file and this cue; put one")
			end = i
			break
		}
	}
	r.add(KindHeader, at, end)
	return end
}

// addBlock adds the block of lines [at, end), or the first of the blocks in it
// where a blank line is missing, and says where the next begins.
func (r *trackReader) addBlock(at, end int) int {
	times, t, state := r.blockTimes(at, end)
	if state == isTiming {
		r.count(at, times)
	}
	limit := r.blockEnd(max(times, at)+1, end, state == isTiming)
	if limit < end {
		r.report(limit, 0, "a blank line is missing above this cue; put one")
	}
	for _, f := range t.flaws {
		if state == badTiming {
			f.message += "; the cue was left out"
			f.fault += "-left-out"
		}
		r.reportFlaw(times, f)
	}
	switch {
	case state == isTiming:
		r.reportArrows(times+1, limit)
		r.addCue(at, times, limit, t)
	case state == badTiming:
		r.add(KindJunk, at, limit)
	default:
		r.addOther(at, limit)
	}
	return limit
}

// blockTimes finds the timing line of a block: its first line, or its second.
func (r *trackReader) blockTimes(at, end int) (int, timing, timingState) {
	bad, badAt := timing{}, -1
	for i := at; i < min(at+2, end); i++ {
		t, state := readTiming(r.line(i), r.format)
		if state == isTiming {
			return i, t, state
		}
		if state == badTiming && badAt < 0 {
			bad, badAt = t, i
		}
	}
	if badAt < 0 {
		return -1, timing{}, notTiming
	}
	return badAt, bad, badTiming
}

// blockEnd is where a block ends for want of a blank line: at the next times,
// or at the number above them if it continues the count or goes on.
func (r *trackReader) blockEnd(from, end int, cue bool) int {
	for i := from; i < end; i++ {
		next, state := readTiming(r.line(i), r.format)
		if state != isTiming || !next.exact {
			continue
		}
		if above := i - 1; cue && above >= from && (r.continues(above) || r.numberLine(above, false) && r.blank(above-1) || above > from && r.goesOn(above)) {
			return above
		}
		return i
	}
	return end
}

// addOther adds a block that is no cue.
func (r *trackReader) addOther(at, end int) {
	first := strings.TrimRight(r.line(at), " \t")
	word, _, _ := strings.Cut(strings.ReplaceAll(first, "\t", " "), " ")
	switch {
	case word == "NOTE":
		r.add(KindNote, at, end)
	case first == "STYLE" || first == "REGION":
		kind := KindStyle
		if first == "REGION" {
			kind = KindRegion
		}
		if r.cues > 0 {
			r.report(at, 0, first+" stands below the first cue, where players skip it; move it to the top")
		}
		r.add(kind, at, end)
	default:
		r.report(at, 0, "this text belongs to no cue and is not shown; if it belongs to the cue above, remove the blank line between them")
		r.add(KindJunk, at, end)
	}
}

// reportArrows reports arrows inside the text [from, to).
func (r *trackReader) reportArrows(from, to int) {
	for i := from; i < to; i++ {
		if at := strings.Index(r.line(i), "-->"); at >= 0 {
			r.report(i, at, "players end the text at \"-->\"; it was read as text: write --&gt;")
		}
	}
}
