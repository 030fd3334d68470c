package decide

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// What keeps a decision from being taken. ErrUnchanged says that the line
// stands as it was decided already, so there is nothing to keep.
var (
	ErrUnchanged = errors.New("the line stands so already")
	ErrNoText    = errors.New("there is no text")
	ErrNoReason  = errors.New("there is no reason")
	ErrStale     = errors.New("the line is stale")
	ErrFindings  = errors.New("the line has error findings")
	ErrMarkup    = errors.New("markup would be lost")
)

// MostText is how many characters a line's text, or a reason, may have: more
// than ten times the longest sensible cue, which is 140 (7 s at 20 characters a
// second, see the layouts of subtitles). A text may be ten times as long as its
// source where that is more.
const MostText = 2000

// most is how many characters a translation of a source may have.
func most(source string) int { return max(MostText, 10*utf8.RuneCountInString(source)) }

// TooLongError says that a text is longer than a line's can be.
type TooLongError struct {
	// What is "text" or "reason".
	What string
	// Characters are how many it has, Most how many it may have.
	Characters, Most int
}

// Error names both figures.
func (e *TooLongError) Error() string {
	return fmt.Sprintf("the %s has %d characters, and a line keeps at most %d: shorten it, or check that it is the one you mean", e.What, e.Characters, e.Most)
}

func tooLong(what, text string, most int) error {
	if n := utf8.RuneCountInString(text); n > most {
		return &TooLongError{what, n, most}
	}
	return nil
}

// Clean is a text as it is kept: in NFC, lines parted by LF, without outer
// space.
func Clean(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return strings.TrimSpace(norm.NFC.String(text))
}
