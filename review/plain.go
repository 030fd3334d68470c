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
	t := newPlainSession(ctx, p, o)
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
func (t *plainSession) outcome() error {
	if t.failed == 0 || t.plain.Typed {
		return t.err
	}
	return errors.Join(t.err, fmt.Errorf("%s could not be done; all others are kept", wording.Count(t.failed, "command")))
}

// plainSession is a conversation about a season.
type plainSession struct {
	driver
	plain Plain
	lines chan string
	// lastLine is the line that was written last, as it was then.
	lastLine shownLine
	// failed counts the commands that could not be done.
	failed int
	// lastActivity is what was written last of what goes on.
	lastActivity string
	err          error
}

type shownLine struct {
	at      season.Place
	version int64
	by      string
}

func newPlainSession(ctx context.Context, p Plain, o Options) *plainSession {
	t := &plainSession{plain: p, lines: make(chan string)}
	t.driver = newDriver(ctx, o)
	t.observe, t.stopWord = t.tellActivity, t.stopWords
	go t.readLines()
	return t
}

// longestLine is the longest line that is read, in bytes.
const longestLine = 1 << 20

// readLines reads lines until there are no more.
func (t *plainSession) readLines() {
	defer close(t.lines)
	in := bufio.NewScanner(t.plain.In)
	in.Buffer(nil, longestLine)
	for in.Scan() {
		select {
		case t.lines <- norm.NFC.String(strings.TrimSuffix(in.Text(), "\r")):
		case <-t.ctx.Done():
			return
		}
	}
}

// turn asks, does what is answered, and tells what came of it.
func (t *plainSession) turn() error {
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
	t.m.message = message{}
	t.runLine(line)
	if err := t.settle(); err != nil {
		return err
	}
	t.report()
	return nil
}

// tellActivity tells what goes on now, such as what is played.
func (t *plainSession) tellActivity() {
	if now := activity(t.m.playing, t.m.recording); now != t.lastActivity {
		t.lastActivity = now
		t.say(now)
	}
}

// stopWords is where a person's word comes from that ends what plays. A script's
// words wait for the end.
func (t *plainSession) stopWords() <-chan string {
	if t.plain.Typed && t.m.playing.stop != nil {
		return t.lines
	}
	return nil
}

// endOfInput leaves what was asked last unanswered: nothing is decided by it.
func (t *plainSession) endOfInput() {
	if t.plain.Typed {
		t.write("\n")
	}
	if len(t.m.layers) > 0 {
		t.failed++
		t.say("Not done: the last question was not answered.")
	}
}

// report tells what came of a command: the message, what is asked now, or
// the line that the reviewer is on, if it is another or has changed.
func (t *plainSession) report() {
	if t.left {
		return
	}
	if t.m.message.bad {
		t.failed++
		t.say("Not done: " + t.m.message.text)
	} else if t.m.message.text != "" {
		t.say(t.m.message.text)
	}
	if t.tellLayers() {
		return
	}
	if r, ok := t.here(); ok && r != t.lastLine {
		if r.at == t.lastLine.at && r.by != t.m.o.By {
			t.say(r.by + " has changed the line.")
		}
		t.tellLine()
	}
}

// here is the current line as it is now.
func (t *plainSession) here() (shownLine, bool) {
	_, r, ok := t.m.lines.Current()
	if !ok {
		return shownLine{}, false
	}
	return shownLine{r.Translation.Place(), r.Translation.Version, cmp.Or(r.Translation.By, r.Translation.Engine, "a machine")}, true
}

// say writes a line. No text can do more than be read.
func (t *plainSession) say(text string) {
	if text = strings.TrimSpace(text); text != "" {
		t.write(terminal.Visible(text) + "\n")
	}
}

// prompt asks. A person answers on the same line.
func (t *plainSession) prompt(text string) {
	text = terminal.Visible(strings.TrimSpace(text))
	if t.plain.Typed {
		t.write(text + " ")
	} else {
		t.write(text + "\n")
	}
}

func (t *plainSession) write(text string) {
	if _, err := io.WriteString(t.plain.Out, text); err != nil && t.err == nil {
		t.err, t.left = err, true
	}
}

// greet says what is reviewed and how to go on.
func (t *plainSession) greet() {
	t.say(fmt.Sprintf("%s: %s, %d open. help lists the commands.", t.m.season.Title, wording.Count(t.m.lines.Len(), "line"), t.m.lines.Open()))
	if t.m.message.text != "" {
		t.say(t.m.message.text)
	}
}
