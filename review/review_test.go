package review_test

import (
	"strings"
	"testing"

	"dramaport/season"

	tea "charm.land/bubbletea/v2"
)

func TestApproveGoesToTheNextOpenLine(t *testing.T) {
	f := rainy(t)
	s := begin(t, f, 80, 24)
	s.press("a").shows("approved e001:1").shows("2 of 6 lines, 5 open")
	if got := f.sheets[0].Rows[0].Translation; got.State != season.Approved || got.By != "Ana" {
		t.Errorf("the store holds %+v", got)
	}
	s.press("u").shows("took back").shows("6 open")
	s.press("ctrl+r").shows("did again").shows("5 open")
}

func TestNeedsWorkAsksWhy(t *testing.T) {
	f := rainy(t)
	s := begin(t, f, 80, 24)
	s.press("x").shows("Needs work, because:").write("too soft").press("enter").shows("e001:1 sent back: too soft")
	if got := f.sheets[0].Rows[0].Translation; got.State != season.NeedsWork || got.Note != "too soft" {
		t.Errorf("the store holds %+v", got)
	}
}

// A line without a text is not sent back: no engine could draft it any more.
func TestNeedsWorkNeedsAText(t *testing.T) {
	f := rainy(t)
	s := begin(t, f, 120, 24)
	s.press("j", "j", "j", "x").shows("e001:4 has no text to send back; e writes one, r asks the translator")
	s.press("k", "k", "v", "j", "j", "x").write(" ").press("enter").shows("Needs work, because:").write("too soft ").press("enter").
		shows("2 lines sent back: too soft; 1 line without a text left open")
	if got := f.sheets[0].Rows[3].Translation; got.State != season.Untranslated {
		t.Errorf("the store holds %+v", got)
	}
	if got := f.sheets[0].Rows[2].Translation; got.State != season.NeedsWork || got.Note != "too soft" {
		t.Errorf("the store holds %+v", got)
	}
}

// A text that is too long to be a line's stays in the editor.
func TestEditKeepsWhatIsTooLong(t *testing.T) {
	f := rainy(t)
	s := begin(t, f, 120, 24)
	s.press("e")
	s.give(tea.PasteMsg{Content: strings.Repeat("x", 3000)})
	s.press("enter").shows("the text has 3015 characters, and a line keeps at most 2000").shows("Enter keeps")
	if len(f.done) > 0 {
		t.Errorf("%+v", f.done)
	}
}

func TestEditInPlace(t *testing.T) {
	f := rainy(t)
	s := begin(t, f, 120, 40)
	s.press("e").write(" Liar!").shows("You lied to me. Liar!").press("enter").shows("e001:1 kept as edited")
	if got := f.sheets[0].Rows[0].Translation; got.State != season.Edited || got.Origin != season.FromHuman || got.Text != "You lied to me. Liar!" {
		t.Errorf("the store holds %+v", got)
	}
}

func TestOthersChangesAppear(t *testing.T) {
	f := rainy(t)
	s := begin(t, f, 80, 24)
	r := &f.sheets[0].Rows[1]
	changed := r.Translation
	changed.Text = "I never did."
	f.set(r, changed, "Ben")
	f.stirred = []season.Place{changed.Place()}
	s.pass()
	s.shows("I never did.")
}

func TestLaterOneSeesBoth(t *testing.T) {
	f := rainy(t)
	s := begin(t, f, 120, 40)
	r := &f.sheets[0].Rows[0]
	theirs := r.Translation
	theirs.Text = "You deceived me."
	f.set(r, theirs, "Ben")
	s.press("a").shows("Ben was faster").shows("You deceived me.").press("m")
	if got := f.sheets[0].Rows[0].Translation; got.State != season.Approved || got.Text != "You lied to me." {
		t.Errorf("the store holds %+v", got)
	}
}

func TestFindingsAreMarkedWhereTheyAre(t *testing.T) {
	f := rainy(t)
	f.sheets[0].Rows[0].Findings = []season.Finding{
		season.Finding{Rule: season.RuleAvoided, Severity: season.Error, Message: "“lied” must not appear"}.In("LIED"),
		season.Finding{Rule: season.RuleTermMissing, Severity: season.Warning, Message: "骗 is cheat"}.Of("骗"),
	}
	s := begin(t, f, 120, 40)
	for _, want := range []string{"You \x1b[1;4mlied\x1b[m", "你\x1b[4m骗\x1b[m"} {
		if got := s.m.View().Content; !strings.Contains(got, want) {
			t.Errorf("the screen does not mark %q:\n%q", want, got)
		}
	}
}
