package review_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"dramaport/season"
)

// Everything known of a line can be read, however low the screen is.
func TestDetailIsScrolledToItsEnd(t *testing.T) {
	f := rainy(t)
	for i := range 40 {
		f.sheets[0].Rows[0].Comments = append(f.sheets[0].Rows[0].Comments, season.Comment{ID: int64(i + 1), By: "Ben", At: noon(), Text: fmt.Sprintf("remark %02d", i+1)})
	}
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		s := begin(t, f, size[0], size[1])
		s.press("enter").shows("remark 01").shows("More: J").hides("remark 40")
		s.press("J", "J", "J", "J", "J").shows("remark 40").hides("More: J").hides("remark 01")
		s.press("K").hides("remark 40").press("K", "K", "K", "K").shows("remark 01")
		s.press("J", "j", "k").shows("remark 01")
	}
	s := begin(t, f, 80, 24)
	s.press("J").shows("enter shows the line alone")
}

func TestEnterShowsTheLineAloneAndBack(t *testing.T) {
	s := begin(t, rainy(t), 80, 24)
	s.press("enter").shows("Source ─").hides("e002:1")
	s.press("enter").hides("Source ─").shows("e002:1")
}

func TestHelpOfAWord(t *testing.T) {
	s := begin(t, rainy(t), 80, 24)
	s.press(":").write("help takes").press("enter").shows("pick among the takes").hides("previous-market")
}

// A filter that keeps nothing does not cost the reviewer the place.
func TestPlaceIsKeptThroughAnEmptyFilter(t *testing.T) {
	s := begin(t, rainy(t), 80, 24)
	s.press("G").shows("6 of 6 lines")
	s.press(":").write("filter speaker:nobody").press("enter").shows("0 of 0 lines").shows("keeps no line")
	s.press("a", "x", "e", "u", "v", "j", "k", "A", "p", "c", "d", "n").press("F").shows("6 of 6 lines")
}

func TestFilterCommandIsCompleted(t *testing.T) {
	s := begin(t, rainy(t), 80, 24)
	s.press(":").write("filter state:n").press("tab").shows(":filter state:needs_work")
}

// Findings stay while the lines are read again.
func TestRefreshKeepsFindings(t *testing.T) {
	f := rainy(t)
	f.sheets[0].Rows[0].Findings = []season.Finding{{Rule: season.RuleAvoided, Severity: season.Error, Message: "x"}}
	s := begin(t, f, 80, 24)
	f.checkedOnly = true
	s.press("ctrl+l").shows(">m! ")
}

// What fails after the screen has stood does not end it, nor throws away what
// is being written.
func TestFailureToReadAgainLeavesTheScreen(t *testing.T) {
	f := rainy(t)
	s := begin(t, f, 120, 40)
	f.broken = errors.New("the disk is full")
	s.press("ctrl+l").shows("us was not read again: the disk is full")
	if s.left {
		t.Fatal("the screen was left")
	}
	f.broken = nil
	s.press("ctrl+l").hides("disk")
}

// A reading that failed is made up for.
func TestChangesOfOthersAreReadAfterAFailure(t *testing.T) {
	f := rainy(t)
	s := begin(t, f, 80, 24)
	r := &f.sheets[0].Rows[1]
	changed := r.Translation
	changed.Text = "I never did."
	f.set(r, changed, "Ben")
	f.stirred, f.broken = []season.Place{changed.Place()}, errors.New("the disk is full")
	s.pass()
	s.shows("the disk is full")
	f.broken = nil
	s.pass()
	s.shows("I never did.")
	if strings.Contains(s.text(), "disk") {
		s.press("j").hides("disk")
	}
}
