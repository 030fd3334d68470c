package wording_test

import (
	"testing"
	"time"

	"dramaport/review/wording"
	"dramaport/season"
	"dramaport/stage"
)

func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func TestTimesInWords(t *testing.T) {
	for back, want := range map[time.Duration]string{0: "just now", 59 * time.Second: "just now", time.Minute: "1 min ago", 59 * time.Minute: "59 min ago",
		time.Hour: "1 h ago", 47 * time.Hour: "47 h ago", 48 * time.Hour: "20 Nov 2026"} {
		if got := wording.Ago(noon(), noon().Add(-back)); got != want {
			t.Errorf("%s: %q", back, got)
		}
	}
	for at, want := range map[time.Duration]string{0: "0:00.0", 62500 * time.Millisecond: "1:02.5", time.Hour: "60:00.0"} {
		if got := wording.Clock(at); got != want {
			t.Errorf("%s: %q", at, got)
		}
	}
}

func TestWhoAndHowALineStands(t *testing.T) {
	r := &stage.Row{Stale: true, Assigned: "Ben", Translation: season.Translation{State: season.NeedsWork, By: "Ana", At: noon().Add(-2 * time.Hour), Note: "too stiff"}}
	if got, want := wording.Standing(r, noon()), "needs work, stale: what it was made from has changed by Ana, 2 h ago; assigned to Ben: too stiff"; got != want {
		t.Errorf("%q", got)
	}
	if got := wording.StateSign(r); got != "~" {
		t.Errorf("%q", got)
	}
	r.Findings = []season.Finding{{Severity: season.Warning}, {Severity: season.Error}}
	r.Comments = []season.Comment{{By: "Ben"}}
	if got := wording.FindingSign(r); got != "!c" {
		t.Errorf("%q", got)
	}
}

func TestAChangeInWords(t *testing.T) {
	c := season.Revision{By: "Ana", At: noon(), State: season.Edited, FromText: "You lied to me.", Text: "You cheated me.", Label: "undo: edit", Note: "why"}
	want := "Ana, just now: edited (undo: edit): why; added: cheated; taken away: lied to; text then: You cheated me."
	if got := wording.Change(c, noon()); got != want {
		t.Errorf("%q", got)
	}
}
