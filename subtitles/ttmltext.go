package subtitles

import (
	"slices"
	"strings"
	"time"
)

// ttmlText is the text of a paragraph at a time.
type ttmlText struct {
	ttmlStyles
	cueText
	at time.Duration
}

// whenever is no time: at it, everything shows that has one.
const whenever = time.Duration(-1)

// payloadAt is what a paragraph shows at a time, as WebVTT cue text.
func (r *ttmlReader) payloadAt(p *ttmlNode, at time.Duration) string {
	for n := p.parent; n != nil; n = n.parent {
		if r.hidden(n, at) {
			return ""
		}
	}
	if region := r.regionOf(p); region != nil && r.hidden(region, at) {
		return ""
	}
	t := ttmlText{ttmlStyles: r.ttmlStyles, at: at}
	t.add(p)
	return t.payload()
}

// add adds an element that is displayed at the time.
func (t *ttmlText) add(n *ttmlNode) {
	if t.hidden(n, t.at) || t.aside(n) {
		return
	}
	preserve := preservesSpace(n)
	visible := t.inherited(n, "visibility", t.at) != "hidden"
	for _, c := range n.children {
		switch {
		case c.name == "span" && c.shownAt(t.at):
			t.add(c)
		case c.name == "br" && c.shownAt(t.at):
			t.breakLine()
		case c.name == "" && strings.TrimSpace(c.text) == "" && t.own(n, "ruby", t.at) != "":
		case c.name == "" && visible && (t.at == whenever || t.at < c.end):
			t.addText(c.text, t.tags(n, t.at), preserve)
		}
	}
}

// shownAt reports whether an element's times include one. That of a paragraph
// that is shown for no time is its begin.
func (n *ttmlNode) shownAt(at time.Duration) bool {
	return at == whenever || n.begin <= at && (at < n.end || n.begin == n.end && !n.hasTimes())
}

// aside reports whether a span is no part of the text: the reading beside a
// character (ruby), and the brackets for where there is no ruby.
func (t *ttmlText) aside(n *ttmlNode) bool {
	return slices.Contains([]string{"text", "textContainer", "delimiter"}, t.own(n, "ruby", t.at))
}

// preservesSpace reports whether white space in an element stands as written.
func preservesSpace(n *ttmlNode) bool {
	for ; n != nil; n = n.parent {
		for _, a := range n.attrs {
			if a.Name.Local == "space" && a.Name.Space == "xml" {
				return a.Value == "preserve"
			}
		}
	}
	return false
}

// addText adds a text that stands in tags. Line ends are blanks, but where they
// stand as written.
func (t *ttmlText) addText(text string, tags []string, preserve bool) {
	for i, line := range strings.Split(normalEOL(text), "\n") {
		if i > 0 && preserve {
			t.breakLine()
		} else if i > 0 {
			t.addSpace(" ")
		}
		for line != "" {
			word := strings.IndexAny(line, " \t")
			if word != 0 {
				if word < 0 {
					word = len(line)
				}
				t.addWord(line[:word], tags)
				line = line[word:]
				continue
			}
			rest := strings.TrimLeft(line, " \t")
			if space := line[:len(line)-len(rest)]; preserve {
				t.addSpace(space)
			} else {
				t.addSpace(" ")
			}
			line = rest
		}
	}
}
