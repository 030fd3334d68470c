package store_test

import (
	"errors"
	"path/filepath"
	"testing"

	"dramaport/season"
	"dramaport/store"
)

func TestTheLastPickHolds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "season.db")
	s := open(t, path)
	if err := s.PutLines(t.Context(), "e001", someLines("e001", 2)); err != nil {
		t.Fatal(err)
	}
	one := season.Pick{Market: "us", Episode: "e001", Key: "k1", Spoken: "a", Take: 2, By: "Ana"}
	other := one
	other.Spoken, other.Take = "b", 3
	for _, p := range []season.Pick{one, other} {
		if err := s.Pick(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	late := one
	late.By, late.Take = "Ben", 1
	var c *store.PickConflict
	if err := s.Pick(t.Context(), late); !errors.As(err, &c) || c.Theirs.By != "Ana" || c.Theirs.Take != 2 {
		t.Errorf("the later one overwrote: %v", err)
	}
	late.Version = 1
	if err := s.Pick(t.Context(), late); err != nil {
		t.Fatal(err)
	}
	got, err := open(t, path).Picks(t.Context(), store.Query{Markets: []season.MarketName{"us"}, Episodes: []season.EpisodeName{"e001"}})
	if err != nil || len(got) != 2 || got[0].Take != 1 || got[0].By != "Ben" || got[0].Version != 2 || got[0].At.IsZero() || got[1].Take != 3 {
		t.Errorf("%+v, %v", got, err)
	}
	none, err := s.Picks(t.Context(), store.Query{Markets: []season.MarketName{"latam"}})
	if err != nil || len(none) != 0 {
		t.Errorf("%+v, %v", none, err)
	}
}

func TestPicksThatAreNone(t *testing.T) {
	s := fresh(t, 1)
	good := season.Pick{Market: "us", Episode: "e001", Key: "k1", Spoken: "a", Take: 1, By: "Ana"}
	for name, change := range map[string]func(*season.Pick){
		"nobody":  func(p *season.Pick) { p.By = "" },
		"no take": func(p *season.Pick) { p.Take = 0 },
		"no key":  func(p *season.Pick) { p.Key = "" },
		"no line": func(p *season.Pick) { p.Key = "k9" },
		"no text": func(p *season.Pick) { p.By = "\xff" },
	} {
		p := good
		change(&p)
		if err := s.Pick(t.Context(), p); err == nil {
			t.Errorf("%s: kept", name)
		}
	}
}
