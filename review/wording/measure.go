package wording

import (
	"slices"
	"time"

	"dramaport/stage"
	"dramaport/subtitles"
)

// Measure is how long a translation is, and how fast it has to be read.
type Measure struct {
	// Speed is in characters per second, Longest in characters of the line.
	Speed, Longest float64
	Lines          int
	Rules          subtitles.Rules
}

// Measured measures a row's translation as it will break on the phone.
func Measured(s *stage.Sheet, r *stage.Row) Measure {
	lines := s.Break(*r)
	f := Measure{Lines: len(lines), Rules: s.Rules}
	for _, l := range lines {
		f.Longest = max(f.Longest, subtitles.Count(l, s.Market.Locale))
	}
	f.Speed = subtitles.Count(r.Translation.Text, s.Market.Locale) / max(shownFor(s, r).Seconds(), 0.001)
	return f
}

// shownFor is how long a row's translation will be shown, as the check and the
// deliverable have it: a text that needs it is given free time after its cue.
func shownFor(s *stage.Sheet, r *stage.Row) time.Duration {
	cues := []subtitles.Timed{{Start: r.Start, End: r.End, Text: r.Translation.Text}}
	at := slices.IndexFunc(s.Rows, func(other stage.Row) bool { return other.Key == r.Key })
	if at >= 0 && at+1 < len(s.Rows) {
		next := s.Rows[at+1]
		cues = append(cues, subtitles.Timed{Start: next.Start, End: next.End, Text: next.Translation.Text})
	}
	return subtitles.Extend(cues, s.Rules, s.Market.Locale)[0].End - r.Start
}

// Broken are the rules that the figures break, in words.
func (f Measure) Broken() []string {
	var all []string
	if Over(f.Speed, f.Rules.CharsPerSecond) {
		all = append(all, "too fast to read")
	}
	if Over(float64(f.Lines), float64(f.Rules.Lines)) {
		all = append(all, "too many lines")
	}
	if Over(f.Longest, f.Rules.CharsPerLine) {
		all = append(all, "a line is too long")
	}
	return all
}

// Over reports whether a figure breaks its bound; 0 sets none.
func Over(figure, bound float64) bool { return bound > 0 && figure > bound+0.005 }
