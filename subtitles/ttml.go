package subtitles

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// xmlDeclaration finds the encoding that an XML file declares.
var xmlDeclaration = regexp.MustCompile(`^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*\?>`)

// xmlEncoding is the encoding that an XML file declares, "" if it declares none
// or one that a byte order mark would tell better.
func xmlEncoding(raw []byte) string {
	head := bytes.TrimPrefix(raw[:min(len(raw), 200)], []byte("\xEF\xBB\xBF"))
	m := xmlDeclaration.FindSubmatch(head)
	if m == nil || bytes.HasPrefix(bytes.ToLower(m[1]), []byte("utf")) {
		return ""
	}
	return string(m[1])
}

// ttmlReader reads the paragraphs of a TTML file, with the times, styles and
// texts that TTML2 (https://www.w3.org/TR/ttml2/) gives them.
type ttmlReader struct {
	*trackReader
	ttmlStyles
	clock  ttmlClock
	agents map[string]string
	start  time.Duration // of the programme, which is zero in the cues
}

// parseTTML imports TTML, IMSC, EBU-TT and DFXP. A paragraph is a cue; one whose
// spans come and go is a cue for every text that it shows.
func parseTTML(text string, language language.Tag) ([]Segment, []Diagnostic) {
	tree, brokenAt, broken := ttmlTree(text)
	r := ttmlReader{trackReader: newReader(TTML, text), ttmlStyles: stylesOf(tree), clock: clockOf(tree), agents: agentsOf(tree)}
	r.start = r.clock.startOfProgramme(tree)
	body := tree
	if found := tree.all("body"); len(found) > 0 {
		body = found[0]
	}
	r.addBody(body, language)
	if broken != nil {
		r.reportAt(brokenAt, fmt.Sprintf("the XML is broken here (%v); what follows was left out: correct it", broken))
	}
	if r.cues == 0 {
		r.reportNone(text)
	}
	return r.segments, r.diagnostics
}

// addBody adds the paragraphs of a body, which may be in several languages.
func (r *ttmlReader) addBody(body *ttmlNode, language language.Tag) {
	r.resolve(body, 0, forever)
	r.reportAbsolute(&ttmlNode{children: []*ttmlNode{body}})
	paragraphs := body.all("p")
	r.resolveRegions(paragraphs)
	other := r.otherLanguages(paragraphs, language)
	for _, p := range paragraphs {
		if !other[p] {
			r.addParagraph(p)
		}
	}
	r.endIndefinite()
}

// reportNone reports a file without a cue.
func (r *ttmlReader) reportNone(text string) {
	message := "no cue was found; a TTML cue is a <p> with begin and end"
	if strings.Contains(text, "backgroundImage") || strings.Contains(text, "<image") {
		message = "no cue was found; the subtitles of this file are pictures: ask for a file with text"
	}
	r.note(Position{1, 1}, message, "")
}

// addParagraph adds a paragraph as its cues, as a note if it is never shown, or
// as junk if its times cannot be read.
func (r *ttmlReader) addParagraph(p *ttmlNode) {
	if !p.closed {
		return
	}
	at := r.positionOf(p.at)
	leftOut := func(k Kind, why string) {
		if why != "" {
			r.note(at, fmt.Sprintf("this paragraph %s and was left out; correct it", why), "paragraph-left-out")
		}
		r.segments = append(r.segments, Segment{Kind: k, Raw: r.inner(p), Position: at})
	}
	reversed := p.ownEnd <= p.begin && p.begin < forever
	switch {
	case p.flaw != "":
		leftOut(KindJunk, "cannot be read ("+p.flaw+")")
	case !r.timed(p):
		leftOut(KindJunk, "has no times")
	case reversed && p.begin <= longestTime:
		r.reportEnd(at, p.begin, p.ownEnd)
		r.addShown(p, at, p.begin, p.ownEnd, r.payloadAt(p, whenever))
	case p.begin > longestTime || p.end != forever && p.end > longestTime:
		leftOut(KindJunk, "cannot be read (its times cannot be)")
	case p.begin >= p.end && p.hasText():
		leftOut(KindNote, "is never shown, because its times lie outside those of what it stands in,")
	default:
		if len(r.showings(p, at)) == 0 {
			leftOut(KindNote, "")
		}
	}
}

// showings adds the cues of a paragraph: one for every text that it shows.
func (r *ttmlReader) showings(p *ttmlNode, at Position) (added []Segment) {
	if p.attribute("begin") == "" && p.attribute("end") != "" && !p.parent.begins() {
		r.note(at, "the paragraph has no begin and was read as beginning with what it stands in; write one", "")
	}
	before := len(r.segments)
	times := r.changes(p)
	if len(times) > ttmlChanges {
		r.note(at, fmt.Sprintf("the paragraph changes its text more than %d times and was read as one cue with all of it; divide it", ttmlChanges), "")
	}
	if len(times) > ttmlChanges || p.absolute {
		r.addShown(p, at, p.begin, p.end, r.payloadAt(p, whenever))
		return r.segments[before:]
	}
	for i, begin := range times[:len(times)-1] {
		end, payload := times[i+1], r.payloadAt(p, begin)
		if last := len(r.segments) - 1; last >= before && r.segments[last].Cue.Payload == payload && r.segments[last].Cue.End == r.inCue(begin) {
			r.segments[last].Cue.End = r.inCue(end)
			continue
		}
		if payload != "" || !p.hasText() {
			r.addShown(p, at, begin, end, payload)
		}
	}
	return r.segments[before:]
}

// ttmlChanges bounds how often a paragraph may change what it shows: with every
// change, all of it may be shown again.
const ttmlChanges = 500

// changes are the times between which the text of p stays the same, from its
// begin to its end.
func (r *ttmlReader) changes(p *ttmlNode) []time.Duration {
	times := []time.Duration{p.begin, p.end}
	for _, n := range r.changing(p) {
		for _, at := range []time.Duration{n.begin, n.end} {
			if at > p.begin && at < p.end {
				times = append(times, at)
			}
		}
	}
	slices.Sort(times)
	times = slices.Compact(times)
	if len(times) == 1 { // shown for no time
		times = append(times, p.end)
	}
	return times
}

// changing are the elements that may change what p shows: those in it, and the
// animations of what it stands in.
func (r *ttmlReader) changing(p *ttmlNode) []*ttmlNode {
	all := slices.Concat(p.all("span"), p.all("br"), p.all("set"))
	around := []*ttmlNode{r.regionOf(p)}
	for n := p.parent; n != nil; n = n.parent {
		around = append(around, n)
	}
	for _, n := range around {
		if n != nil {
			all = append(all, n.sets...)
		}
	}
	return all
}

// addShown adds a cue.
func (r *ttmlReader) addShown(p *ttmlNode, at Position, begin, end time.Duration, payload string) {
	cue := Cue{Start: r.inCue(begin), End: r.inCue(end), Settings: settingsOf(r.placeOf(p)), Payload: payload, Speaker: r.speakerOf(p), Position: at}
	r.cues++
	r.segments = append(r.segments, Segment{Kind: KindCue, Raw: r.inner(p), Cue: &cue, Position: at})
}

// inCue is a time of the document as one of a cue: from the start of the
// programme, to the millisecond.
func (r *ttmlReader) inCue(d time.Duration) time.Duration {
	if d == forever {
		return forever
	}
	return max(d-r.start, 0).Round(time.Millisecond)
}

// inner is the XML inside an element.
func (r *ttmlReader) inner(n *ttmlNode) string { return r.text[n.innerAt:max(n.innerAt, n.innerEnd)] }

// indefiniteLength is how long a cue lasts whose end nothing says.
const indefiniteLength = 5 * time.Second

// endIndefinite gives the cues that nothing ends an end: when the next begins.
func (r *ttmlReader) endIndefinite() {
	var starts []time.Duration
	for _, s := range r.segments {
		if s.Cue != nil {
			starts = append(starts, s.Cue.Start)
		}
	}
	slices.Sort(starts)
	for _, s := range r.segments {
		if s.Cue == nil || s.Cue.End != forever {
			continue
		}
		s.Cue.End = s.Cue.Start + indefiniteLength
		if next, _ := slices.BinarySearch(starts, s.Cue.Start+1); next < len(starts) {
			s.Cue.End = starts[next]
		}
		r.note(s.Position, "the paragraph has no end and was read as ending when the next begins; write its end", "")
	}
}
