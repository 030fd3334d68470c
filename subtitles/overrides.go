package subtitles

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// override is a command of an override block that other formats have something
// for, without its backslash. \r is back to the style.
var override = regexp.MustCompile(`^(?:(an|a|i|b|u|s)(\d*)|(r).*)\s*$`)

// boldWeight is the weight from which on \b700 and the like are bold, as in CSS.
const boldWeight = 600

// overrideStyle follows the overrides of italics, bold, underline and strikeout
// through a text, so that they become tags that are closed in the right order.
type overrideStyle struct {
	format Format
	// put says that the text is put by coordinates, to which alignments refer.
	put bool
	// wanted are the tags that the next text should stand in, open those that
	// are open, each in the order of their beginning.
	wanted, open []string
}

// take follows an override block and says what of it the format has besides
// tags: the alignment in SubRip.
func (o *overrideStyle) take(block string) string {
	alignment := ""
	for _, command := range strings.Split(strings.Trim(block, "{}"), `\`) {
		m := override.FindStringSubmatch(strings.TrimSpace(command))
		switch {
		case m == nil:
		case m[3] != "":
			o.wanted = nil
		case m[1] == "a" || m[1] == "an":
			if m[2] != "" {
				alignment += `\` + m[1] + m[2]
			}
		case m[1] == "s" && o.format != SRT:
		default:
			o.want(m[1], turnedOn(m[1], m[2]))
		}
	}
	if alignment == "" || o.format != SRT || o.put {
		return ""
	}
	return "{" + alignment + "}"
}

// turnedOn reports whether an override with this value turns its style on.
func turnedOn(name, value string) bool {
	n, err := strconv.Atoi(value)
	if name == "b" && n > 1 {
		return n >= boldWeight
	}
	return err == nil && n > 0
}

// want turns a tag on or off for the text that follows.
func (o *overrideStyle) want(name string, on bool) {
	at := slices.Index(o.wanted, name)
	switch {
	case on && at < 0:
		o.wanted = append(slices.Clone(o.wanted), name)
	case !on && at >= 0:
		o.wanted = slices.Delete(slices.Clone(o.wanted), at, at+1)
	}
}

// tags are the tags between the text before and one that is as wanted.
func (o *overrideStyle) tags() string {
	same := 0
	for same < min(len(o.open), len(o.wanted)) && o.open[same] == o.wanted[same] {
		same++
	}
	var b strings.Builder
	for _, name := range slices.Backward(o.open[same:]) {
		b.WriteString("</" + name + ">")
	}
	for _, name := range o.wanted[same:] {
		b.WriteString("<" + name + ">")
	}
	o.open = o.wanted
	return b.String()
}

// coordinates finds the overrides that put a text by coordinates.
var coordinates = regexp.MustCompile(`\\(?:pos|move)\s*\(`)

// putByCoordinates reports whether a piece of markup does.
func putByCoordinates(p piece) bool {
	return p.markup && p.raw[0] == '{' && coordinates.MatchString(p.raw)
}
