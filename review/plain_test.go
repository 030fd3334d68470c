package review_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"dramaport/review"
	"dramaport/review/keymap"
	"dramaport/season"
)

// converse reviews a fake season in words and returns what was said.
func converse(t *testing.T, f *fake, said string, change ...func(*review.Options)) (string, error) {
	t.Helper()
	return converseWith(t, f, strings.NewReader(said), change...)
}

func converseWith(t *testing.T, f *fake, in io.Reader, change ...func(*review.Options)) (string, error) {
	t.Helper()
	o := review.Options{By: "Ana", Open: func(context.Context) (review.Season, error) { return f.season(), nil }, Keys: usual(t), Now: noon}
	for _, c := range change {
		c(&o)
	}
	var out strings.Builder
	err := review.Plain{In: in, Out: &out}.Run(t.Context(), o)
	return out.String(), err
}

func says(t *testing.T, said string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		at := strings.Index(said, p)
		if at < 0 {
			t.Fatalf("not said, or not in this order: %q in\n%s", p, said)
		}
		said = said[at+len(p):]
	}
}

func TestPlainTellsALineInSentences(t *testing.T) {
	f := rainy(t)
	r := &f.sheets[0].Rows[0]
	r.Translation.Text = "You lied to me, and you have been lying for a very long time."
	r.Findings = []season.Finding{{Rule: season.RuleTooFast, Severity: season.Warning, Message: "too fast"}}
	r.Comments = []season.Comment{{By: "Ben", At: noon(), Text: "Is it \x1b[31mred?"}}
	said, err := converse(t, f, "")
	if err != nil {
		t.Error(err)
	}
	says(t, said, "雨夜合约: 6 lines, 6 open.", "Line e001:1, us, 1 of 6, 6 open.\n", "林婉 speaks, from 0:00.0 to 0:02.0, 2.0 seconds.\n",
		"State: machine by gpt\n", "Source: 你骗了我。\n", "Translation, line 1 of ", "Figures: 20.9 of 17 characters per second", "Not within the rules: too fast to read",
		"Finding: warning too-fast: too fast\n", "Comment: Ben, just now: Is it ␛[31mred?\n", "Command:\n")
	if strings.ContainsAny(said, "\x1b\r\a") {
		t.Errorf("it drives the terminal: %q", said)
	}
}

func TestPlainDecides(t *testing.T) {
	f := rainy(t)
	said, err := converse(t, f, "a\nx too soft\nedit Then what's this?\nwork\nwhy so\n1\nundo\nredo\nc Nice\n:e002\nq\nnever read\n")
	if err != nil {
		t.Error(err)
	}
	says(t, said, "approved e001:1\nLine e001:2", "e001:2 sent back: too soft\nLine e001:3", "e001:3 kept as edited\nLine e001:3",
		"State: edited by Ana", "Needs work, because:\n", "e001:3 sent back: why so", "Line e001:1", "took back: ", "did again: ", "comment kept", "Line e002:1")
	for i, want := range []season.Translation{{State: season.Approved, Text: "You lied to me."}, {State: season.NeedsWork, Text: "I didn't.", Note: "too soft"},
		{State: season.NeedsWork, Text: "Then what's this?", Note: "why so"}, {State: season.Untranslated}} {
		if got := f.sheets[0].Rows[i].Translation; got.State != want.State || got.Text != want.Text || got.Note != want.Note {
			t.Errorf("line %d: the store holds %+v", i+1, got)
		}
	}
}

func TestPlainAsksBeforeMany(t *testing.T) {
	f := rainy(t)
	said, err := converse(t, f, "approve-all\nperhaps\nno\napprove-all\nyes\n")
	says(t, said, "Approve 5 lines of 6 shown? Yes or no:\n", `Not done: "perhaps" is neither yes nor no`, "Approve 5 lines", "nothing is changed", "Approve 5 lines", "approved 5 lines")
	if err == nil || err.Error() != "1 command could not be done; all others are kept" {
		t.Error(err)
	}
	if got := f.sheets[1].Rows[1].Translation.State; got != season.Approved {
		t.Error(got)
	}
}

func TestPlainEditAsks(t *testing.T) {
	f := rainy(t)
	said, err := converse(t, f, "e\n.\ne\n\ne\n\ne\nLiar!\\nLiar!\ngo 4\ne\n\n")
	if err != nil {
		t.Error(err)
	}
	says(t, said, "Text: You lied to me.\nNew text, an empty line to keep this one, or a dot to leave:\n", "nothing is changed", "e001:1 kept as edited", "e001:1 stays as it is", "e001:1 kept as edited",
		"Line e001:4", "New text, or an empty line to leave:", "nothing is changed")
	if got := f.sheets[0].Rows[0].Translation.Text; got != "Liar!\nLiar!" {
		t.Errorf("%q", got)
	}
}

// rival keeps the decisions of a season in which Ben is faster, once.
type rival struct {
	*fake
	was bool
}

func (r *rival) Act(ctx context.Context, by, label string, d season.Change) (season.Action, error) {
	if !r.was {
		r.was = true
		row := r.row(d.Translations[0].Place())
		theirs := row.Translation
		theirs.Text, theirs.State = "You deceived me.", season.Edited
		r.set(row, theirs, "Ben")
	}
	return r.fake.Act(ctx, by, label, d)
}

// Ben is faster between the line being told and the answer to it.
func TestPlainShowsBothSidesOfAConflict(t *testing.T) {
	for answer, want := range map[string]string{"mine": "You lied to me.", "theirs": "You deceived me.", "what\nt": "You deceived me.",
		"edit\nYou deceived and lied.": "You deceived and lied."} {
		f := rainy(t)
		said, _ := converse(t, f, "approve\n"+answer+"\n", func(o *review.Options) {
			s := f.season()
			s.Decisions = &rival{fake: f}
			o.Open = func(context.Context) (review.Season, error) { return s, nil }
		})
		says(t, said, "Conflict on e001:1: Ben was faster\nTheirs, edited: You deceived me.\nYours, approved: You lied to me.\nmine, theirs, or edit:\n")
		if got := f.sheets[0].Rows[0].Translation; got.Text != want {
			t.Errorf("%s: the store holds %+v\n%s", answer, got, said)
		}
	}
}

func TestPlainUnansweredDecidesNothing(t *testing.T) {
	f := rainy(t)
	said, err := converse(t, f, "approve-all")
	says(t, said, "Not done: the last question was not answered.")
	if err == nil || len(f.done) > 0 {
		t.Error(err, f.done)
	}
}

func TestPlainRefusesWhatItCannotDo(t *testing.T) {
	for command, want := range map[string]string{
		"zoom": "zoom is for the screen; here use again", "aprove": `unknown command "aprove"; did you mean "approve"?`,
		"undo": "nothing to undo", "next 3": "next takes no words after it", "go e009:1": `"e009:1" names no line`, "go e001:4\nwork stiff": "e001:4 has no text to send back; e writes one", "filter state:opn": `there is no "opn"`,
	} {
		said, err := converse(t, rainy(t), command+"\n")
		if says(t, said, "Not done: "+want); err == nil {
			t.Errorf("%s: no error at the end", command)
		}
	}
}

func TestPlainHelpNamesEveryCommand(t *testing.T) {
	said, err := converse(t, rainy(t), "help\nhelp speaker\nhelp xyzzy\n")
	if err != nil {
		t.Error(err)
	}
	for _, c := range keymap.Commands() {
		switch c.Name {
		case "zoom", "scroll-down", "scroll-up", "hidden", "tour", "command", "edit-external", "edit-all-external", "help", "back":
			continue // a matter of the screen, or told under another word
		case "down", "up", "needs-work", "next-open", "clear-filter":
			continue // next, previous, work, open, all
		}
		if !strings.Contains(said, "\n"+c.Name) {
			t.Errorf("help does not tell %s", c.Name)
		}
	}
	says(t, said, "approve or a: ", "no command mentions xyzzy")
}

func TestPlainEndsWithItsSeason(t *testing.T) {
	_, err := converse(t, rainy(t), "a\n", func(o *review.Options) {
		o.Open = func(context.Context) (review.Season, error) { return review.Season{}, errors.New("no season here") }
	})
	if err == nil || err.Error() != "no season here" {
		t.Error(err)
	}
	if _, err := converse(t, rainy(t), "a\n", func(o *review.Options) { o.Filter = "state:nope" }); err == nil {
		t.Error("a wrong filter is no error")
	}
}

func TestPlainFiltersAndTakesAnOlderText(t *testing.T) {
	f := rainy(t)
	said, err := converse(t, f, "filter\nstate:machine\nhistory\ngo 1\nedit Liar.\nedit Liar!\nhistory\n2\n\nhistory\n\nstatistics\n")
	if err != nil {
		t.Error(err)
	}
	says(t, said, "Show only:\nstate:open: not approved", "5 lines shown", "e001:1 has no history yet", "History of e001:1, the newest first:\n1: Ana, just now: edited; ",
		"\n2: Ana, just now: edited", "Text: Liar.\n", "e001:1 kept as edited", "History of", "Statistics:\nus: 0 percent approved, 6 lines, 6 open, 4 machine, 1 edited.\n")
	if got := f.sheets[0].Rows[0].Translation; got.Text != "Liar." || got.State != season.Edited {
		t.Errorf("the store holds %+v", got)
	}
}

// What is heard on the screen is heard here, said before; takes are picked by
// the keys of their list.
func TestPlainPlaysAndPicks(t *testing.T) {
	r := studio(t)
	said, err := converse(t, r.fake, "play\ns\ntakes\nj\nenter\nesc\nplay on\nq\n", func(o *review.Options) {
		s := r.season()
		s.Decisions, s.SoundFinder, s.Player, s.Takes = r, r, r, r
		o.Open = func(context.Context) (review.Season, error) { return s, nil }
	})
	says(t, said, "Sound: take 1 by local/en, 1.50 s; pace 1.08 of 1.30 starts +0.10", "playing e001:1 [us]: take 1", "Takes of e001:1 [us]\nHere: 1  local/en",
		"Key, such as enter or esc, or text:\n", "Here: 2  local/en", "picked take 2 of e001:1 [us]", "Command:", "playing e001:1 [us]", "playing e001:3 [us]", "the last line is reached; heard 2 lines")
	if len(r.played) != 3 || !r.takes["e001:1"][1].Chosen {
		t.Errorf("%v %q %+v", err, r.played, r.takes)
	}
}

// In a script nothing is decided on another line than the one that was named:
// what follows a line that is not there waits until a line is.
func TestPlainDecidesOnTheNamedLineOnly(t *testing.T) {
	for _, lost := range []string{"go e001:77", "e001:77", "77", "go e009:1", "e009:1", "go\ne001:77", "search nowhere", "filter speker:顾沉"} {
		f := rainy(t)
		said, err := converse(t, f, lost+"\nwork too stiff\napprove\napprove-all\nnext\nedit Liar!\nundo\n")
		says(t, said, "Not done: work too stiff would be for another line than was meant", "Not done: undo would be")
		if err == nil || len(f.done) > 0 {
			t.Errorf("%s: %v, %+v", lost, err, f.done)
		}
		again := "go e001:2"
		if strings.HasPrefix(lost, "filter") {
			again = "filter speaker:顾沉\n" + again
		}
		if _, err := converse(t, f, lost+"\nwork no\n"+again+"\nwork too stiff\n"); err == nil {
			t.Errorf("%s: what was not done is no failure", lost)
		}
		if got := f.sheets[0].Rows[1].Translation; got.State != season.NeedsWork || got.Note != "too stiff" || len(f.done) != 1 {
			t.Errorf("%s: %+v", lost, got)
		}
	}
}

func TestPlainBeginsOnTheNamedLineOnly(t *testing.T) {
	for start, want := range map[string]string{"e001:77": "names no line", "e009:1": "names no line", "x": "names no line", "e001:2": "without the filter"} {
		f := rainy(t)
		_, err := converse(t, f, "work too stiff\n", func(o *review.Options) { o.Start, o.Filter = start, "speaker:林婉" })
		if !errors.As(err, new(*review.StartError)) || !strings.Contains(err.Error(), want) || len(f.done) > 0 {
			t.Errorf("%s: %v, %+v", start, err, f.done)
		}
	}
}
