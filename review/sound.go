package review

import (
	"context"
	"time"

	"dramaport/season"
	"dramaport/stage"
)

// SoundFinder finds what can be heard of a line. It may block.
type SoundFinder interface {
	Heard(context.Context, stage.Sheet, stage.Row) (stage.Sound, error)
}

// Clip is a piece of a sound or video file: End 0 is the file's end.
type Clip struct {
	File       string
	Start, End time.Duration
}

// Player plays one thing at a time.
type Player interface {
	// Play plays clips one after another and returns when they have been
	// heard, or at once when ctx is done.
	Play(ctx context.Context, clips []Clip) error
	// Note is what the reviewer should know of where sound is heard, "" if
	// nothing. It does not block.
	Note() string
}

// VideoPlayer shows the video of a line's episode, from the line on, with the
// market's subtitles as they stand. It may block until the window is there.
type VideoPlayer interface {
	Show(context.Context, stage.Sheet, stage.Row) error
}

// TakeReader has the takes of a line. Its methods may block.
type TakeReader interface {
	Takes(stage.Sheet, stage.Row) ([]stage.Take, error)
	// Picking is the pick that chooses a take, to be kept by Decisions; changes
	// is false where it is the chosen one already.
	Picking(s stage.Sheet, r stage.Row, number int) (pick season.Pick, changes bool, err error)
}

// Recorder records takes, which may cost.
type Recorder interface {
	// Quote is what another take would be and cost; nothing is asked for it.
	Quote(stage.Sheet, stage.Row) (Retake, error)
	// Record records another take and keeps it beside the others.
	Record(context.Context, stage.Sheet, stage.Row) (Retake, error)
}

// Retake is another take of a line.
type Retake struct {
	Take       int
	Voice      string
	Characters int64
	Cost       float64
	// Unpriced is where a price is to be written, if none is known: Cost is
	// then nothing to rely on.
	Unpriced string
}
