package subtitles

import (
	"regexp"
	"strings"
	"unicode"

	"dramaport/internal/placeholder"

	"golang.org/x/text/unicode/norm"
)

// Marked is a cue's text with its markup out of the way.
type Marked struct {
	// Before and After are the markup around the whole text, as written.
	Before string
	// Text is the text in NFC; ⟦1⟧, ⟦2⟧ … stand for the markup inside it, and
	// "\n" separates its lines.
	Text  string
	After string
	// Tags is what the placeholders stand for: ⟦1⟧ is Tags[0].
	Tags []string
}

// Hide takes the markup of a format out of a payload. Tags around the whole
// text go to Before and After; each stretch of markup inside the text becomes
// one placeholder. A start tag and its end tag are either both outside or both
// inside.
//
// Show gives the payload back, except for what does not change how it reads:
// white space at the ends of the text; a byte order mark and direction marks
// (LRM, RLM, ALM, embeddings, isolates), which are added only on export; the
// normal form (NFC); in WebVTT which of the possible ways a character is
// escaped; <br>, which becomes a line break; and markup that Show says the
// format does not carry.
func Hide(payload string, f Format) Marked {
	payload = lineBreakTag.ReplaceAllString(stripMarks(normalEOL(payload)), "\n")
	pieces := splitMarkup(payload, f)
	lead, trail := edges(pieces)
	var m Marked
	m.Before = joinMarkup(pieces[:lead])
	m.After = joinMarkup(pieces[trail:])
	var text, tag strings.Builder
	flush := func() {
		if tag.Len() > 0 {
			m.Tags = append(m.Tags, tag.String())
			text.WriteString(placeholder.Of(len(m.Tags)))
			tag.Reset()
		}
	}
	for _, p := range pieces[lead:trail] {
		if p.markup {
			if p.literal() || strings.HasPrefix(tag.String(), placeholder.Open) {
				flush()
			}
			tag.WriteString(p.raw)
			continue
		}
		flush()
		text.WriteString(plainRun(p.raw, f))
	}
	flush()
	m.Text = strings.TrimSpace(text.String())
	return m
}

// lineBreakTag is how HTML writes a line break, and how it gets into SubRip.
var lineBreakTag = regexp.MustCompile(`(?i)[ \t]*<br\s*/?>\n?`)

// edges says how many pieces at the beginning are markup around the whole text,
// and where such markup at the end begins.
func edges(pieces []piece) (lead, trail int) {
	trail = len(pieces)
	outside := func(p piece) bool { return p.markup && !p.literal() || !p.markup && strings.TrimSpace(p.raw) == "" }
	for lead < trail && outside(pieces[lead]) {
		lead++
	}
	for trail > lead && outside(pieces[trail-1]) {
		trail--
	}
	with := partners(pieces)
	for changed := true; changed; {
		changed = false
		for i := range pieces[:lead] {
			if w := with[i]; w >= lead && w < trail {
				lead, changed = i, true
				break
			}
		}
		for i := len(pieces) - 1; i >= trail; i-- {
			if w := with[i]; w >= lead && w < trail {
				trail, changed = i+1, true
				break
			}
		}
	}
	return lead, trail
}

// joinMarkup is the markup among pieces, without the white space between.
func joinMarkup(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.markup {
			b.WriteString(p.raw)
		}
	}
	return b.String()
}

// plainRun is a stretch of a payload without markup as plain text.
func plainRun(s string, f Format) string {
	if f == WebVTT || f == TTML || f == STL {
		s = stripMarks(unescapeText(s))
	}
	return norm.NFC.String(unguarded.Replace(s))
}

// unguarded takes the word joiners away that guardText put in.
var unguarded = strings.NewReplacer("<"+wordJoiner, "<", "{"+wordJoiner, "{")

// stripMarks is s without byte order marks and direction marks.
func stripMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\uFEFF' || isBidiMark(r) {
			return -1
		}
		return r
	}, s)
}

// isBidiMark reports whether r only says in which direction text runs.
func isBidiMark(r rune) bool {
	return unicode.Is(unicode.Bidi_Control, r)
}

// Placeholders are the placeholders of a text in their order.
func Placeholders(text string) []string { return placeholder.All(text) }

// Plain is a text without its placeholders.
func Plain(text string) string { return placeholder.Strip(text) }

// Blank reports a text that is nothing but placeholders and white space.
func Blank(text string) bool { return strings.TrimSpace(Plain(text)) == "" }
