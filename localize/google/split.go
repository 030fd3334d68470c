package google

import (
	"strings"
	"unicode/utf8"

	"dramaport/internal/placeholder"
	"dramaport/localize"
)

// What one call may hold. Source: docs/sources.md A2: 1,024 strings
// is the field's limit, 5,000 characters the recommendation, 30,000 the limit;
// a pair of examples has at most 512 characters.
const (
	mostStrings     = 1024
	goodCharacters  = 5000
	mostCharacters  = 30000
	exampleRunes    = 512
	mostExamples    = 5
	tooLongToBeSent = "the line is longer than the 30,000 characters that the service takes"
)

// part is one call's lines: all plain or all marked, all with examples or none.
type part struct {
	lines            []sent
	marked, adaptive bool
}

// split parts the lines into calls, in order within each kind. A line without
// anything to translate is left out; one that no call can hold is refused.
func split(o Options, lines []localize.Item, refused map[int]string) []part {
	var parts []part
	for _, kind := range []part{{}, {marked: true}, {adaptive: true}, {marked: true, adaptive: true}} {
		var of []sent
		for _, l := range lines {
			s := hide(l)
			s.examples = o.examples(l)
			if s.marked != kind.marked || len(s.examples) > 0 != kind.adaptive || !s.hasText() {
				continue
			}
			if utf8.RuneCountInString(s.content) > mostCharacters {
				refused[s.n] = tooLongToBeSent
				continue
			}
			of = append(of, s)
		}
		parts = append(parts, kind.cut(of)...)
	}
	return parts
}

// characters is how many the service counts of p.
func (p part) characters() int64 {
	n := int64(0)
	for _, l := range p.lines {
		n += int64(utf8.RuneCountInString(l.content))
	}
	return n
}

// cut parts lines of one kind into calls.
func (p part) cut(lines []sent) []part {
	var parts []part
	size := 0
	for _, l := range lines {
		n := utf8.RuneCountInString(l.content)
		last := len(parts) - 1
		if last < 0 || len(parts[last].lines) == mostStrings || size+n > goodCharacters {
			parts, size = append(parts, part{marked: p.marked, adaptive: p.adaptive}), 0
			last++
		}
		parts[last].lines = append(parts[last].lines, l)
		size += n
	}
	return parts
}

// examples are a line's examples as far as the service takes them.
func (o Options) examples(l localize.Item) []localize.Example {
	if !o.Adaptive {
		return nil
	}
	var fit []localize.Example
	for _, e := range l.Examples {
		whole := e.Source != "" && e.Target != "" && !strings.ContainsAny(e.Source+e.Target, placeholder.Open+placeholder.Close)
		if whole && utf8.RuneCountInString(e.Source)+utf8.RuneCountInString(e.Target) <= exampleRunes && len(fit) < mostExamples {
			fit = append(fit, localize.Example{Source: valid(e.Source), Target: valid(e.Target), Percent: e.Percent})
		}
	}
	return fit
}

func (p part) contents() []string {
	all := make([]string, len(p.lines))
	for i, l := range p.lines {
		all[i] = l.content
	}
	return all
}

// mime is text/plain wherever nothing has to be protected. The service's
// default is text/html, which writes an apostrophe as &#39;.
func (p part) mime() string {
	if p.marked {
		return "text/html"
	}
	return "text/plain"
}
