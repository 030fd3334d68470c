package review

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"dramaport/internal/terminal"
	"dramaport/review/wording"
	"dramaport/season"

	"golang.org/x/text/unicode/norm"
)

// Plain is a review in words, for screen readers, braille lines and scripts:
// one line of the season at a time in sentences, then one command. It writes
// text alone: no colours, no movement of the cursor, nothing twice. It is the
// same Model as the screen's, so the same decisions with the same checks.
type Plain struct {
	In  io.Reader
	Out io.Writer
	// Typed says that a person types: what is asked then stands before the
	// cursor, and a command that cannot be done is no failure of the whole.
	Typed bool
}

// errEnded is that there is no more to be read.
var errEnded = errors.New("nothing more is said")

// Run reviews until the reviewer quits or In ends. What cannot be done is said
// and the next command is read; unless a person types, the error at the end
// then tells how many commands those were. o.After and o.Look are not used.
func (p Plain) Run(ctx context.Context, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	t := newTalk(ctx, p, o)
	t.say("Opening the season.")
	t.start(t.m.Init())
	if err := t.settle(); err != nil {
		return err
	}
	if t.left {
		return t.m.Err()
	}
	if err := t.m.mustStart(); err != nil {
		return err
	}
	t.greet()
	t.tellLine()
	for !t.left {
		err := t.turn()
		if errors.Is(err, errEnded) {
			t.endOfInput()
			break
		}
		if err != nil {
			return err
		}
	}
	return errors.Join(t.m.Err(), t.outcome())
}

// outcome is an error if not all that was asked has been done.
func (t *talk) outcome() error {
	if t.failed == 0 || t.plain.Typed {
		return t.err
	}
	return errors.Join(t.err, fmt.Errorf("%s could not be done; all others are kept", wording.Count(t.failed, "command")))
}

// talk is a conversation about a season.
type talk struct {
	driver
	plain Plain
	lines chan string
	// spoken is the line that was told last, as it was then.
	spoken spokenLine
	// failed counts the commands that could not be done.
	failed int
	// under is what was told last of what goes on.
	under string
	err   error
}

type spokenLine struct {
	at      season.Place
	version int64
	by      string
}

func newTalk(ctx context.Context, p Plain, o Options) *talk {
	t := &talk{plain: p, lines: make(chan string)}
	t.driver = newDriver(ctx, o)
	t.notice, t.hush = t.tellUnderway, t.stops
	go t.listen()
	return t
}

// mostTyped is the longest line that is read, in bytes.
const mostTyped = 1 << 20

// listen reads lines until there are no more.
func (t *talk) listen() {
	defer close(t.lines)
	in := bufio.NewScanner(t.plain.In)
	in.Buffer(nil, mostTyped)
	for in.Scan() {
		select {
		case t.lines <- norm.NFC.String(strings.TrimSuffix(in.Text(), "\r")):
		case <-t.ctx.Done():
			return
		}
	}
}

// turn asks, does what is answered, and tells what came of it.
func (t *talk) turn() error {
	t.prompt(t.question())
	var line string
	var ok bool
	select {
	case line, ok = <-t.lines:
	case <-t.ctx.Done():
		return t.ctx.Err()
	}
	if !ok {
		return errEnded
	}
	t.m.told = told{}
	t.take(line)
	if err := t.settle(); err != nil {
		return err
	}
	t.outspoken()
	return nil
}

// tellUnderway tells what goes on now, such as what is played.
func (t *talk) tellUnderway() {
	if now := activity(t.m.playing, t.m.recording); now != t.under {
		t.under = now
		t.say(now)
	}
}

// stops is where a person's word comes from that ends what plays. A script's
// words wait for the end.
func (t *talk) stops() <-chan string {
	if t.plain.Typed && t.m.playing.stop != nil {
		return t.lines
	}
	return nil
}

// endOfInput leaves what was asked last unanswered: nothing is decided by it.
func (t *talk) endOfInput() {
	if t.plain.Typed {
		t.write("\n")
	}
	if len(t.m.layers) > 0 {
		t.failed++
		t.say("Not done: the last question was not answered.")
	}
}

// outspoken tells what came of a command: the message, what is asked now, or
// the line that the reviewer is on, if it is another or has changed.
func (t *talk) outspoken() {
	if t.left {
		return
	}
	if t.m.told.bad {
		t.failed++
		t.say("Not done: " + t.m.told.text)
	} else if t.m.told.text != "" {
		t.say(t.m.told.text)
	}
	if t.tellLayers() {
		return
	}
	if r, ok := t.here(); ok && r != t.spoken {
		if r.at == t.spoken.at && r.by != t.m.o.By {
			t.say(r.by + " has changed the line.")
		}
		t.tellLine()
	}
}

// here is the current line as it is now.
func (t *talk) here() (spokenLine, bool) {
	_, r, ok := t.m.lines.Current()
	if !ok {
		return spokenLine{}, false
	}
	return spokenLine{r.Translation.Place(), r.Translation.Version, cmp.Or(r.Translation.By, r.Translation.Engine, "a machine")}, true
}

// say writes a line. No text can do more than be read.
func (t *talk) say(text string) {
	if text = strings.TrimSpace(text); text != "" {
		t.write(terminal.Visible(text) + "\n")
	}
}

// prompt asks. A person answers on the same line.
func (t *talk) prompt(text string) {
	text = terminal.Visible(strings.TrimSpace(text))
	if t.plain.Typed {
		t.write(text + " ")
	} else {
		t.write(text + "\n")
	}
}

func (t *talk) write(text string) {
	if _, err := io.WriteString(t.plain.Out, text); err != nil && t.err == nil {
		t.err, t.left = err, true
	}
}

// greet says what is reviewed and how to go on.
func (t *talk) greet() {
	t.say(fmt.Sprintf("%s: %s, %d open. help lists the commands.", t.m.season.Title, wording.Count(t.m.lines.Len(), "line"), t.m.lines.Open()))
	if t.m.told.text != "" {
		t.say(t.m.told.text)
	}
}
