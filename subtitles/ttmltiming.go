package subtitles

import (
	"fmt"
	"strings"
	"time"
)

// timed reports whether a paragraph, its region, or an element around or inside
// it has times.
func (r *ttmlReader) timed(n *ttmlNode) bool {
	if region := r.regionOf(n); region != nil && region.hasTimes() {
		return true
	}
	for at := n; at != nil; at = at.parent {
		if at.hasTimes() {
			return true
		}
	}
	return n.timedInside()
}

func (n *ttmlNode) timedInside() bool {
	for _, c := range n.children {
		if c.name == "span" && (c.hasTimes() || c.timedInside()) {
			return true
		}
	}
	return false
}

// hasTimes reports whether an element has times of its own.
func (n *ttmlNode) hasTimes() bool {
	return n.attribute("begin") != "" || n.attribute("end") != "" || n.attribute("dur") != ""
}

// begins reports whether n or an element around it has a begin.
func (n *ttmlNode) begins() bool {
	for at := n; at != nil; at = at.parent {
		if at.attribute("begin") != "" || at.sequence() {
			return true
		}
	}
	return false
}

// sequence reports whether the children of an element follow each other.
func (n *ttmlNode) sequence() bool { return n.attribute("timeContainer") == "seq" }

// reportAbsolute reports elements in which times were read against the standard.
func (r *ttmlReader) reportAbsolute(n *ttmlNode) {
	for _, c := range n.children {
		if c.absolute && c.name != "span" {
			r.note(r.positionOf(c.at), fmt.Sprintf("times in this <%s> are written as if they counted from where its own do, and were read so; by the standard they count from its begin", c.name), "times-absolute:"+c.name)
		}
		r.reportAbsolute(c)
	}
}

// resolve gives an element and what is in it its times (TTML2, 12.2 to 12.4).
// Its times count from ref: the begin of the element around it, or where that is
// a sequence, the end of the one before it. It ends at limit at the latest.
//
// What has neither end nor dur lasts as long as what is in it; a text, as long
// as the element around it, and in a sequence for no time.
func (r *ttmlReader) resolve(n *ttmlNode, ref, limit time.Duration) {
	n.begin, n.ownEnd = r.after(ref, n, "begin"), forever
	if n.attribute("dur") != "" {
		n.ownEnd = r.after(n.begin, n, "dur")
	}
	if n.attribute("end") != "" {
		n.ownEnd = min(n.ownEnd, r.after(ref, n, "end"))
	}
	inside := n.begin
	if n.absolute = r.writtenAbsolute(n); n.absolute {
		inside = ref
	}
	last := r.resolveInside(n, inside, min(limit, n.ownEnd))
	if n.end = n.ownEnd; n.end == forever {
		n.end = last
	}
	n.end = min(n.end, limit)
}

// resolveRegions gives the regions their times, and ends the paragraphs with
// those in which they are shown.
func (r *ttmlReader) resolveRegions(paragraphs []*ttmlNode) {
	for _, region := range r.regions {
		r.resolve(region, 0, forever)
		region.end = region.ownEnd
	}
	for _, p := range paragraphs {
		if region := r.regionOf(p); region != nil && region.hasTimes() {
			p.begin, p.end = max(p.begin, region.begin), min(p.end, region.end)
		}
	}
}

// writtenAbsolute reports whether the times in an element are plainly meant to
// count from where its own do: all of them lie between its begin and its end as
// written, and one would never be shown if they counted from its begin.
func (r *ttmlReader) writtenAbsolute(n *ttmlNode) bool {
	begin, end, ok := r.written(n)
	if !ok || begin == 0 || n.sequence() {
		return false
	}
	outside := false
	for _, c := range n.children {
		if !c.hasTimes() {
			continue
		}
		from, to, ok := r.written(c)
		if !ok || from < begin || to > end {
			return false
		}
		outside = outside || from >= end-begin
	}
	return outside
}

// written are the begin and the end of an element as written, false if it does
// not say both.
func (r *ttmlReader) written(n *ttmlNode) (begin, end time.Duration, ok bool) {
	begin, err := r.clock.time(n.attribute("begin"))
	if err != nil {
		return 0, 0, false
	}
	if end, err = r.clock.time(n.attribute("end")); err == nil {
		return begin, end, true
	}
	end, err = r.clock.time(n.attribute("dur"))
	return begin, begin + end, err == nil
}

// resolveInside gives what is in an element its times, counted from the time from
// (from the one before, in a sequence), and says when the last of it ends.
func (r *ttmlReader) resolveInside(n *ttmlNode, from, limit time.Duration) (last time.Duration) {
	last = n.begin
	if n.name == "br" || n.name == "set" {
		return forever
	}
	for _, c := range n.children {
		ref := from
		if n.sequence() {
			ref = last
		}
		switch c.name {
		case "":
			if !n.sequence() {
				c.begin, c.end = n.begin, limit
				if (n.name == "p" || n.name == "span") && strings.TrimSpace(c.text) != "" {
					last = forever
				}
			}
		case "set":
			r.resolve(c, n.begin, limit)
		case "body", "div", "p", "span", "br", "tt":
			r.resolve(c, ref, limit)
			last = max(last, c.end)
		}
	}
	return last
}

// after is the time of an attribute, counted from ref; ref if there is none, or
// none that can be read.
func (r *ttmlReader) after(ref time.Duration, n *ttmlNode, name string) time.Duration {
	value := n.attribute(name)
	if value == "" {
		return ref
	}
	d, err := r.clock.time(value)
	if err != nil {
		n.flaw = err.Error()
		if n.name != "p" {
			r.note(r.positionOf(n.at), fmt.Sprintf("the %s of this <%s> cannot be read (%v) and was passed over; correct it", name, n.name, err), "time-passed-over")
		}
		if name != "begin" {
			return forever
		}
		return ref
	}
	if ref >= forever-d {
		return forever
	}
	return ref + d
}
