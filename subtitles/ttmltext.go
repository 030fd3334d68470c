package subtitles

import (
	"slices"
	"strings"
	"time"
)

// ttmlText is the text of a paragraph as it is put together: its lines as
// WebVTT cue text.
type ttmlText struct {
	ttmlStyles
	at    time.Duration
	b     strings.Builder
	style overrideStyle
	// space is white space that is written if text follows on the same line.
	space string
	begun bool // the line has text
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
	t.style.wanted = nil
	t.b.WriteString(t.style.tags())
	return strings.TrimRight(t.b.String(), "\n")
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

// addSpace adds white space, once, if it is inside a line.
func (t *ttmlText) addSpace(space string) {
	if t.begun && t.space == "" {
		t.space = space
	}
}

// addWord adds text without white space at its ends.
func (t *ttmlText) addWord(word string, tags []string) {
	t.begun = true
	t.b.WriteString(t.moved(tags))
	t.b.WriteString(escapeText(word))
}

// moved is the white space and the tags between the text before and one that
// stands in tags: first the tags that end, then the space, then those that begin.
func (t *ttmlText) moved(tags []string) string {
	space := t.space
	t.space, t.style.wanted = "", tags
	changed := t.style.tags()
	at := 0
	for strings.HasPrefix(changed[at:], "</") {
		at += strings.IndexByte(changed[at:], '>') + 1
	}
	return changed[:at] + space + changed[at:]
}

// breakLine begins another line; an empty one is not kept.
func (t *ttmlText) breakLine() {
	if t.begun {
		t.space, t.begun = "\n", false
	}
}
