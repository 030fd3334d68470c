package subtitles

import "strings"

// cueText is a cue's text as it is put together from words and their style: its
// lines as WebVTT cue text. White space is written only between words of one
// line, and lines without words are left out.
type cueText struct {
	b     strings.Builder
	style overrideStyle
	// space is the white space, or the line end, before the next word.
	space string
	begun bool // the line has text
}

// addSpace adds white space; the first of several counts.
func (t *cueText) addSpace(space string) {
	if t.begun && t.space == "" {
		t.space = space
	}
}

// addWord adds text without white space at its ends that stands in tags.
func (t *cueText) addWord(word string, tags []string) {
	t.begun = true
	t.b.WriteString(t.moved(tags))
	t.b.WriteString(escapeText(word))
}

// moved is the white space and the tags between the text before and one that
// stands in tags: first the tags that end, then the space, then those that begin.
func (t *cueText) moved(tags []string) string {
	space := t.space
	t.space, t.style.wanted = "", tags
	changed := t.style.tags()
	at := 0
	for strings.HasPrefix(changed[at:], "</") {
		at += strings.IndexByte(changed[at:], '>') + 1
	}
	return changed[:at] + space + changed[at:]
}

// breakLine begins another line.
func (t *cueText) breakLine() {
	if t.begun {
		t.space, t.begun = "\n", false
	}
}

// payload is the text, with every tag closed.
func (t *cueText) payload() string {
	t.style.wanted = nil
	t.b.WriteString(t.style.tags())
	return t.b.String()
}
