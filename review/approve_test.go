package review_test

import (
	"context"
	"testing"

	"dramaport/review"
	"dramaport/review/keymap"
	"dramaport/review/paint"
	"dramaport/season"
	"dramaport/stage"
)

// doubted gives a row an error finding.
func (f *fake) doubted(sheet, row int) {
	f.sheets[sheet].Rows[row].Findings = []season.Finding{{Rule: season.RuleTermMissing, Severity: season.Error, Message: "CEO is missing"}}
}

// An error finding does not keep a reviewer from approving the line that is
// before the eyes, but delivery refuses it, and that is told.
func TestApproveTellsWhatKeepsALineBack(t *testing.T) {
	f := rainy(t)
	f.doubted(0, 0)
	f.doubted(0, 2)
	_, s := change(t, f)
	s.press("a").shows("approved e001:1, but term-missing still keeps it from delivery")
	f.holds(t, 0, 0, "You lied to me.", season.Approved)
	s.press("v", "j", "j", "a").shows("approved 2 lines, but error findings still keep 1 of them from delivery; 1 line without a text left open")
	f.holds(t, 0, 2, "Then what is this contract?", season.Approved)
	f.sheets[1].Rows[0].Waits = true
	s.press("ctrl+l", "g", "tab", "tab", "a").shows("approved e002:1, but the pivot text is not approved yet")
}

// The last line's approval is told, not only that nothing is left.
func TestApproveTellsOfTheLastLine(t *testing.T) {
	f := rainy(t)
	f.sheets = f.sheets[1:]
	_, s := change(t, f)
	s.press("a", "a").shows("approved e002:2; all 2 lines shown are approved")
}

func TestApproveAllLeavesDoubtfulAndStaleLines(t *testing.T) {
	f := rainy(t)
	f.doubted(0, 0)
	f.state(t, 0, 1, "I didn't.", season.Approved)
	f.sheets[0].Rows[1].Stale, f.sheets[0].Rows[1].Translation.Basis = true, "old"
	_, s := change(t, f)
	s.press("A").shows("Approve 3 lines of 6 shown (left open: 1 line with error findings, 1 stale line)? [y/n]").press("y").shows("approved 3 lines")
	f.holds(t, 0, 0, "You lied to me.", season.Machine)
	if got := f.sheets[0].Rows[1].Translation.Basis; got != "old" {
		t.Error("the stale line was approved")
	}
	s.press(":").write("filter state:stale").press("enter", "A").shows("Approve 1 line of 1 shown?").press("y")
	if got := f.sheets[0].Rows[1].Translation.Basis; got != "b" {
		t.Errorf("its basis is %q", got)
	}
}

// Before the findings are known, every line looks clean.
func TestApproveAllWaitsForFindings(t *testing.T) {
	f := rainy(t)
	keys, err := keymap.Rebind(keymap.Defaults(), nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &screen{t: t}
	checking := checking{fake: f, meanwhile: func() { s.press("A").shows("findings are still being looked for").press("y") }}
	open := f.season()
	open.Sheets = checking
	s.m = review.New(t.Context(), review.Options{By: "Ana", Keys: keys, Look: paint.NewLook("plain"), Now: noon, After: s.after,
		Open: func(context.Context) (review.Season, error) { return open, nil }})
	s.run(s.m.Init())
	if s.press("A").shows("Approve 5 lines of 6 shown?"); len(f.done) > 0 {
		t.Error("it approved before the findings were known")
	}
}

// checking reads sheets, and something happens while it checks.
type checking struct {
	*fake
	meanwhile func()
}

func (c checking) Sheets(ctx context.Context, s stage.Scope) ([]stage.Sheet, error) {
	c.meanwhile()
	return c.fake.Sheets(ctx, s)
}

func TestUndoGoesOnBehindSomebodyElsesChange(t *testing.T) {
	f := rainy(t)
	c, s := change(t, f)
	s.press("a", "a")
	c.stuck = &season.Conflict{Mine: f.sheets[0].Rows[1].Translation, Theirs: season.Translation{By: "Ben"}}
	s.press("u").shows("Ben has changed e001:2 since. Leave your last action as it is").press("y").shows("left as it is: edit e001:2")
	if !c.kept {
		t.Error("it was not left")
	}
	s.press("u").shows("took back")
}

// Where one of many lines clashes, the others are not lost with it.
func TestClashAmongManyLines(t *testing.T) {
	for key, text := range map[string]string{"t": "You deceived me.", "m": "You lied to me."} {
		f := rainy(t)
		_, s := change(t, f)
		theirs := f.sheets[0].Rows[0].Translation
		theirs.Text = "You deceived me."
		f.set(&f.sheets[0].Rows[0], theirs, "Ben")
		s.press("v", "j", "j", "a").shows("Ben was faster").press(key)
		if got := f.sheets[0].Rows[0].Translation.Text; got != text {
			t.Errorf("%s: %q", key, got)
		}
		f.holds(t, 0, 1, "I didn't.", season.Approved)
		f.holds(t, 0, 2, "Then what is this contract?", season.Approved)
	}
	f := rainy(t)
	_, s := change(t, f)
	theirs := f.sheets[0].Rows[0].Translation
	theirs.Text = "You deceived me."
	f.set(&f.sheets[0].Rows[0], theirs, "Ben")
	s.press("v", "j", "a").press("e").write(" Ha!").press("alt+a")
	f.holds(t, 0, 0, "You lied to me. Ha!", season.Approved)
	f.holds(t, 0, 1, "I didn't.", season.Approved)
}
