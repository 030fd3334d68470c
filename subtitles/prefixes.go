package subtitles

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Prefixes are the names that stand in front of a track's lines.
type Prefixes struct {
	// Times counts the cues that have each name.
	Times map[string]int
	// Cues is how many cues have a text, and Named how many of them a name.
	Cues, Named int
}

// PrefixesOf counts the names in front of t's lines, as Script sees them. What a
// line that only looks like one ("He asked: why?") adds is counted as well.
func PrefixesOf(t Track) Prefixes {
	p := Prefixes{Times: map[string]int{}}
	for _, e := range Script(t, "none", nil) {
		in := map[string]bool{}
		for _, line := range strings.Split(e.Text, "\n") {
			if name, _, ok := prefixOf(line); ok {
				in[norm.NFC.String(name)] = true
			}
		}
		if strings.TrimSpace(Plain(e.Text)) == "" {
			continue
		}
		p.Cues++
		p.Named += min(1, len(in))
		for name := range in {
			p.Times[name]++
		}
	}
	return p
}

// Scripted reports a track in which names stand in front of the lines as a rule:
// at least half of its cues have one.
func (p Prefixes) Scripted() bool { return p.Named > 0 && 2*p.Named >= p.Cues }

// Speakers are the names that look like speakers in a scripted track, in their
// order: those that recur, and where every cue has a name, all.
func (p Prefixes) Speakers() []string {
	var names []string
	for name, n := range p.Times {
		if p.Scripted() && (n > 1 || p.Named == p.Cues) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Strangers are the names that keep Script from believing any: those that are
// not in the cast, where they look like speakers or stand among members of it.
func (p Prefixes) Strangers(cast []string) []string {
	var strangers []string
	known := false
	for name := range p.Times {
		if castName(name, cast) != "" {
			known = true
		} else {
			strangers = append(strangers, name)
		}
	}
	recur := slices.ContainsFunc(p.Speakers(), func(name string) bool { return castName(name, cast) == "" && p.Times[name] > 1 })
	if !p.Scripted() || !known && !recur {
		return nil
	}
	slices.Sort(strangers)
	return strangers
}
