package review

import (
	"context"
	"time"

	"dramaport/season"
	"dramaport/stage"

	tea "charm.land/bubbletea/v2"
)

// SheetReader reads lines. Its methods may block and are called beside the screen.
type SheetReader interface {
	// LayOut brings the lines of a scope as they stand, Sheets checked as well.
	LayOut(context.Context, stage.Scope) ([]stage.Sheet, error)
	Sheets(context.Context, stage.Scope) ([]stage.Sheet, error)
	// Refresh brings the sheets in which places lie, checked anew.
	Refresh(context.Context, []season.Place) ([]stage.Sheet, error)
}

// Decisions keeps decisions. A method that returns nil has kept them.
type Decisions interface {
	// Act keeps a change, all of it or, with a *season.Conflict, nothing.
	Act(ctx context.Context, by, label string, d season.Change) (season.Action, error)
	// Undo and Redo take back the last action of a person, or do it again.
	Undo(ctx context.Context, by string) (season.Action, []season.Place, error)
	Redo(ctx context.Context, by string) (season.Action, []season.Place, error)
}

// History tells what was.
type History interface {
	// History is every change of a line, oldest first.
	History(context.Context, season.MarketName, season.EpisodeName, season.LineKey) ([]season.Revision, error)
	// ChangedSince are the places that anyone has changed since.
	ChangedSince(ctx context.Context, since time.Time) ([]season.Place, time.Time, error)
}

// ReviewerCounts counts what people have decided.
type ReviewerCounts interface {
	// Reviewers is what each person has decided, in all and since a time,
	// ordered by name.
	Reviewers(ctx context.Context, since time.Time) ([]season.Reviewer, error)
}

// Memory asks the memory of a market. It may be slow when a market is asked for
// the first time.
type Memory interface {
	// Matches are up to most entries for row i of a sheet, the best first.
	Matches(ctx context.Context, s stage.Sheet, i, most int) ([]stage.Match, error)
	// Search are up to most entries whose source or target holds a text, or
	// whose source is like it, the best first.
	Search(ctx context.Context, m season.Market, text string, most int) ([]stage.Match, error)
}

// Asker asks a translator again for a line.
type Asker interface {
	// Quote says what asking for row i of a sheet would take.
	Quote(ctx context.Context, s stage.Sheet, i int, hint string) (Quote, error)
	// Ask asks. A proposal with a text may come with an error. The usage is
	// recorded already. Errors say what mends them.
	Ask(ctx context.Context, s stage.Sheet, i int, hint string) (stage.Proposal, season.Usage, error)
}

// Quote is what a request is expected to take, on the high side.
type Quote struct {
	// Engine is the translator that would be asked.
	Engine                                string
	InputTokens, OutputTokens, Characters int64
	// ByCharacter says that the price is by characters, not by tokens; Unpriced
	// that none is written in season.yaml.
	ByCharacter, Unpriced bool
	// Cost is in the currency of the prices; Left is what may still be spent
	// in this review, below 0 without end.
	Cost, Left float64
}

// ExternalEditor is where texts are edited with a program of the reviewer's own.
// Draft and Discard may block and are called beside the screen.
type ExternalEditor interface {
	// Draft puts a text into a new file that only the reviewer may read; name
	// becomes part of the file's.
	Draft(name, text string) (path string, err error)
	// Edit hands the terminal to the editor, at a line of a draft, until it
	// ends. done gets what the file then holds, and how the editor failed.
	Edit(path string, line int, done func(text string, err error) tea.Msg) tea.Cmd
	// Discard deletes a draft.
	Discard(path string) error
}

// Season is an open season as the screen needs it.
type Season struct {
	Title     string
	Markets   []season.Market
	Episodes  []season.EpisodeName
	Sheets    SheetReader
	Decisions Decisions
	History   History
	// ReviewerCounts may be nil: the statistics are then without reviewers.
	ReviewerCounts ReviewerCounts
	// Memory and Asker may be nil: their actions then say so.
	Memory Memory
	Asker  Asker
	// What is heard and seen; each may be nil, and its keys then say so.
	SoundFinder SoundFinder
	Player      Player
	VideoPlayer VideoPlayer
	Takes       TakeReader
	Recorder    Recorder
	// Cast are those who have a voice in season.yaml.
	Cast []string
	// ExternalEditor is nil where no editor can be run.
	ExternalEditor ExternalEditor
}
