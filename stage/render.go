package stage

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"

	"dramaport/subtitles"
)

// Render writes the episode's subtitles: broken by the market's rules, ends
// extended into free time to meet the reading speed. A line without a
// translation is left out; the source's text is never written.
func (s Sheet) Render(f subtitles.Format) ([]byte, error) { return s.render(f, s.broken()) }

// broken are the rows' texts, broken by the market's rules.
func (s Sheet) broken() []string {
	texts := make([]string, len(s.Rows))
	for i, r := range s.Rows {
		texts[i] = strings.Join(s.Break(r), "\n")
	}
	return texts
}

// Break is a row's text in the lines in which it will be shown.
func (s Sheet) Break(r Row) []string {
	return subtitles.Break(r.Translation.Text, s.Rules, s.Market.Locale, r.unbroken())
}

func (s Sheet) render(f subtitles.Format, broken []string) ([]byte, error) {
	var cues []subtitles.OutCue
	var texts []string
	for i, r := range s.Rows {
		if r.Translation.Text != "" {
			texts = append(texts, r.Translation.Text)
			cues = append(cues, subtitles.OutCue{ID: r.CueID, Settings: r.Settings, Start: r.Start, End: r.End, Payload: s.payload(r, broken[i], f), Place: r.marked().Place(r.Settings)})
		}
	}
	s.extend(cues, texts)
	var b bytes.Buffer
	write := subtitles.WriteSRT
	if f == subtitles.WebVTT {
		write = subtitles.WriteVTT
	}
	err := write(&b, cues)
	return b.Bytes(), err
}

// payload is a row's text as the format writes it, its markup back in place.
func (s Sheet) payload(r Row, broken string, f subtitles.Format) string {
	shown, _ := s.voiced(r.marked(), r.decided).Show(broken, f)
	return shown
}

// marked is the row's source text with its markup.
func (r Row) marked() subtitles.Marked {
	return subtitles.Marked{Before: r.Before, Text: r.Text, After: r.After, Tags: slices.Clone(r.Tags)}
}

// voiceSpan is the start tag of a WebVTT voice span: classes and name.
var voiceSpan = regexp.MustCompile(`<v(?:\.[^ \t>]*)*[ \t]+([^>]*)>`)

// voiced gives voice spans the market's wording of the speaker's name, which
// is that of the decided speaker if there is one. A span whose name has none
// is taken away: the source's text is never written.
func (s Sheet) voiced(m subtitles.Marked, decided string) subtitles.Marked {
	dropped := false
	name := func(markup string) string {
		if !strings.Contains(markup, "<v") {
			return markup
		}
		return voiceSpan.ReplaceAllStringFunc(markup, func(tag string) string {
			source := cmp.Or(decided, voiceSpan.FindStringSubmatch(tag)[1])
			if target := s.nameOf(source); target != "" {
				return "<v " + target + ">"
			}
			dropped = true
			return ""
		})
	}
	m.Before = name(m.Before)
	for i := range m.Tags {
		m.Tags[i] = name(m.Tags[i])
	}
	if dropped {
		m.After = strings.ReplaceAll(m.After, "</v>", "")
		for i := range m.Tags {
			m.Tags[i] = strings.ReplaceAll(m.Tags[i], "</v>", "")
		}
	}
	return m
}

// nameOf is the market's wording of a speaker's name, "" if none is agreed.
func (s Sheet) nameOf(speaker string) string {
	speaker = strings.TrimSpace(speaker)
	for _, m := range s.Glossary.Find(speaker) {
		if m.Start == 0 && m.End == len(speaker) {
			return m.Term.Target
		}
	}
	return ""
}

// unbroken are the agreed words that a line break may not split.
func (r Row) unbroken() []string {
	var words []string
	for _, m := range r.Terms {
		if m.Term.Target != "" {
			words = append(words, m.Term.Target)
		}
	}
	return words
}

// extend lengthens the cues' ends where there is room; texts are what is
// read, without the format's markup.
func (s Sheet) extend(cues []subtitles.OutCue, texts []string) {
	timed := make([]subtitles.Timed, len(cues))
	for i, c := range cues {
		timed[i] = subtitles.Timed{Start: c.Start, End: c.End, Text: texts[i]}
	}
	for i, t := range subtitles.Extend(timed, s.Rules, s.Market.Locale) {
		cues[i].End = t.End
	}
}
