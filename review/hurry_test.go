package review_test

import (
	"errors"
	"testing"

	"dramaport/season"

	tea "charm.land/bubbletea/v2"
)

// hold gives the screen a key and returns what it would do beside itself.
func (s *screen) hold(key string) tea.Cmd {
	s.t.Helper()
	_, cmd := s.m.Update(keyNamed(s.t, key))
	return cmd
}

// A clash is answered by keys that were typed after it was seen.
func TestKeysTypedBeforeAClashDoNotAnswerIt(t *testing.T) {
	for _, early := range []string{"t", "m", "e"} {
		f := rainy(t)
		s := begin(t, f, 120, 40)
		theirs := f.sheets[0].Rows[0].Translation
		theirs.Text = "You deceived me."
		f.set(&f.sheets[0].Rows[0], theirs, "Ben")
		keeping := s.hold("a")
		s.press(early)
		s.run(keeping)
		s.shows("Ben was faster")
		if got := f.sheets[0].Rows[0].Translation; got.By != "Ben" {
			t.Errorf("%s was taken for an answer: %+v", early, got)
		}
	}
}

// What was typed after an action that failed was meant for another screen.
func TestKeysTypedBeforeAFailureAreForgotten(t *testing.T) {
	f := rainy(t)
	f.broken = errors.New("the disk is full")
	s := begin(t, f, 80, 24)
	keeping := s.hold("a")
	s.press("j", "a")
	s.run(keeping)
	s.shows("the disk is full").shows("1 of 6 lines, 6 open")
}

func TestEscInAClashAsksBeforeItDropsATextOfOnesOwn(t *testing.T) {
	for _, key := range []string{"esc", "q", "ctrl+c"} {
		f := rainy(t)
		s := begin(t, f, 120, 40)
		theirs := f.sheets[0].Rows[0].Translation
		theirs.Text = "You deceived me."
		s.press("e").write(" Liar!")
		f.set(&f.sheets[0].Rows[0], theirs, "Ben")
		s.press("enter").shows("Ben was faster").press(key).shows("Keep Ben's text and drop yours?")
		s.press("n").shows("Ben was faster").press("m").shows("kept as edited")
		if got := f.sheets[0].Rows[0].Translation; got.Text != "You lied to me. Liar!" {
			t.Errorf("%s: the store holds %+v", key, got)
		}
	}
	f := rainy(t)
	s := begin(t, f, 120, 40)
	theirs := f.sheets[0].Rows[0].Translation
	f.set(&f.sheets[0].Rows[0], theirs, "Ben")
	s.press("a", "esc", "y").shows("Ben's text stands").hides("was faster")
}

// Ctrl-C leaves in its turn, and at once when it is typed twice.
func TestCtrlCWhileAnActionIsKept(t *testing.T) {
	f := rainy(t)
	s := begin(t, f, 80, 24)
	keeping := s.hold("a")
	s.press("ctrl+c").shows("Ctrl-C again leaves")
	if s.left {
		t.Fatal("left before the action was kept")
	}
	s.run(keeping)
	if !s.left || f.sheets[0].Rows[0].Translation.State != season.Approved {
		t.Errorf("left %v, the store holds %+v", s.left, f.sheets[0].Rows[0].Translation)
	}
	s = begin(t, rainy(t), 80, 24)
	s.hold("a")
	s.press("ctrl+c", "ctrl+c")
	if !s.left {
		t.Error("the second Ctrl-C does not leave")
	}
}

// Keys typed right after d belong to the comparison: a there approves the
// candidate, not the text that stands. alt+a, as Esc and a quick a arrive over
// a slow line, does nothing there.
func TestKeysTypedAfterCompareBelongToIt(t *testing.T) {
	f := rainy(t)
	s := begin(t, f, 120, 40)
	s.press("e").write(" Liar!").press("enter").press("e").write(" Ha!").press("enter")
	reading := s.hold("d")
	s.press("a")
	s.run(reading)
	f.holds(t, 0, 0, "You lied to me. Liar!", season.Approved)
	s.press("u", "d").shows("Compare e001:1").press("alt+a")
	f.holds(t, 0, 0, "You lied to me. Liar! Ha!", season.Edited)
	s = begin(t, rainy(t), 120, 40)
	reading = s.hold("d")
	s.press("a")
	s.run(reading)
	s.shows("has no other text").shows("6 open") // and nothing was approved
}

// A text that is approved as it is written is gone from the reviewer's eyes:
// what keeps it from delivery is told.
func TestApprovingOnesOwnTextTellsItsErrors(t *testing.T) {
	f := rainy(t)
	f.sheets[0].Rows[0].Text, f.sheets[0].Rows[0].From = "⟦1⟧你骗了我。⟦2⟧", "⟦1⟧你骗了我。⟦2⟧"
	f.sheets[0].Rows[0].Translation.Text = "⟦1⟧You lied to me.⟦2⟧"
	s := begin(t, f, 120, 40)
	s.press("e", "backspace", "backspace", "backspace").write("!").press("alt+a")
	s.shows("e001:1 kept as approved, but tag-lost still keeps it from delivery").shows("2 of 6 lines")
	f.holds(t, 0, 0, "⟦1⟧You lied to me.!", season.Approved)
	s.press("k", "e", "backspace").write("?").press("enter", "d").shows("tag-lost").press("a")
	s.shows("approved, but tag-lost still keeps").shows("2 of 6 lines")
}

// Looking through all lines is not Update's work; what is typed meanwhile is
// for the preview, or for nothing.
func TestReplaceLooksBesideTheScreen(t *testing.T) {
	f := rainy(t)
	s := begin(t, f, 120, 40)
	s.press(":").write("replace /lied/told lies/")
	looking := s.hold("enter")
	s.shows("looking through 6 lines").press("enter")
	f.holds(t, 0, 0, "You lied to me.", season.Machine)
	s.run(looking)
	s.shows("replaced in 1 line")
	f.holds(t, 0, 0, "You told lies to me.", season.Edited)
	s.press(":").write("replace /nowhere/x/")
	looking = s.hold("enter")
	s.press("a")
	s.run(looking)
	s.shows("nothing to replace in the lines shown").shows("6 open")
}
