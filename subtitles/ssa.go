package subtitles

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ssaFormat are the fields of an event where a file does not name them: those
// of ASS (v4.00+), which nearly every file has.
const ssaFormat = "layer,start,end,style,name,marginl,marginr,marginv,effect,text"

// ssaSections says what the sections of a file are to us.
var ssaSections = []struct {
	prefix string
	kind   Kind
}{{"[events]", KindCue}, {"[v4", KindStyle}}

// ssaReader reads SubStation Alpha line by line, so that a bad line costs only
// itself. The file format: "Sub Station Alpha v4.00+ Script Format", and what
// its renderers (VSFilter, libass) agree on.
type ssaReader struct {
	*trackReader
	script ssaScript
	fields []string // of an event, nil until its Format: line
	// layers are the layers in which a text at its times was read.
	layers map[string]string
}

// inAnotherLayer reports a dialogue whose very text is read already, at the same
// times, in another layer: typesetters put outlines and shadows under a text so.
func (r *ssaReader) inAnotherLayer(i int, event map[string]string, payload string) bool {
	text := strings.Join(strings.Fields(Plain(Hide(payload, SSA).Text)), " ")
	layer, key := event["layer"], event["start"]+" "+event["end"]+" "+text
	before, known := r.layers[key]
	if !known {
		r.layers[key] = layer
		return false
	}
	if text == "" || before == layer {
		return false
	}
	r.report(i, 0, "the same text stands at the same times in another layer, and was read once; nothing needs to be done")
	return true
}

// parseSSA imports SubStation Alpha: its dialogues in the order of the file.
// Drawings are no dialogue and become notes; a dialogue's place and italics may
// come from its style.
func parseSSA(text string) ([]Segment, []Diagnostic) {
	r := ssaReader{trackReader: newReader(SSA, text), layers: map[string]string{}}
	r.script = scriptOf(r.trackReader)
	section := KindHeader
	for i := range r.lines {
		line := r.idAt(i)
		switch {
		case line == "":
			r.add(KindBlank, i, i+1)
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			section = ssaSection(line)
			r.add(KindHeader, i, i+1)
		case section != KindCue:
			r.add(section, i, i+1)
		default:
			r.addEvent(i, line)
		}
	}
	if r.cues == 0 {
		r.note(Position{1, 1}, "no cue was found; an SSA file has its cues as Dialogue: lines under [Events]", "")
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

// addEvent adds line i of [Events].
func (r *ssaReader) addEvent(i int, line string) {
	word, rest, _ := strings.Cut(line, ":")
	switch word := strings.ToLower(word); {
	case word == "format":
		r.fields = ssaFields(rest)
		r.add(KindHeader, i, i+1)
	case word == "dialogue":
		r.addDialogue(i, rest)
	case word == "comment" || strings.HasPrefix(line, ";"):
		r.add(KindNote, i, i+1)
	default:
		r.report(i, 0, "this line of [Events] is no dialogue and was left out; remove it, or write \"Dialogue:\" in front")
		r.add(KindJunk, i, i+1)
	}
}

// ssaFields are the field names of a Format: line in lower case.
func ssaFields(list string) []string {
	names := strings.Split(list, ",")
	for i, n := range names {
		names[i] = strings.ToLower(strings.TrimSpace(n))
	}
	return names
}

// ssaValues are the values of a line by its field names; the last field is all
// that is left, commas included.
func ssaValues(line string, fields []string) map[string]string {
	values := map[string]string{}
	for i, v := range strings.SplitN(line, ",", len(fields)) {
		values[fields[i]] = strings.TrimSpace(v)
	}
	return values
}

// addDialogue adds the dialogue on line i as a cue, as a note if it is only
// drawn, or as junk.
func (r *ssaReader) addDialogue(i int, line string) {
	if r.fields == nil {
		r.fields = ssaFields(ssaFormat)
		r.report(i, 0, "[Events] has no Format: line; that of ASS was taken: put one above the first dialogue")
	}
	event := ssaValues(line, r.fields)
	start, end, err := ssaTimes(event)
	if err != nil {
		r.note(Position{i + 1, 1}, fmt.Sprintf("this dialogue cannot be read (%v) and was left out; correct it", err), "dialogue-left-out")
		r.add(KindJunk, i, i+1)
		return
	}
	payload, settings, drawn := r.script.dialogue(event["text"], event["style"])
	if drawn || r.inAnotherLayer(i, event, payload) {
		r.add(KindNote, i, i+1)
		return
	}
	r.reportEnd(Position{i + 1, 1}, start, end)
	cue := Cue{Start: start, End: end, Settings: settings, Payload: payload, Speaker: event["name"], Position: Position{i + 1, 1}}
	if _, actor := event["actor"]; actor && cue.Speaker == "" {
		cue.Speaker = event["actor"]
	}
	r.cues++
	r.segments = append(r.segments, Segment{Kind: KindCue, Raw: r.raw(i, i+1), Cue: &cue, Position: cue.Position})
}

// ssaTimes are an event's times, hours:minutes:seconds.hundredths.
func ssaTimes(event map[string]string) (start, end time.Duration, err error) {
	if _, ok := event["text"]; !ok {
		return 0, 0, errors.New("it has fewer fields than its Format: line")
	}
	if start, err = ssaTime(event["start"]); err != nil {
		return 0, 0, err
	}
	end, err = ssaTime(event["end"])
	return start, end, err
}

func ssaTime(s string) (time.Duration, error) {
	f, next := readFields(s, 0)
	if len(f.groups) != 3 || strings.TrimSpace(s[next:]) != "" {
		return 0, fmt.Errorf("%q is not a time", shorten(s))
	}
	d, ok := f.duration()
	if !ok {
		return 0, fmt.Errorf("the time %q is longer than %d hours", shorten(s), longestTime/time.Hour)
	}
	if f.negative {
		return 0, nil
	}
	return d, nil
}
