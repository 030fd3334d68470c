package decide

import (
	"slices"
	"strings"

	"dramaport/season"
	"dramaport/subtitles"
)

// Seen is a line in a market as the person who decides saw it.
type Seen struct {
	// Translation is what stood; its Version is the one that was seen.
	Translation season.Translation
	// Basis is what a decision made now rests on (see season.Basis).
	Basis string
	// Source is the line's source text. It bounds the translation's length.
	Source string
	// Errors counts the error findings on the line.
	Errors int
}

// Blank reports whether there is no text to decide on.
func (s Seen) Blank() bool { return strings.TrimSpace(s.Translation.Text) == "" }

// Stale reports whether the translation rests on another basis.
func (s Seen) Stale() bool { return s.Translation.Stale(s.Basis) }

// settled reports whether the line is approved as it stands.
func (s Seen) settled() bool { return s.Translation.State == season.Approved && !s.Stale() }

// decided is the translation with by's state. A note is the reason of this
// decision alone.
func (s Seen) decided(by string, state season.State, note string) season.Translation {
	t := s.Translation
	t.By, t.Basis, t.State, t.Note = by, s.Basis, state, note
	return t
}

// Approve says that the text is right as it stands; its origin and engine stay.
// A stale line and one with error findings are approved too: the person has
// them before the eyes, and the gate before export refuses what has errors.
//
// The error is ErrNoText or ErrUnchanged.
func Approve(by string, s Seen) (season.Translation, error) {
	switch {
	case s.Blank():
		return s.Translation, ErrNoText
	case s.settled():
		return s.Translation, ErrUnchanged
	}
	return s.written(by, true), nil
}

// Together is which lines are approved when many are at once, unseen.
type Together struct {
	// Doubted are lines with error findings, Stale those whose basis has
	// changed.
	Doubted, Stale bool
}

// ApproveTogether is Approve for one of many lines that nobody named.
//
// The error is also ErrStale or ErrFindings.
func ApproveTogether(by string, s Seen, which Together) (season.Translation, error) {
	t, err := Approve(by, s)
	switch {
	case err != nil:
		return t, err
	case s.Stale() && !which.Stale:
		return s.Translation, ErrStale
	case s.Errors > 0 && !which.Doubted:
		return s.Translation, ErrFindings
	}
	return t, nil
}

// SendBack says that the text needs work, and why. Text, origin and what the
// draft was doubted for stay. A line without a text is not sent back: it would
// count as decided, and no engine could draft it again.
//
// The error is ErrNoText, ErrNoReason or a *TooLongError.
func SendBack(by string, s Seen, reason string) (season.Translation, error) {
	reason = Clean(reason)
	switch {
	case s.Blank():
		return s.Translation, ErrNoText
	case reason == "":
		return s.Translation, ErrNoReason
	}
	return s.decided(by, season.NeedsWork, reason), tooLong("reason", reason, MostText)
}

// Candidate is a text that a line might have, and where it comes from.
type Candidate struct {
	Text   string
	Origin season.Origin
	Engine string
}

// Edit gives the line a text that the person wrote; approve approves it as
// well. A text that is new is human. Writing the text that stands keeps its
// origin and engine: the line becomes edited, or, if it is approved, stays so.
//
// The error is ErrNoText, ErrUnchanged or a *TooLongError.
func Edit(by string, s Seen, text string, approve bool) (season.Translation, error) {
	return Accept(by, s, Candidate{Text: text, Origin: season.FromHuman}, approve)
}

// Accept is Edit with a text that somebody else made: where it is new, it
// keeps its own origin and engine.
func Accept(by string, s Seen, c Candidate, approve bool) (season.Translation, error) {
	c.Text = Clean(c.Text)
	switch {
	case c.Text == "":
		return s.Translation, ErrNoText
	case c.Text == Clean(s.Translation.Text):
		return again(by, s, approve)
	}
	if err := tooLong("text", c.Text, most(s.Source)); err != nil {
		return s.Translation, err
	}
	s.Translation.Text, s.Translation.Origin, s.Translation.Engine = c.Text, c.Origin, c.Engine
	return s.written(by, approve), nil
}

// again is the text that stands, given once more.
func again(by string, s Seen, approve bool) (season.Translation, error) {
	switch {
	case approve:
		return Approve(by, s)
	case s.kept():
		return s.Translation, ErrUnchanged
	}
	return s.written(by, false), nil
}

// written is the line's text as a person's decision. What the draft was
// doubted for goes.
func (s Seen) written(by string, approve bool) season.Translation {
	state := season.Edited
	if approve {
		state = season.Approved
	}
	t := s.decided(by, state, "")
	t.Findings = nil
	return t
}

// kept reports whether writing the text that stands changes nothing: an
// approval is neither taken back nor renewed by it.
func (s Seen) kept() bool {
	return s.Translation.State == season.Approved || s.Translation.State == season.Edited && !s.Stale()
}

// Replace is Edit where words are replaced in many lines at once. That answers
// no reason: a line that was sent back stays so, with its note. It must leave a
// text and all of its markup, as nobody looks at every line.
//
// The error is also ErrMarkup.
func Replace(by string, s Seen, text string) (season.Translation, error) {
	if err := Spoils(s.Translation.Text, text); err != nil {
		return s.Translation, err
	}
	t, err := Edit(by, s, text, false)
	if err == nil && s.Translation.State == season.NeedsWork {
		t.State, t.Note = season.NeedsWork, s.Translation.Note
	}
	return t, err
}

// Spoils is why a changed text cannot take the place of an old one unseen:
// ErrNoText, ErrMarkup, or nil.
func Spoils(old, text string) error {
	switch {
	case Clean(text) == "":
		return ErrNoText
	case !slices.Equal(subtitles.Placeholders(old), subtitles.Placeholders(text)):
		return ErrMarkup
	}
	return nil
}

// Over is a decision taken once more, upon what somebody else has decided
// meanwhile and the person has now seen.
func Over(mine, theirs season.Translation) season.Translation {
	mine.Version = theirs.Version
	return mine
}
