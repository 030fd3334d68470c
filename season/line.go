package season

import (
	"fmt"
	"time"
)

// EpisodeName names an episode: its track's file name up to the first dot.
type EpisodeName string

// MarketName names a market of a season.
type MarketName string

// LineKey is a line's identity within its episode. It is given once and kept
// when the track is delivered again, whatever the line's number becomes.
type LineKey string

// Line is a cue as the unit of work.
type Line struct {
	Episode EpisodeName
	Key     LineKey
	// Number counts the cues of the current track from 1.
	Number int
	// Start and End are the cue's times in its track.
	Start, End time.Duration
	// Speaker is who speaks, as written in the track; "" if unknown.
	Speaker string
	// Text is the source text in NFC with inner markup hidden behind
	// placeholders (see subtitles.Hide); "\n" separates the cue's lines.
	Text string
	// Before and After are the markup around the whole text, as written;
	// Tags is what the placeholders ⟦1⟧, ⟦2⟧ … in Text stand for.
	Before, After string
	Tags          []string
	// CueID and Settings are the WebVTT id and cue settings as written.
	CueID, Settings string
}

// Ref is the line as people write it: "e001:7".
func (l Line) Ref() string { return fmt.Sprintf("%s:%d", l.Episode, l.Number) }

// Episode is one video's source lines in the order of its track.
type Episode struct {
	Name EpisodeName
	// Track is the path of the source track inside the season folder.
	Track string
	Lines []Line
}
