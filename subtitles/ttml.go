package subtitles

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/asticode/go-astisub"
)

// xmlDeclaration finds the encoding that an XML file declares.
var xmlDeclaration = regexp.MustCompile(`^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*\?>`)

// xmlEncoding is the encoding that an XML file declares, "" if it declares none
// or one that a byte order mark would tell better.
func xmlEncoding(raw []byte) string {
	head := bytes.TrimPrefix(raw[:min(len(raw), 200)], []byte("\xEF\xBB\xBF"))
	m := xmlDeclaration.FindSubmatch(head)
	if m == nil || bytes.HasPrefix(bytes.ToLower(m[1]), []byte("utf")) {
		return ""
	}
	return string(m[1])
}

// paragraph is a <p> of a TTML file as its XML stands.
type paragraph struct {
	at         int    // the offset of its start tag
	innerAt    int    // the offset behind it
	begin, end string // as written; end may be "+" and a duration
	inner      string // the XML inside
	letters    string // its text without white space
}

// ttmlFile is what is taken from a TTML file besides what astisub reads.
type ttmlFile struct {
	body       string // the file without its XML declaration
	paragraphs []paragraph
	rates      string // the attributes that times in frames and ticks need
	broken     error
	brokenAt   int
}

// parseTTML imports TTML and DFXP through astisub. Its result is compared with
// the paragraphs of the file: where it refuses the file or loses text, each
// paragraph goes through it alone.
func parseTTML(text string) ([]Segment, []Diagnostic) {
	r := newReader(TTML, text)
	file := scanTTML(text)
	whole, err := guarded(func() (*astisub.Subtitles, error) {
		return astisub.ReadFromTTML(strings.NewReader(file.body))
	})
	if err != nil || len(whole.Items) != len(file.paragraphs) {
		whole = nil
	}
	for i, p := range file.paragraphs {
		var item *astisub.Item
		if whole != nil && !strings.HasPrefix(p.end, "+") && lettersOf(whole.Items[i]) == p.letters {
			item = whole.Items[i]
		}
		r.addParagraph(p, item, file.rates)
	}
	if file.broken != nil {
		r.reportAt(file.brokenAt, fmt.Sprintf("the XML is broken here (%v); what follows was left out: correct it", file.broken))
	}
	if r.cues == 0 {
		r.note(Position{1, 1}, "no cue was found; a TTML cue is a <p> with begin and end", "")
	}
	return r.segments, r.diagnostics
}

// addParagraph adds a paragraph as a cue, or as junk. item is nil if it has to
// be read alone.
func (r *trackReader) addParagraph(p paragraph, item *astisub.Item, rates string) {
	at := r.positionOf(p.at)
	var err error
	if item == nil {
		item, err = readParagraph(p, rates)
	}
	if err == nil && (!plausible(item.StartAt) || !plausible(item.EndAt)) {
		err = errors.New("its times cannot be")
	}
	if err != nil {
		r.note(at, fmt.Sprintf("this paragraph cannot be read (%v) and was left out; correct it", err), "")
		r.segments = append(r.segments, Segment{Kind: KindJunk, Raw: p.inner, Position: at})
		return
	}
	if item.EndAt < item.StartAt {
		r.note(at, "the cue ends before it starts; correct its times", "")
	}
	payload := markedUp(item)
	if lettersOf(item) != p.letters {
		payload = escapeText(plainXML(p.inner))
		r.note(at, "the nested spans of this paragraph cannot be kept; its text was read without style", "")
	}
	r.cues++
	cue := Cue{Start: item.StartAt, End: item.EndAt, Payload: payload, Position: at}
	r.segments = append(r.segments, Segment{Kind: KindCue, Raw: p.inner, Cue: &cue, Position: at})
}

// readParagraph gives one paragraph to astisub, without the styles and regions
// that the file around it would have to define.
func readParagraph(p paragraph, rates string) (*astisub.Item, error) {
	switch {
	case p.begin == "":
		return nil, errors.New("it has no begin")
	case p.end == "":
		return nil, errors.New("it has neither end nor dur")
	}
	end, relative := strings.CutPrefix(p.end, "+")
	s, err := guarded(func() (*astisub.Subtitles, error) {
		document := fmt.Sprintf(`<tt%s><body><div><p begin="%s" end="%s">%s</p></div></body></tt>`, rates, p.begin, end, styleless(p.inner))
		return astisub.ReadFromTTML(strings.NewReader(document))
	})
	if err != nil {
		return nil, err
	}
	if len(s.Items) != 1 {
		return nil, fmt.Errorf("it holds %d cues", len(s.Items))
	}
	if relative {
		s.Items[0].EndAt += s.Items[0].StartAt
	}
	return s.Items[0], nil
}
