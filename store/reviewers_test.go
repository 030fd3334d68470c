package store_test

import (
	"testing"
	"time"

	"dramaport/season"

	"github.com/google/go-cmp/cmp"
)

func TestReviewersCountWhatHolds(t *testing.T) {
	ctx := t.Context()
	s := fresh(t, 4)
	if _, err := s.Propose(ctx, "gpt", []season.Translation{draft(1, "One"), draft(2, "Two"), draft(3, "Three")}); err != nil {
		t.Fatal(err)
	}
	act := func(by string, all ...season.Translation) {
		t.Helper()
		if _, err := s.Act(ctx, by, "decide", season.Change{Translations: all}); err != nil {
			t.Fatal(err)
		}
	}
	act("Ana", decision(1, "One", season.Approved, "Ana", 1), decision(2, "Two", season.Approved, "Ana", 1))
	act("Ana", decision(1, "One!", season.Edited, "Ana", 2))
	act("Ben", decision(3, "Three", season.NeedsWork, "Ben", 1))
	want := []season.Reviewer{
		{By: "Ana", Today: season.Decided{Approved: 2, Edited: 1}, All: season.Decided{Approved: 2, Edited: 1}},
		{By: "Ben", Today: season.Decided{SentBack: 1}, All: season.Decided{SentBack: 1}},
	}
	holds := func(since time.Time, want []season.Reviewer) {
		t.Helper()
		got, err := s.Reviewers(ctx, since)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	holds(time.Now().Add(-time.Hour), want)

	// What is undone does not count, and counts again when it is redone.
	if _, _, err := s.Undo(ctx, "Ana"); err != nil {
		t.Fatal(err)
	}
	want[0].Today.Edited, want[0].All.Edited = 0, 0
	holds(time.Now().Add(-time.Hour), want)
	if _, _, err := s.Undo(ctx, "Ben"); err != nil {
		t.Fatal(err)
	}
	holds(time.Now().Add(-time.Hour), want[:1])
	if _, _, err := s.Redo(ctx, "Ana"); err != nil {
		t.Fatal(err)
	}
	want[0].Today.Edited, want[0].All.Edited = 1, 1
	holds(time.Now().Add(-time.Hour), want[:1])

	// A later action forgets what was undone: it never counts again.
	act("Ben", decision(4, "Four", season.Edited, "Ben", 0))
	want[1] = season.Reviewer{By: "Ben", Today: season.Decided{Edited: 1}, All: season.Decided{Edited: 1}}
	holds(time.Now().Add(-time.Hour), want)
	want[0].Today, want[1].Today = season.Decided{}, season.Decided{}
	holds(time.Now().Add(time.Hour), want)
}

// All lines of ten markets approved at once, one market's taken back again.
func BenchmarkReviewers48000(b *testing.B) {
	s, _ := benchSeason(b)
	for m := range benchMarkets {
		ts := oneMarket(m)
		for i := range ts {
			ts[i].State, ts[i].Origin, ts[i].Engine, ts[i].By = season.Approved, season.FromHuman, "", "Ana"
		}
		if _, err := s.Act(b.Context(), "Ana", "approve a market", season.Change{Translations: ts}); err != nil {
			b.Fatal(err)
		}
	}
	if _, _, err := s.Undo(b.Context(), "Ana"); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		all, err := s.Reviewers(b.Context(), time.Now())
		if err != nil || len(all) != 1 || all[0].All.Approved != benchEpisodes*benchLines*(benchMarkets-1) {
			b.Fatal(all, err)
		}
	}
}
