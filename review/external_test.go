package review_test

import (
	"errors"
	"strings"
	"testing"

	"dramaport/season"
)

func TestEditInTheReviewersEditor(t *testing.T) {
	f := rainy(t)
	f.sheets[0].Rows[0].Findings = []season.Finding{{Rule: season.RuleTooFast, Severity: season.Warning, Message: "20 characters\x1b[2J a second"}}
	c, s := change(t, f, swap("You lied to me.", "You lied\nto me!\n\n"))
	s.press("E").shows("e001:1 kept as edited")
	f.holds(t, 0, 0, "You lied\nto me!", season.Edited)
	if len(c.labels) != 1 || c.labels[0] != "edit e001:1" || !c.discarded || c.path != "/tmp/draft/e001:1 us.txt" {
		t.Errorf("%q, discarded %t: %s", c.labels, c.discarded, c.path)
	}
	lines := strings.Split(c.text, "\n")
	if at := c.lines[0]; lines[at-1] != "You lied" {
		t.Errorf("the editor begins at line %d: %q", at, lines[at-1])
	}
	for _, want := range []string{"=== e001:1 us\n", "# 0:00.0 - 0:02.0  林婉  (machine)\n", "# 你骗了我。\n", "# warning too-fast: 20 characters␛[2J a second\n"} {
		if !strings.Contains(c.text, want) {
			t.Errorf("the file has no %q:\n%s", want, c.text)
		}
	}
	s.press("u")
	f.holds(t, 0, 0, "You lied to me.", season.Machine)
}

func TestEditorThatChangesNothing(t *testing.T) {
	f := rainy(t)
	c, s := change(t, f, swap())
	s.press("E").shows("nothing changed")
	if len(c.labels) > 0 || !c.discarded {
		t.Errorf("%q, discarded %t", c.labels, c.discarded)
	}
}

func TestEditorThatFailsLosesNothing(t *testing.T) {
	f := rainy(t)
	cut := func(text string) (string, error) {
		return strings.Replace(text, "You lied to me.", "Liar!", 1), errors.New(`the editor "vi" ended with: exit status 1`)
	}
	c, s := change(t, f, cut, cut, swap("Liar!", "You liar!"))
	s.press("E").shows("Nothing was taken: the editor").shows("exit status 1").shows("The file stays: /tmp/draft/e001:1 us.txt")
	f.holds(t, 0, 0, "You lied to me.", season.Machine)
	s.press("t").shows("e001:1 kept as edited")
	f.holds(t, 0, 0, "Liar!", season.Edited)
	if !c.discarded {
		t.Error("the file is still there")
	}
	s.press("E").shows("Nothing was taken").press("e").shows("e001:1 kept as edited")
	f.holds(t, 0, 0, "You liar!", season.Edited)
	s.press("j")
}

func TestStrayFileIsNamed(t *testing.T) {
	f := rainy(t)
	c, s := change(t, f, func(string) (string, error) { return "", errors.New("no such program") })
	s.press("E").shows("no such program").hides("t takes it").press("t").shows("The file stays").press("esc").shows("your file is /tmp/draft/e001:1 us.txt")
	if c.discarded {
		t.Error("the file is gone")
	}
}

func TestEditAllKeepsOneAction(t *testing.T) {
	f := rainy(t)
	f.state(t, 0, 2, "Then what is this contract?", season.Approved)
	c, s := change(t, f, swap("You lied to me.", "Liar!", "# 听我解释。\n\n\n=== e002", "# 听我解释。\nHear me.\n\n=== e002", "this contract", "that contract"))
	s.press("alt+e").shows("3 lines kept as edited; 1 had been approved")
	f.holds(t, 0, 0, "Liar!", season.Edited)
	f.holds(t, 0, 1, "I didn't.", season.Machine)
	f.holds(t, 0, 2, "Then what is that contract?", season.Edited)
	f.holds(t, 0, 3, "Hear me.", season.Edited)
	f.holds(t, 1, 0, "Let go!", season.Machine)
	if len(c.labels) != 1 || c.labels[0] != "edit 3 lines" || !c.discarded {
		t.Errorf("%q, discarded %t", c.labels, c.discarded)
	}
	s.press("u")
	f.holds(t, 0, 2, "Then what is this contract?", season.Approved)
	f.holds(t, 0, 3, "", season.Untranslated)
}

func TestEditAllOfTheSelection(t *testing.T) {
	f := rainy(t)
	c, s := change(t, f, swap("You lied to me.", "Liar!"))
	s.press("v", "j", "alt+e").shows("e001:1 kept as edited")
	if n := strings.Count(c.text, "\n=== e00"); n != 2 {
		t.Errorf("%d lines in\n%s", n, c.text)
	}
}

// What cannot be taken is told with its line; the rest is kept, and the file
// can be opened again until all is well.
func TestEditAllKeepsTheOthers(t *testing.T) {
	f := rainy(t)
	ben := func(text string) (string, error) {
		r := &f.sheets[0].Rows[1]
		theirs := r.Translation
		theirs.Text, theirs.State = "I never did.", season.Edited
		f.set(r, theirs, "Ben")
		return swap("You lied to me.", "Liar!", "I didn't.", "I did not.", "=== e002:2 us", "=== e020:2 us", "Let me explain.", "Listen!", "Let go!", "")(text)
	}
	c, s := change(t, f, ben, swap("=== e020:2 us", "=== e002:2 us", "=== e002:1 us\n", ""), swap())
	s.press("alt+e").shows("e001:1 kept as edited").shows(`"e020:2 us" is not in this file`).shows("e001:2 us was changed by Ben").shows(`meanwhile, to "I never`).
		shows("e002:1 us has no text").shows("The file stays")
	f.holds(t, 0, 0, "Liar!", season.Edited)
	f.holds(t, 0, 1, "I never did.", season.Edited)
	f.holds(t, 1, 1, "Let me explain.", season.Machine)
	f.holds(t, 1, 0, "Let go!", season.Machine)
	if c.discarded || len(c.labels) != 1 {
		t.Errorf("discarded %t, %q", c.discarded, c.labels)
	}
	s.press("e").shows("2 lines kept as edited")
	f.holds(t, 0, 1, "I did not.", season.Edited)
	f.holds(t, 1, 1, "Listen!", season.Edited)
	f.holds(t, 1, 0, "Let go!", season.Machine)
	if !c.discarded || len(c.labels) != 2 || c.lines[1] <= c.lines[0] {
		t.Errorf("discarded %t, %q, begun at %v", c.discarded, c.labels, c.lines)
	}
}

func TestNoEditorHere(t *testing.T) {
	s := begin(t, rainy(t), 80, 24)
	s.press("E").shows("no editor can be run here; e edits in place")
}
