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
