package store_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"dramaport/season"
	"dramaport/store"
)

// The season of the design's bounds: 80 episodes of 60 lines, 10 markets.
const (
	benchEpisodes = 80
	benchLines    = 60
	benchMarkets  = 10
)

func benchSeason(b *testing.B) (s *store.Store, path string) {
	b.Helper()
	path = filepath.Join(b.TempDir(), "season.db")
	s, err := store.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	for e := range benchEpisodes {
		if err := s.PutLines(b.Context(), episodeName(e), someLines(episodeName(e), benchLines)); err != nil {
			b.Fatal(err)
		}
	}
	return s, path
}

func episodeName(e int) season.EpisodeName { return season.EpisodeName(fmt.Sprintf("e%03d", e+1)) }

// oneMarket is a draft of every line in one market.
func oneMarket(m int) []season.Translation {
	var ts []season.Translation
	for e := range benchEpisodes {
		for _, l := range someLines(episodeName(e), benchLines) {
			ts = append(ts, season.Translation{
				Market: season.MarketName(fmt.Sprintf("m%02d", m)), Episode: l.Episode, Key: l.Key,
				Text:  fmt.Sprintf("You dare to touch what is mine? %s, draft %d.", l.Ref(), m),
				State: season.Machine, Origin: season.FromMachine, Engine: "gpt", Basis: "0123456789abcdef",
			})
		}
	}
	return ts
}

func BenchmarkTranslations48000(b *testing.B) {
	s, _ := benchSeason(b)
	for m := range benchMarkets {
		if _, err := s.Propose(b.Context(), "gpt", oneMarket(m)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		ts, err := s.Translations(b.Context(), store.Query{})
		if err != nil || len(ts) != benchEpisodes*benchLines*benchMarkets {
			b.Fatal(len(ts), err)
		}
	}
}

func BenchmarkPropose4800(b *testing.B) {
	s, _ := benchSeason(b)
	m := 0
	for b.Loop() {
		ts := oneMarket(m)
		m++
		if kept, err := s.Propose(b.Context(), "gpt", ts); err != nil || kept != len(ts) {
			b.Fatal(kept, err)
		}
	}
}

func BenchmarkProposeNothingNew4800(b *testing.B) {
	s, _ := benchSeason(b)
	ts := oneMarket(0)
	if _, err := s.Propose(b.Context(), "gpt", ts); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if kept, err := s.Propose(b.Context(), "gpt", ts); err != nil || kept != 0 {
			b.Fatal(kept, err)
		}
	}
}

func BenchmarkPutLinesUnchanged(b *testing.B) {
	s, _ := benchSeason(b)
	for b.Loop() {
		for e := range benchEpisodes {
			if err := s.PutLines(b.Context(), episodeName(e), someLines(episodeName(e), benchLines)); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkLines4800(b *testing.B) {
	s, _ := benchSeason(b)
	for b.Loop() {
		if ls, err := s.Lines(b.Context()); err != nil || len(ls) != benchEpisodes {
			b.Fatal(len(ls), err)
		}
	}
}

func BenchmarkOpenUpToDate(b *testing.B) {
	_, path := benchSeason(b)
	for b.Loop() {
		s, err := store.Open(b.Context(), path)
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
}

func BenchmarkDecideOne(b *testing.B) {
	s, _ := benchSeason(b)
	t := oneMarket(0)[0]
	t.State, t.By = season.Approved, "ana"
	for b.Loop() {
		if err := s.Decide(b.Context(), []season.Translation{t}); err != nil {
			b.Fatal(err)
		}
		t.Version++
	}
}

// A reviewer's bulk approval, taken back and done again.
func BenchmarkActUndoRedo4800(b *testing.B) {
	s, _ := benchSeason(b)
	ts := oneMarket(0)
	version := int64(0)
	for b.Loop() {
		for i := range ts {
			ts[i].State, ts[i].Version = season.Approved, version
		}
		if _, err := s.Act(b.Context(), "ana", "approve 4800 lines", season.Change{Translations: ts}); err != nil {
			b.Fatal(err)
		}
		if _, _, err := s.Undo(b.Context(), "ana"); err != nil {
			b.Fatal(err)
		}
		if _, _, err := s.Redo(b.Context(), "ana"); err != nil {
			b.Fatal(err)
		}
		version += 3
	}
}

// What a review screen asks every second, over 100,800 translations of which
// nothing, or one, has changed lately.
func BenchmarkStirred100800(b *testing.B) {
	s, _ := benchSeason(b)
	for m := range 21 {
		if _, err := s.Propose(b.Context(), "gpt", oneMarket(m)); err != nil {
			b.Fatal(err)
		}
	}
	since := time.Now().Add(time.Minute)
	b.ReportAllocs()
	for b.Loop() {
		places, _, err := s.ChangedSince(b.Context(), since)
		if err != nil || len(places) != 0 {
			b.Fatal(len(places), err)
		}
	}
}
