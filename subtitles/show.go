package subtitles

import (
	"slices"
	"strings"

	"dramaport/internal/placeholder"
)

// Show puts the markup back around and into a text and gives the payload for a
// format. lost are the tags whose placeholders the text does not have; a start
// or end tag that loses its other half that way is left out too. A placeholder
// that stands for nothing is left out.
//
// What a format carries: SubRip <i> <b> <u> <s> <em> <strong> <font> <span>, and
// of overrides alignment ({\an8}) as such, italics, bold, underline and
// strikeout as tags; ruby text goes into parentheses. WebVTT all its tags,
// times and unknown tags; <em> and <strong> become <i> and <b>, overrides of
// italics, bold and underline become tags, and a place is left to the cue's
// settings. Where a text is put by coordinates ({\pos()}), which only SSA has,
// is left to OutCue.Place. SSA all overrides; <i> <b> <u> <s> become overrides. TTML and STL
// payloads are WebVTT cue text. All else is dropped, never its text.
//
// A text cannot make markup: it is escaped in WebVTT, and where a format has no
// escapes, a word joiner goes behind the "<" or "{" that would begin a tag.
func (m Marked) Show(text string, f Format) (payload string, lost []string) {
	seen := make([]bool, len(m.Tags))
	parts := splitMarkup(m.Before, anyFormat)
	at := 0
	for _, p := range placeholder.Spans(text) {
		parts = append(parts, piece{raw: text[at:p[0]]})
		at = p[1]
		n, _ := placeholder.At(text[p[0]:])
		if n < 1 || n > len(m.Tags) {
			continue
		}
		seen[n-1] = true
		parts = append(parts, splitMarkup(m.Tags[n-1], anyFormat)...)
	}
	parts = append(parts, piece{raw: text[at:]})
	parts = append(parts, splitMarkup(m.After, anyFormat)...)
	for i, tag := range m.Tags {
		if !seen[i] {
			lost = append(lost, tag)
		}
	}
	if len(lost) > 0 {
		parts = m.withoutHalves(parts)
	}
	return render(parts, f), lost
}

// withoutHalves is parts without the tags that had another half in the original
// and have none now.
func (m Marked) withoutHalves(parts []piece) []piece {
	paired := map[string]bool{}
	var original []piece
	for _, raw := range append(append([]string{m.Before}, m.Tags...), m.After) {
		original = append(original, splitMarkup(raw, anyFormat)...)
	}
	for i, w := range partners(original) {
		if w >= 0 {
			paired[original[i].raw] = true
		}
	}
	kept := make([]piece, 0, len(parts))
	for i, w := range partners(parts) {
		if w < 0 && paired[parts[i].raw] {
			continue
		}
		kept = append(kept, parts[i])
	}
	return kept
}

// render writes pieces as a payload of a format.
func render(parts []piece, f Format) string {
	var out strings.Builder
	var texts [][2]int // the bytes of out that are text
	style := overrideStyle{format: f, put: slices.ContainsFunc(parts, putByCoordinates)}
	for _, p := range parts {
		text := !p.markup || p.literal()
		s := p.raw
		switch {
		case !text && s[0] == '{' && f != SSA:
			out.WriteString(style.take(s))
			continue
		case !text:
			s = convert(p, f)
		case f == WebVTT || f == TTML || f == STL:
			s = escapeText(s)
		}
		if s == "" {
			continue
		}
		out.WriteString(style.tags())
		if text {
			texts = append(texts, [2]int{out.Len(), out.Len() + len(s)})
		}
		out.WriteString(s)
	}
	style.wanted = nil
	out.WriteString(style.tags())
	return guardText(out.String(), texts, f)
}

// guardText breaks what would be read as markup and is text: s[t[0]:t[1]] of
// every t of texts.
func guardText(s string, texts [][2]int, f Format) string {
	var b strings.Builder
	done := 0
	for _, t := range texts {
		for i := t[0]; i < t[1]; i++ {
			if (s[i] == '<' || s[i] == '{') && markupAt(s[i:], f) > 0 {
				b.WriteString(s[done : i+1])
				b.WriteString(wordJoiner)
				done = i + 1
			}
		}
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

// convert is a piece of markup in a format, "" if the format does not carry it.
func convert(p piece, f Format) string {
	if p.raw[0] == '{' { // only SSA comes here
		return p.raw
	}
	if p.name == "" {
		if f == WebVTT {
			return p.raw
		}
		return ""
	}
	switch f {
	case SRT:
		return srtTag(p)
	case SSA:
		if strings.Contains(" i b u s ", " "+p.name+" ") {
			return `{\` + p.name + map[bool]string{true: "0", false: "1"}[p.closes] + "}"
		}
		return rubyText(p)
	}
	return vttTag(p)
}

// srtTag is a tag in SubRip.
func srtTag(p piece) string {
	switch p.name {
	case "s", "em", "strong", "strike", "font", "span":
		return p.raw
	case "i", "b", "u":
		if !p.closes && len(p.raw) > len("<i>") { // with WebVTT's classes
			return p.raw[:len("<i")] + ">"
		}
		return p.raw
	}
	return rubyText(p)
}

// rubyText is the tag of ruby text as a parenthesis, where there is no ruby.
func rubyText(p piece) string {
	switch {
	case p.name != "rt":
		return ""
	case p.closes:
		return ")"
	}
	return "("
}

// vttTag is a tag in WebVTT, whose names are in lower case.
func vttTag(p piece) string {
	start := "<"
	if p.closes {
		start = "</"
	}
	switch p.name {
	case "s", "strike", "font", "span":
		return ""
	case "em":
		return start + "i>"
	case "strong":
		return start + "b>"
	}
	return start + p.name + p.raw[len(start)+len(p.name):]
}
