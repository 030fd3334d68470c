package store_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"dramaport/season"
	"dramaport/store"
)

func aPick(take int, version int64) season.Pick {
	return season.Pick{Market: "us", Episode: "e001", Key: "k1", Spoken: "a", Take: take, Version: version}
}

func pick(t *testing.T, s *store.Store, by string, ps ...season.Pick) error {
	t.Helper()
	_, err := s.Act(t.Context(), by, "pick", season.Change{Picks: ps})
	return err
}

func mustPick(t *testing.T, s *store.Store, by string, ps ...season.Pick) {
	t.Helper()
	if err := pick(t, s, by, ps...); err != nil {
		t.Fatal(err)
	}
}

// picked is the take that holds for the words a, 0 if none was ever chosen.
func picked(t *testing.T, s *store.Store) (take int, version int64) {
	t.Helper()
	ps, err := s.Picks(t.Context(), store.Query{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range ps {
		if p.Spoken == "a" {
			take, version = p.Take, p.Version
		}
	}
	return take, version
}

func TestTheLastPickHolds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "season.db")
	s := open(t, path)
	if err := s.PutLines(t.Context(), "e001", someLines("e001", 2)); err != nil {
		t.Fatal(err)
	}
	other := aPick(3, 0)
	other.Spoken = "b"
	mustPick(t, s, "Ana", aPick(2, 0), other)
	var c *season.Conflict
	if err := pick(t, s, "Ben", aPick(1, 0)); !errors.As(err, &c) || c.About != "take" || c.Theirs.By != "Ana" || c.Theirs.Text != "2" || c.Mine.Text != "1" {
		t.Errorf("the later one overwrote: %v", err)
	}
	mustPick(t, s, "Ben", aPick(1, 1))
	got, err := open(t, path).Picks(t.Context(), store.Query{Markets: []season.MarketName{"us"}, Episodes: []season.EpisodeName{"e001"}})
	if err != nil || len(got) != 2 || got[0].Take != 1 || got[0].By != "Ben" || got[0].Version != 2 || got[0].At.IsZero() || got[1].Take != 3 {
		t.Errorf("%+v, %v", got, err)
	}
	none, err := s.Picks(t.Context(), store.Query{Markets: []season.MarketName{"latam"}})
	if err != nil || len(none) != 0 {
		t.Errorf("%+v, %v", none, err)
	}
}

func TestPicksAreUndone(t *testing.T) {
	s := fresh(t, 2)
	undo, redo := s.Undo, s.Redo
	turn := func(how func() (season.Action, []season.Place, error), want int) {
		t.Helper()
		_, places, err := how()
		if err != nil || len(places) != 1 || places[0] != aPick(1, 0).Place() {
			t.Fatalf("%v, %v", places, err)
		}
		if got, _ := picked(t, s); got != want {
			t.Fatalf("take %d holds, want %d", got, want)
		}
	}
	undone := func() (season.Action, []season.Place, error) { return undo(t.Context(), "Ana") }
	redone := func() (season.Action, []season.Place, error) { return redo(t.Context(), "Ana") }
	mustPick(t, s, "Ana", aPick(2, 0))
	mustPick(t, s, "Ana", aPick(3, 1))
	turn(undone, 2)
	turn(undone, 1)
	turn(redone, 2)
	turn(redone, 3)
	turn(undone, 2)
	// A pick upon what was restored goes back to that.
	_, version := picked(t, s)
	mustPick(t, s, "Ana", aPick(4, version))
	turn(undone, 2)
	turn(undone, 1)
	turn(redone, 2)
	// Never over what somebody else has picked since.
	_, version = picked(t, s)
	mustPick(t, s, "Ben", aPick(5, version))
	var c *season.Conflict
	if _, _, err := undone(); !errors.As(err, &c) || c.Theirs.By != "Ben" || c.Theirs.Text != "5" {
		t.Errorf("%v", err)
	}
	if got, _ := picked(t, s); got != 5 {
		t.Errorf("take %d", got)
	}
}

// A pick and a text of one action are undone at once; the same pick again is
// no action.
func TestAPickIsPartOfItsAction(t *testing.T) {
	s := fresh(t, 2)
	since := time.Now()
	line := decision(1, "You lied.", season.Approved, "", 0)
	pick := aPick(2, 0)
	pick.Market = line.Market
	if _, err := s.Act(t.Context(), "Ana", "both", season.Change{Translations: []season.Translation{line}, Picks: []season.Pick{pick}}); err != nil {
		t.Fatal(err)
	}
	pick.Version = 1
	if a, err := s.Act(t.Context(), "Ana", "again", season.Change{Picks: []season.Pick{pick}}); err != nil || a.ID != 0 {
		t.Errorf("%+v, %v", a, err)
	}
	if places, _, err := s.ChangedSince(t.Context(), since); err != nil || len(places) != 1 {
		t.Errorf("%v, %v", places, err)
	}
	_, places, err := s.Undo(t.Context(), "Ana")
	if err != nil || len(places) != 1 {
		t.Fatalf("%v, %v", places, err)
	}
	if got, _ := picked(t, s); got != 1 {
		t.Errorf("take %d", got)
	}
}

// Who only picks makes the line known to the others.
func TestPicksStir(t *testing.T) {
	s := fresh(t, 1)
	since := time.Now()
	mustPick(t, s, "Ana", aPick(2, 0))
	places, _, err := s.ChangedSince(t.Context(), since)
	if err != nil || len(places) != 1 || places[0] != aPick(1, 0).Place() {
		t.Errorf("%v, %v", places, err)
	}
}

func TestPicksThatAreNone(t *testing.T) {
	s := fresh(t, 1)
	for name, change := range map[string]func(*season.Pick){
		"no take":     func(p *season.Pick) { p.Take = 0 },
		"no key":      func(p *season.Pick) { p.Key = "" },
		"no line":     func(p *season.Pick) { p.Key = "k9" },
		"no text":     func(p *season.Pick) { p.Spoken = "\xff" },
		"not so seen": func(p *season.Pick) { p.Version = 4 },
	} {
		p := aPick(1, 0)
		change(&p)
		if err := pick(t, s, "Ana", p); err == nil {
			t.Errorf("%s: kept", name)
		}
	}
	if err := pick(t, s, "Ana", aPick(1, 0), aPick(2, 0)); err == nil {
		t.Error("two takes at once: kept")
	}
	if err := pick(t, s, "", aPick(1, 0)); err == nil {
		t.Error("nobody: kept")
	}
}
