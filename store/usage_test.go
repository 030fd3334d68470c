package store_test

import (
	"math"
	"path/filepath"
	"testing"
	"time"

	"dramaport/season"
	"dramaport/store"

	"github.com/google/go-cmp/cmp"
)

func TestUsageIsSummedPerProvider(t *testing.T) {
	path := filepath.Join(t.TempDir(), "season.db")
	s := open(t, path)
	at := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	requests := []season.Usage{
		{Provider: "gpt", Market: "us", Episode: "e001", Requests: 1, InputTokens: 1000, CachedTokens: 800, OutputTokens: 90, Cost: 0.25, At: at.Add(time.Hour)},
		{Provider: "google", Market: "us", Episode: "e001", Requests: 1, Characters: math.MaxInt32, Cost: 0.5, At: at},
		{Provider: "gpt", Market: "latam", Episode: "e002", Requests: 1, InputTokens: 10, OutputTokens: 9, Characters: 7, Estimated: 1, Cost: 0.5, At: at},
	}
	for _, u := range requests {
		if err := s.AddUsage(t.Context(), u); err != nil {
			t.Fatal(err)
		}
	}
	want := []season.Usage{
		{Provider: "google", Requests: 1, Characters: math.MaxInt32, Cost: 0.5, At: at},
		{Provider: "gpt", Requests: 2, InputTokens: 1010, CachedTokens: 800, OutputTokens: 99, Characters: 7, Estimated: 1, Cost: 0.75, At: at.Add(time.Hour)},
	}
	for _, s := range []*store.Store{s, open(t, path)} {
		got, err := s.Usage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
		per, err := s.MarketUsage(t.Context())
		if err != nil || len(per) != 3 || per[0].Market != "latam" || per[0].Cost != 0.5 || per[1].Provider != "google" || per[2].Cost != 0.25 {
			t.Errorf("per market %+v, %v", per, err)
		}
	}
}

func TestUsageThatCannotBeSummed(t *testing.T) {
	s := fresh(t, 1)
	for _, u := range []season.Usage{{Requests: 1}, {Provider: "gpt", Cost: math.NaN()}, {Provider: "gpt", Cost: math.Inf(1)}} {
		if err := s.AddUsage(t.Context(), u); err == nil {
			t.Errorf("%+v was kept", u)
		}
	}
	if err := s.AddUsage(t.Context(), season.Usage{Provider: "gpt"}); err != nil {
		t.Fatal(err)
	}
	if us, err := s.Usage(t.Context()); err != nil || len(us) != 1 || us[0].At.IsZero() {
		t.Errorf("usage without a time: %v, %v", us, err)
	}
}
