package store_test

import (
	"errors"
	"strings"
	"testing"

	"dramaport/season"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestDecisionIsKeptWithItsHistory(t *testing.T) {
	s := fresh(t, 1)
	propose(t, s, draft(1, "machine"))
	mine := decision(1, "mine", season.NeedsWork, "ana", 1)
	mine.Note = "too formal"
	decide(t, s, mine)
	decide(t, s, decision(1, "mine", season.Approved, "ben", 2))
	got := history(t, s, 1)
	want := []season.Revision{
		{By: "gpt", FromState: season.Untranslated, State: season.Machine, Text: "machine", Origin: season.FromMachine, Engine: "gpt", Version: 1},
		{By: "ana", Note: "too formal", FromState: season.Machine, State: season.NeedsWork, FromText: "machine", Text: "mine", Origin: season.FromHuman, Version: 2, Label: "decide 1 line"},
		{By: "ben", FromState: season.NeedsWork, State: season.Approved, FromText: "mine", Text: "mine", Origin: season.FromHuman, Version: 3, Label: "decide 1 line"},
	}
	for i := range want {
		want[i].Market, want[i].Episode, want[i].Key = "us", "e001", "k1"
	}
	if d := cmp.Diff(want, got, cmpopts.IgnoreFields(season.Revision{}, "At")); d != "" {
		t.Error(d)
	}
	if now := one(t, s, 1); now.At != got[2].At || now.Version != 3 {
		t.Errorf("the row says %v, version %d; its history %v", now.At, now.Version, got[2].At)
	}
}

func TestTwoReviewersSeeBothSides(t *testing.T) {
	s := fresh(t, 2)
	propose(t, s, draft(1, "machine"), draft(2, "machine"))
	decide(t, s, decision(2, "ana's", season.Approved, "ana", 1))
	// Ben saw both lines before Ana decided the second.
	ben := []season.Translation{
		decision(1, "ben's", season.Approved, "ben", 1),
		decision(2, "ben's", season.Edited, "ben", 1),
	}
	err := s.Decide(t.Context(), ben)
	var c *season.Conflict
	if !errors.As(err, &c) {
		t.Fatalf("error %v, want a conflict", err)
	}
	if d := cmp.Diff(ben[1], c.Mine); d != "" {
		t.Error("mine:", d)
	}
	if d := cmp.Diff(one(t, s, 2), c.Theirs); d != "" || c.Theirs.Text != "ana's" {
		t.Error("theirs:", d)
	}
	for _, part := range []string{"us e001", `"k2"`, "ana", "version 1, now 2", "decide again"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
	if got := one(t, s, 1); got.Version != 1 || len(history(t, s, 1)) != 1 {
		t.Errorf("half of a refused decision was written: %+v", got)
	}
	// Having seen both, he decides again.
	ben[1].Version = c.Theirs.Version
	decide(t, s, ben...)
	if got := one(t, s, 2); got.Text != "ben's" || got.Version != 3 {
		t.Errorf("%+v", got)
	}
}

func TestConflictAboutFirstAndUnknown(t *testing.T) {
	s := fresh(t, 1)
	var c *season.Conflict
	if err := s.Decide(t.Context(), []season.Translation{decision(1, "a", season.Approved, "ana", 3)}); !errors.As(err, &c) || c.Theirs.Version != 0 {
		t.Errorf("seen 3, stored none: %v", err)
	}
	decide(t, s, decision(1, "a", season.Approved, "ana", 0))
	if err := s.Decide(t.Context(), []season.Translation{decision(1, "b", season.Approved, "ben", 0)}); !errors.As(err, &c) || c.Theirs.By != "ana" {
		t.Errorf("seen none, stored 1: %v", err)
	}
}

// Taking a decision back is a decision, with its own history row.
func TestDecisionCanBeTakenBack(t *testing.T) {
	s := fresh(t, 1)
	propose(t, s, draft(1, "machine"))
	decide(t, s, decision(1, "machine", season.Approved, "ana", 1))
	back := draft(1, "machine")
	back.By, back.Version = "ana", 2
	decide(t, s, back)
	if got := one(t, s, 1); got.State != season.Machine || got.Version != 3 || got.Origin != season.FromMachine {
		t.Errorf("%+v", got)
	}
	if kept := propose(t, s, draft(1, "better")); kept != 1 {
		t.Error("after taking it back, machines may propose again")
	}
}

func TestDecideRefuses(t *testing.T) {
	bad := map[string]struct {
		change func(*season.Translation)
		want   string
	}{
		"nobody":       {func(d *season.Translation) { d.By = "" }, "needs the name of who decides"},
		"no state":     {func(d *season.Translation) { d.State = "" }, `"" is not a state`},
		"stale":        {func(d *season.Translation) { d.State = "stale" }, `"stale" is not a state`},
		"no key":       {func(d *season.Translation) { d.Key = "" }, "a line key"},
		"twice":        {func(d *season.Translation) { d.Key = "k1" }, "decided twice at once"},
		"unknown line": {func(d *season.Translation) { d.Episode = "e009" }, "the store has no such line"},
		"not UTF-8":    {func(d *season.Translation) { d.Note = "\xff" }, "not valid UTF-8"},
	}
	for name, c := range bad {
		t.Run(name, func(t *testing.T) {
			s := fresh(t, 2)
			d := decision(2, "b", season.Approved, "ana", 0)
			c.change(&d)
			err := s.Decide(t.Context(), []season.Translation{decision(1, "a", season.Approved, "ana", 0), d})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
			if got := one(t, s, 1); got.Version != 0 {
				t.Errorf("half of it was written: %+v", got)
			}
		})
	}
}
