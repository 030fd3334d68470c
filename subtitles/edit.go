package subtitles

import (
	"fmt"
	"strings"
	"time"
)

// WithPayload is the track with the i-th cue's payload replaced; every other
// byte of the file is kept. The payload's "\n" become the line ends that the
// cue uses. What would end the cue or start another is made harmless: blank
// lines are left out, and an arrow that would be read as times is broken by a
// word joiner (SubRip) or written as an entity (WebVTT). The payload that the
// cue has already changes nothing. It panics if there is no i-th cue, as an
// index into Cues would.
func (t Track) WithPayload(i int, payload string) Track {
	return t.withCue(i, func(s Segment) Segment { return s.withPayload(payload, t.Format) })
}

// withPayload is the segment of a cue with another payload.
func (s Segment) withPayload(payload string, f Format) Segment {
	if s.Cue.Payload == payload {
		return s
	}
	cue := *s.Cue
	cue.Payload = safePayload(payload, f)
	s.Cue = &cue
	if s.Raw == "" || !f.lossless() {
		return s
	}
	return s.withBody(strings.ReplaceAll(cue.Payload, "\n", s.lineEnd()))
}

// withBody is the segment with body where the payload was.
func (s Segment) withBody(body string) Segment {
	head, tail := s.Raw[:s.parts.body], s.Raw[s.parts.bodyEnd:]
	was := s.parts.body < s.parts.bodyEnd
	switch {
	case !was && body != "":
		eol := s.lineEnd()
		if s.parts.timingEnd == len(s.Raw) {
			head += eol
		}
		tail = eol + tail
	case was && body == "":
		tail = strings.TrimPrefix(strings.TrimPrefix(tail, "\r"), "\n")
	}
	s.Raw = head + body + tail
	s.parts.body, s.parts.bodyEnd = len(head), len(head)+len(body)
	return s
}

// WithTimes is the track with the i-th cue's times replaced; every other byte
// of the file is kept, and so is a time that stays the same. Times are written
// to the millisecond; a negative time is written as zero. It panics if there
// is no i-th cue, as an index into Cues would.
func (t Track) WithTimes(i int, start, end time.Duration) Track {
	return t.withCue(i, func(s Segment) Segment { return s.withTimes(start, end, t.Format) })
}

// withTimes is the segment of a cue with other times.
func (s Segment) withTimes(start, end time.Duration, f Format) Segment {
	cue := *s.Cue
	start, end = writable(start), writable(end)
	oldStart, oldEnd := cue.Start, cue.End
	cue.Start, cue.End = start, end
	s.Cue = &cue
	if s.Raw == "" || !f.lossless() {
		return s
	}
	// The end first, so that the offsets of the start stay right.
	if s.parts.end == s.parts.endEnd {
		s = s.withBlank()
		oldEnd = -1
	}
	if end != oldEnd {
		s = s.replace(s.parts.end, s.parts.endEnd, timeLike(s.Raw[s.parts.end:s.parts.endEnd], end, f))
	}
	if start != oldStart {
		text := timeLike(s.Raw[s.parts.start:s.parts.startEnd], start, f)
		s = s.replace(s.parts.start, s.parts.startEnd, text)
	}
	return s
}

// lossless reports whether a track's raw text can be changed and written.
func (f Format) lossless() bool { return f == SRT || f == WebVTT }

// withCue is the track with change applied to a copy of its i-th cue.
func (t Track) withCue(i int, change func(Segment) Segment) Track {
	segments := append([]Segment(nil), t.Segments...)
	n := -1
	for at, s := range segments {
		if s.Cue == nil {
			continue
		}
		if n++; n == i {
			segments[at] = change(s)
			t.Segments = segments
			return t
		}
	}
	panic(fmt.Sprintf("subtitles: cue %d of a track with %d", i, n+1))
}

// replace puts text in place of Raw[from:to], which lies in the timing line,
// and moves the offsets behind it.
func (s Segment) replace(from, to int, text string) Segment {
	by := len(text) - (to - from)
	s.Raw = s.Raw[:from] + text + s.Raw[to:]
	if s.parts.end > from {
		s.parts.end += by
	}
	for _, at := range []*int{&s.parts.startEnd, &s.parts.endEnd, &s.parts.timingEnd, &s.parts.body, &s.parts.bodyEnd} {
		if *at >= to {
			*at += by
		}
	}
	return s
}

// withBlank is the segment of a cue without an end time with a blank where that
// belongs, behind the arrow.
func (s Segment) withBlank() Segment {
	if strings.HasSuffix(s.Raw[:s.parts.end], " ") {
		return s
	}
	s = s.replace(s.parts.end, s.parts.endEnd, " ")
	s.parts.end = s.parts.endEnd
	return s
}

// lineEnd is the line end of the cue's timing line, "\n" if it has none.
func (s Segment) lineEnd() string {
	rest := s.Raw[s.parts.timingEnd:]
	switch {
	case strings.HasPrefix(rest, "\r\n"):
		return "\r\n"
	case strings.HasPrefix(rest, "\r"):
		return "\r"
	}
	return "\n"
}

// safePayload is a payload that stays inside its cue: "\n" is its only line
// end, no line is blank, and no line reads as times.
func safePayload(payload string, f Format) string {
	lines := strings.Split(normalEOL(payload), "\n")
	kept := lines[:0]
	for _, l := range lines {
		if strings.TrimSpace(l) == "" {
			continue
		}
		if f == WebVTT {
			l = strings.ReplaceAll(l, "-->", "--&gt;")
		} else if _, state := readTiming(l, f); state != notTiming {
			l = strings.ReplaceAll(l, ">", wordJoiner+">")
		}
		kept = append(kept, l)
	}
	return strings.Join(kept, "\n")
}

// normalEOL is s with every line end written "\n".
func normalEOL(s string) string {
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
