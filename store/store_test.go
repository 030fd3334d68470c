package store_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"dramaport/season"
	"dramaport/store"
)

// open opens the store at path and closes it with the test.
func open(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// fresh is a new store that holds lines k1 … kn of the episode e001.
func fresh(t *testing.T, n int) *store.Store {
	t.Helper()
	s := open(t, filepath.Join(t.TempDir(), "season.db"))
	if err := s.PutLines(t.Context(), "e001", someLines("e001", n)); err != nil {
		t.Fatal(err)
	}
	return s
}

// someLines are lines 1 … n with the keys k1 … kn.
func someLines(ep season.EpisodeName, n int) []season.Line {
	var ls []season.Line
	for i := 1; i <= n; i++ {
		start := time.Duration(i) * 2 * time.Second
		ls = append(ls, season.Line{
			Episode: ep, Key: season.LineKey(fmt.Sprintf("k%d", i)), Number: i,
			Start: start, End: start + 1500*time.Millisecond,
			Speaker: "林婉", Text: fmt.Sprintf("你敢动我的人？第%d句", i),
		})
	}
	return ls
}

// draft is a machine's proposal for line ki of e001 in the market us.
func draft(i int, text string) season.Translation {
	return season.Translation{
		Market: "us", Episode: "e001", Key: season.LineKey(fmt.Sprintf("k%d", i)), Text: text,
		State: season.Machine, Origin: season.FromMachine, Engine: "gpt", Basis: "0123456789abcdef",
	}
}

// decision is draft as a person leaves it, who saw the given version.
func decision(i int, text string, state season.State, by string, version int64) season.Translation {
	d := draft(i, text)
	d.State, d.Origin, d.Engine, d.By, d.Version = state, season.FromHuman, "", by, version
	return d
}

// one returns the stored translation of line ki of e001 in the market us.
func one(t *testing.T, s *store.Store, i int) season.Translation {
	t.Helper()
	all, err := s.Translations(t.Context(), store.Query{Markets: []season.MarketName{"us"}, Episodes: []season.EpisodeName{"e001"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tr := range all {
		if tr.Key == season.LineKey(fmt.Sprintf("k%d", i)) {
			return tr
		}
	}
	return season.Translation{}
}

// history returns the changes of line ki of e001 in the market us.
func history(t *testing.T, s *store.Store, i int) []season.Revision {
	t.Helper()
	cs, err := s.History(t.Context(), "us", "e001", season.LineKey(fmt.Sprintf("k%d", i)))
	if err != nil {
		t.Fatal(err)
	}
	return cs
}
