package subtitles

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Parse reads a track of any format; the format is told by the file's name. A
// file that begins with WEBVTT is WebVTT whatever its name. Problems inside the
// file are diagnostics, in the order of the file. It is an error only if the
// name promises no format that is read here, or if the bytes cannot be decoded
// (see Decode); such an error does not name the file.
func Parse(name string, raw []byte, o Options) (Track, []Diagnostic, error) {
	format, ok := FormatOf(name)
	if !ok {
		return Track{}, nil, fmt.Errorf("%q is no track that can be read; the name must end in one of %s", name, extensionList())
	}
	if format == STL {
		return parseSTL(raw)
	}
	if format == TTML && (o.Encoding == "" || o.Encoding == "auto") {
		o.Encoding = xmlEncoding(raw)
	}
	text, encoding, err := Decode(raw, o)
	if err != nil {
		return Track{}, nil, err
	}
	var diagnostics []Diagnostic
	if format == SRT && signature(strings.SplitN(normalEOL(text), "\n", 2)[0]) {
		format = WebVTT
		diagnostics = append(diagnostics, Diagnostic{Position: Position{1, 1}, Message: "the file is called SubRip, but is WebVTT and was read so; rename it to .vtt"})
	}
	t := Track{Format: format, Encoding: encoding}
	var found []Diagnostic
	switch format {
	case SRT:
		t.Segments, found = parseSRT(text)
	case WebVTT:
		t.Segments, found = parseVTT(text)
	case SSA:
		t.Segments, found = parseSSA(text)
	case TTML:
		t.Segments, found = parseTTML(text, o.Language)
	}
	diagnostics = append(append(append(diagnostics, found...), t.disorder()...), damage(text)...)
	if o.Collapse {
		t = Collapse(t)
	} else {
		diagnostics = append(diagnostics, t.reportRolling()...)
	}
	slices.SortStableFunc(diagnostics, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return t, diagnostics, nil
}

// disorder reports cues that start before the one above them. In SSA and TTML
// any order is usual.
func (t Track) disorder() []Diagnostic {
	var found []Diagnostic
	var before time.Duration
	for _, c := range t.Cues() {
		if c.Start < before && t.Format.lossless() {
			found = append(found, Diagnostic{Position: c.Position, Message: "the cue starts before the one above it; lines are put in the order of their times: correct the times or the order"})
		}
		before = c.Start
	}
	return found
}

// damage reports U+FFFD in a text: what stood there was lost before the file
// came here.
func damage(text string) []Diagnostic {
	if !strings.ContainsRune(text, utf8.RuneError) {
		return nil
	}
	var found []Diagnostic
	for i, l := range splitRaw(text) {
		line := text[l.at:l.end]
		if at := strings.IndexRune(line, utf8.RuneError); at >= 0 {
			found = append(found, Diagnostic{
				Position: Position{i + 1, utf8.RuneCountInString(line[:at]) + 1},
				Message:  "the character U+FFFD stands where another program lost text; ask for the file again",
			})
		}
	}
	return found
}
