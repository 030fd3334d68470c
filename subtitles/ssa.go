package subtitles

import (
	"fmt"
	"strings"

	"github.com/asticode/go-astisub"
)

// ssaFormat is the order of an event's fields where a file does not say it:
// that of ASS (v4.00+), which nearly every file has.
const ssaFormat = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"

// ssaLineLimit is the longest line that the astisub reader takes.
const ssaLineLimit = 60000

// ssaSections says what the sections of a file are to us.
var ssaSections = []struct {
	prefix string
	kind   Kind
}{{"[events]", KindCue}, {"[v4", KindStyle}}

// parseSSA imports SubStation Alpha line by line: every dialogue line goes
// through the astisub reader alone, so that a bad one costs only itself.
func parseSSA(text string) ([]Segment, []Diagnostic) {
	r := newReader(SSA, text)
	section, fields := KindHeader, ""
	for i := range r.lines {
		line := r.idAt(i)
		word, _, _ := strings.Cut(strings.ToLower(line), ":")
		switch {
		case line == "":
			r.add(KindBlank, i, i+1)
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			section = ssaSection(line)
			r.add(KindHeader, i, i+1)
		case section != KindCue:
			r.add(section, i, i+1)
		case word == "format":
			fields = "Format" + line[len("format"):]
			r.add(KindHeader, i, i+1)
		case word == "dialogue":
			r.addDialogue(i, "Dialogue"+line[len("dialogue"):], fields)
		case word == "comment" || strings.HasPrefix(line, ";"):
			r.add(KindNote, i, i+1)
		default:
			r.report(i, 0, "this line of [Events] is no dialogue and was left out; remove it, or write \"Dialogue:\" in front")
			r.add(KindJunk, i, i+1)
		}
	}
	if r.cues == 0 {
		r.diagnostics = append(r.diagnostics, Diagnostic{Position{1, 1}, "no cue was found; an SSA file has its cues as Dialogue: lines under [Events]"})
	}
	return r.segments, r.diagnostics
}

// ssaSection is what a section's lines are.
func ssaSection(line string) Kind {
	for _, s := range ssaSections {
		if strings.HasPrefix(strings.ToLower(line), s.prefix) {
			return s.kind
		}
	}
	return KindHeader
}

// addDialogue adds the dialogue on line i as a cue, or as junk.
func (r *trackReader) addDialogue(i int, line, fields string) {
	if fields == "" {
		fields = ssaFormat
		if r.cues == 0 {
			r.report(i, 0, "[Events] has no Format: line; that of ASS was taken: put one above the first dialogue")
		}
	}
	item, err := readDialogue(line, fields)
	if err == nil && (!plausible(item.StartAt) || !plausible(item.EndAt)) {
		err = fmt.Errorf("its times cannot be")
	}
	if err != nil {
		r.report(i, 0, fmt.Sprintf("this dialogue cannot be read (%v) and was left out; correct it", err))
		r.add(KindJunk, i, i+1)
		return
	}
	if item.EndAt < item.StartAt {
		r.report(i, 0, "the cue ends before it starts; correct its times")
	}
	cue := Cue{Start: item.StartAt, End: item.EndAt, Payload: dialogueText(item), Position: Position{i + 1, 1}}
	if len(item.Lines) > 0 {
		cue.Speaker = strings.TrimSpace(item.Lines[0].VoiceName)
	}
	r.cues++
	r.segments = append(r.segments, Segment{Kind: KindCue, Raw: r.raw(i, i+1), Cue: &cue, Position: cue.Position})
}

// readDialogue gives one dialogue line to astisub.
func readDialogue(line, fields string) (*astisub.Item, error) {
	if len(line) > ssaLineLimit {
		return nil, fmt.Errorf("it is longer than %d bytes", ssaLineLimit)
	}
	s, err := guarded(func() (*astisub.Subtitles, error) {
		return astisub.ReadFromSSAWithOptions(strings.NewReader("[Events]\n"+fields+"\n"+line+"\n"), astisub.SSAOptions{})
	})
	if err != nil {
		return nil, err
	}
	if len(s.Items) != 1 {
		return nil, fmt.Errorf("it holds %d cues", len(s.Items))
	}
	return s.Items[0], nil
}

// dialogueText is an item's text with its overrides, \h as a no-break space.
func dialogueText(item *astisub.Item) string {
	lines := make([]string, len(item.Lines))
	for i, l := range item.Lines {
		for _, run := range l.Items {
			if run.InlineStyle != nil {
				lines[i] += run.InlineStyle.SSAEffect
			}
			lines[i] += strings.ReplaceAll(run.Text, `\h`, "\u00A0")
		}
	}
	return strings.Join(lines, "\n")
}
