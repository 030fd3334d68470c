package season

import "time"

// Comment is what a person wrote beside a line of a market.
type Comment struct {
	// ID is given by the store; 0 means: not stored yet.
	ID int64
	Place
	// By and At say who wrote it, and when (UTC).
	By string
	At time.Time
	// Text is never empty.
	Text string
	// ResolvedBy and ResolvedAt say who settled it; "" while it is open.
	ResolvedBy string
	ResolvedAt time.Time
	// Version counts the changes of a stored comment, from 1. Whoever changes
	// one gives the version seen.
	Version int64
}

// Open reports whether the comment still waits for somebody.
func (c Comment) Open() bool { return c.ResolvedBy == "" }

// SpeakerSet is a person's decision who speaks a line, in every market. It
// beats the track; an empty Speaker takes the decision back, and the track's
// speaker holds again.
type SpeakerSet struct {
	Episode EpisodeName
	Key     LineKey
	Speaker string
	By      string
	At      time.Time
}

// Assignment says who is to look at a line of a market; To "" is nobody.
type Assignment struct {
	Place
	To string
	By string
	At time.Time
}

// Action is what a person did at once and can undo at once.
type Action struct {
	ID int64
	By string
	// Label says what was done, such as "approve 12 lines".
	Label string
	At    time.Time
	// Undone says that it was taken back and can be done again.
	Undone bool
}
