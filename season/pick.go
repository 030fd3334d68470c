package season

import "time"

// Pick is a person's choice among the takes of what a voice says in a line.
// It holds for those words by that voice only: when the text or the voice
// changes, the first take is the choice again, and when they come back, so
// does the pick.
type Pick struct {
	Market  MarketName
	Episode EpisodeName
	Key     LineKey
	// Spoken names the words and the voice: dubbing.Part.Words.
	Spoken string
	// Take is the take's number, from 1.
	Take int
	By   string
	At   time.Time
	// Version counts the picks of this line and Spoken from 1; 0 is none.
	Version int64
}

// Place is the line it is about.
func (p Pick) Place() Place { return Place{Market: p.Market, Episode: p.Episode, Key: p.Key} }
