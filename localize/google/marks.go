package google

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dramaport/internal/placeholder"
	"dramaport/localize"
)

// Placeholders at a line's edges are taken off and put back, and the model
// never sees them. A line with placeholders inside goes as HTML, with each of
// them in a span that the service's documentation promises not to translate.
// In plain text they would be spaced, translated or dropped.
var (
	edgeBefore = regexp.MustCompile(`^(?:\s*` + placeholder.Pattern + `)+`)
	edgeAfter  = regexp.MustCompile(`(?:` + placeholder.Pattern + `\s*)+$`)
	span       = regexp.MustCompile(`(?i)<span[^>]*translate\s*=\s*["']?no["']?[^>]*>\s*([0-9]+)\s*</span\s*>`)
	tag        = regexp.MustCompile(`</?[A-Za-z][^>]*>`)
	entity     = regexp.MustCompile(`&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|amp|lt|gt|quot|apos|nbsp);`)
)

// sent is a line as it is sent.
type sent struct {
	n int
	// content is what goes to the service; source what it was made from,
	// without the placeholders at the edges.
	content, source string
	before, after   string
	marked          bool
	examples        []localize.Example
}

// hide makes a line ready to be sent.
func hide(l localize.Item) sent {
	text := valid(l.Text)
	s := sent{n: l.N, before: edgeBefore.FindString(text)}
	text = text[len(s.before):]
	s.after = edgeAfter.FindString(text)
	text = strings.TrimSuffix(text, s.after)
	s.source, s.content = text, text
	if placeholder.In(text) {
		s.marked = true
		s.content = placeholder.Replace(html.EscapeString(text), func(p string) string {
			return `<span translate="no">` + placeholder.Digits(p) + `</span>`
		})
	}
	return s
}

// valid is text as protobuf takes it.
func valid(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }

func (s sent) hasText() bool {
	return strings.TrimSpace(placeholder.Strip(s.source)) != ""
}

// restore reads what came back; not ok if placeholders are lost or doubled.
func (s sent) restore(answer string) (text string, ok bool) {
	if strings.TrimSpace(answer) == "" {
		return "", false
	}
	switch {
	case s.marked:
		answer = tag.ReplaceAllString(span.ReplaceAllString(answer, placeholder.Open+"$1"+placeholder.Close), "")
		answer = s.tighten(html.UnescapeString(answer))
	case entity.MatchString(answer) && !entity.MatchString(s.source):
		answer = html.UnescapeString(answer) // a server that answers in HTML all the same
	}
	if !slices.Equal(marks(s.source), marks(answer)) {
		return "", false
	}
	return s.before + strings.TrimSpace(answer) + s.after, true
}

// marks are a text's placeholders, sorted: a translation may move them.
func marks(text string) []string {
	all := placeholder.All(text)
	slices.Sort(all)
	return all
}

// tighten takes out the blanks that the service sets around a span where the
// source has none: behind a mark that opens a word, before one that closes one.
func (s sent) tighten(answer string) string {
	for _, at := range placeholder.Spans(s.source) {
		mark := s.source[at[0]:at[1]]
		before, _ := utf8.DecodeLastRuneInString(s.source[:at[0]])
		after, _ := utf8.DecodeRuneInString(s.source[at[1]:])
		spaceBefore, spaceAfter := unicode.IsSpace(before), unicode.IsSpace(after)
		if spaceBefore && !spaceAfter {
			answer = strings.ReplaceAll(answer, mark+" ", mark)
		}
		if !spaceBefore && spaceAfter {
			answer = strings.ReplaceAll(answer, " "+mark, mark)
		}
	}
	return answer
}
