package subtitles

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"time"

	"github.com/asticode/go-astisub"
)

// guarded calls an astisub reader. A panic in it is an error: some of its
// readers still panic on files that lack a time.
func guarded(read func() (*astisub.Subtitles, error)) (s *astisub.Subtitles, err error) {
	defer func() {
		if p := recover(); p != nil {
			s, err = nil, fmt.Errorf("%v", p)
		}
	}()
	s, err = read()
	if err == nil && s == nil {
		err = fmt.Errorf("nothing was read")
	}
	return s, err
}

// importSTL reads EBU STL (EBU Tech 3264), which is binary and names its own
// character table.
func importSTL(raw []byte) (Track, []Diagnostic, error) {
	read := func(o astisub.STLOptions) (*astisub.Subtitles, error) {
		return guarded(func() (*astisub.Subtitles, error) { return astisub.ReadFromSTL(bytes.NewReader(raw), o) })
	}
	s, err := read(astisub.STLOptions{})
	if err == nil && beforeZero(s) {
		// The start of programme in the head does not fit the cues.
		s, err = read(astisub.STLOptions{IgnoreTimecodeStartOfProgramme: true})
	}
	if err != nil {
		return Track{}, nil, fmt.Errorf("this is no EBU STL file that can be read: %w; export it again, or deliver SubRip or WebVTT", err)
	}
	t := Track{Format: STL}
	var found []Diagnostic
	for i, item := range s.Items {
		at := Position{i + 1, 1}
		if !plausible(item.StartAt) || !plausible(item.EndAt) {
			t.Segments = append(t.Segments, Segment{Kind: KindJunk, Position: at})
			found = append(found, Diagnostic{Position: at, Message: fmt.Sprintf("the times of text block %d cannot be; the cue was left out: correct them", i+1), Fault: "times-left-out"})
			continue
		}
		cue := Cue{Start: item.StartAt, End: item.EndAt, Payload: markedUp(item), Position: at}
		t.Segments = append(t.Segments, Segment{Kind: KindCue, Cue: &cue, Position: at})
	}
	if len(s.Items) == 0 {
		found = append(found, Diagnostic{Position: Position{1, 1}, Message: "no cue was found"})
	}
	return t, found, nil
}

// beforeZero reports whether a cue begins before the programme.
func beforeZero(s *astisub.Subtitles) bool {
	for _, item := range s.Items {
		if item.StartAt < 0 {
			return true
		}
	}
	return false
}

// plausible reports whether a time may be one.
func plausible(d time.Duration) bool { return d >= 0 && d <= longestTime }

// markedUp is an item's text as WebVTT cue text: its lines, with italics, bold
// and underline as tags.
func markedUp(item *astisub.Item) string {
	lines := make([]string, 0, len(item.Lines))
	for _, l := range item.Lines {
		var b strings.Builder
		for _, run := range l.Items {
			open, end := tagsOf(item.InlineStyle, run.InlineStyle)
			b.WriteString(open + escapeText(run.Text) + end)
		}
		if line := strings.TrimSpace(b.String()); line != "" {
			lines = append(lines, line)
		}
	}
	payload := strings.Join(lines, "\n")
	for _, name := range []string{"i", "b", "u"} {
		payload = strings.ReplaceAll(payload, "</"+name+"><"+name+">", "")
		payload = strings.ReplaceAll(payload, "</"+name+">\n<"+name+">", "\n")
	}
	return payload
}

// tagsOf are the tags around a run of text: what its style says, else what the
// cue's style says.
func tagsOf(cue, run *astisub.StyleAttributes) (open, end string) {
	for _, name := range []string{"i", "b", "u"} {
		on, said := styled(run, name)
		if !said {
			on, _ = styled(cue, name)
		}
		if on {
			open, end = open+"<"+name+">", "</"+name+">"+end
		}
	}
	return open, end
}

// styled reports what a style says about italics (i), bold (b) or underline (u).
func styled(s *astisub.StyleAttributes, name string) (on, said bool) {
	if s == nil {
		return false, false
	}
	is := func(attribute *string, value string) (bool, bool) {
		return attribute != nil && strings.Contains(*attribute, value), attribute != nil
	}
	switch name {
	case "i":
		if s.STLItalics != nil {
			return *s.STLItalics, true
		}
		return is(s.TTMLFontStyle, "italic")
	case "b":
		return is(s.TTMLFontWeight, "bold")
	}
	if s.STLUnderline != nil {
		return *s.STLUnderline, true
	}
	return is(s.TTMLTextDecoration, "underline")
}

// escapeText is a text as WebVTT cue text.
func escapeText(s string) string {
	return escapes.Replace(s)
}

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// unescapeText is WebVTT cue text without markup as plain text. WebVTT knows
// the character references of HTML; here they need their semicolon.
func unescapeText(s string) string {
	var b strings.Builder
	for {
		at := strings.IndexByte(s, '&')
		if at < 0 {
			return b.String() + s
		}
		end := strings.IndexByte(s[at:], ';')
		if end < 0 {
			return b.String() + s
		}
		reference := s[at : at+end+1]
		if again := strings.LastIndexByte(reference, '&'); again > 0 {
			b.WriteString(s[:at+again])
			s = s[at+again:]
			continue
		}
		b.WriteString(s[:at] + html.UnescapeString(reference))
		s = s[at+end+1:]
	}
}
