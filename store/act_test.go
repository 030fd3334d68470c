package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"dramaport/season"
	"dramaport/store"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// act does a change that must succeed.
func act(t *testing.T, s *store.Store, by, label string, d season.Change) season.Action {
	t.Helper()
	a, err := s.Act(t.Context(), by, label, d)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// approve is a change that approves line i in the words given, as seen.
func approve(i int, text string, version int64) season.Change {
	return season.Change{Translations: []season.Translation{decision(i, text, season.Approved, "", version)}}
}

func undo(t *testing.T, s *store.Store, by string) season.Action {
	t.Helper()
	a, _, err := s.Undo(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func redo(t *testing.T, s *store.Store, by string) season.Action {
	t.Helper()
	a, _, err := s.Redo(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// place is line ki of e001 in a market.
func place(m season.MarketName, key season.LineKey) season.Place {
	return season.Place{Market: m, Episode: "e001", Key: key}
}

// margin is all that stands beside the lines, without ids and times.
func margin(t *testing.T, s *store.Store) []string {
	t.Helper()
	cs, err := s.Comments(t.Context(), store.Query{})
	if err != nil {
		t.Fatal(err)
	}
	ss, err := s.Speakers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	as, err := s.Assignments(t.Context(), store.Query{})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, c := range cs {
		all = append(all, "comment "+string(c.Key)+" "+c.By+": "+c.Text+" ["+c.ResolvedBy+"]")
	}
	for _, x := range ss {
		all = append(all, "speaker "+string(x.Key)+" "+x.By+": "+x.Speaker)
	}
	for _, a := range as {
		all = append(all, "assigned "+string(a.Market)+" "+string(a.Key)+" "+a.By+": "+a.To)
	}
	return all
}

func TestUndoRestoresAllAsItWas(t *testing.T) {
	s := fresh(t, 2)
	machine := draft(1, "machine")
	machine.Findings = []season.Finding{{Rule: season.RuleLeak, Severity: season.Error, Message: "a doubt"}}
	propose(t, s, machine)
	proposed := one(t, s, 1)
	both := approve(1, "mine", 1)
	both.Translations[0].Note = "why"
	both.Translations = append(both.Translations, decision(2, "new", season.Edited, "", 0))
	act(t, s, "ana", "edit 2 lines", both)
	edited := one(t, s, 1)

	a, places, err := s.Undo(t.Context(), "ana")
	if err != nil || a.Label != "edit 2 lines" || !a.Undone {
		t.Fatalf("%+v %v", a, err)
	}
	if d := cmp.Diff([]season.Place{place("us", "k1"), place("us", "k2")}, places); d != "" {
		t.Error(d)
	}
	ignore := cmpopts.IgnoreFields(season.Translation{}, "Version")
	if d := cmp.Diff(proposed, one(t, s, 1), ignore); d != "" {
		t.Error("undone: ", d)
	}
	if got := one(t, s, 2); got.State != season.Untranslated || got.Text != "" || got.Origin != "" || got.Version != 2 {
		t.Errorf("a line that had nothing: %+v", got)
	}
	redo(t, s, "ana")
	if d := cmp.Diff(edited, one(t, s, 1), ignore); d != "" {
		t.Error("redone: ", d)
	}
	cs := history(t, s, 1)
	var labels []string
	for _, c := range cs {
		labels = append(labels, c.By+" "+c.Label+" "+c.FromText+">"+c.Text)
	}
	want := []string{"gpt  >machine", "ana edit 2 lines machine>mine", "ana undo: edit 2 lines mine>machine", "ana redo: edit 2 lines machine>mine"}
	if d := cmp.Diff(want, labels); d != "" {
		t.Error(d)
	}
}

// What Ana approved is Ana's again when Ben takes back what he did to it.
func TestUndoneLineIsWhoseItWas(t *testing.T) {
	s := fresh(t, 1)
	act(t, s, "ana", "approve", approve(1, "ana's", 0))
	was := one(t, s, 1)
	act(t, s, "ben", "edit", approve(1, "ben's", 1))
	undo(t, s, "ben")
	if got := one(t, s, 1); got.By != "ana" || got.At != was.At || got.Text != "ana's" || got.Version != 3 {
		t.Errorf("%+v", got)
	}
	if cs := history(t, s, 1); cs[2].By != "ben" || !cs[2].At.After(was.At) {
		t.Errorf("the history does not say who undid: %+v", cs[2])
	}
	undo(t, s, "ana") // what Ben did to it does not hold any more
	if got := one(t, s, 1); got.State != season.Untranslated {
		t.Errorf("%+v", got)
	}
}

func TestChainsOverOneLine(t *testing.T) {
	s := fresh(t, 1)
	texts := []string{"", "a", "b", "c"}
	for i, text := range texts[1:] {
		act(t, s, "ana", text, approve(1, text, int64(i)))
	}
	check := func(want string) {
		t.Helper()
		if got := one(t, s, 1).Text; got != want {
			t.Fatalf("%q, want %q", got, want)
		}
	}
	for range 3 { // again and again
		for i := 2; i >= 0; i-- {
			undo(t, s, "ana")
			check(texts[i])
		}
		if _, _, err := s.Undo(t.Context(), "ana"); !errors.Is(err, store.ErrNothingToUndo) {
			t.Fatal(err)
		}
		for i := 1; i <= 3; i++ {
			redo(t, s, "ana")
			check(texts[i])
		}
		if _, _, err := s.Redo(t.Context(), "ana"); !errors.Is(err, store.ErrNothingToRedo) {
			t.Fatal(err)
		}
	}
	undo(t, s, "ana")
	act(t, s, "ana", "d", approve(1, "d", one(t, s, 1).Version))
	if _, _, err := s.Redo(t.Context(), "ana"); !errors.Is(err, store.ErrNothingToRedo) {
		t.Errorf("a new action must forget the undone: %v", err)
	}
	as, err := s.Actions(t.Context(), "ana", 2)
	if err != nil || len(as) != 2 || as[0].Label != "d" || as[1].Label != "b" {
		t.Errorf("%+v %v", as, err)
	}
	undo(t, s, "ana")
	check("b")
}

func TestUndoIsRefusedWhenAnotherHasChangedIt(t *testing.T) {
	others := map[string]struct {
		by    string
		about string
		do    func(*testing.T, *store.Store)
	}{
		"translation": {"ben", "", func(t *testing.T, s *store.Store) { act(t, s, "ben", "x", approve(2, "ben's", 1)) }},
		"same text":   {"ben", "", func(t *testing.T, s *store.Store) { act(t, s, "ben", "x", approve(2, "two", 1)) }},
		"comment": {"ben", "comment", func(t *testing.T, s *store.Store) {
			cs, _ := s.Comments(t.Context(), store.Query{})
			cs[0].ResolvedBy = "ben"
			act(t, s, "ben", "x", season.Change{Comments: cs})
		}},
		"speaker": {"ben", "speaker", func(t *testing.T, s *store.Store) {
			act(t, s, "ben", "x", season.Change{Speakers: []season.SpeakerSet{{Episode: "e001", Key: "k1", Speaker: "陆沉"}}})
		}},
		"assignment": {"ben", "assignment", func(t *testing.T, s *store.Store) {
			act(t, s, "ben", "x", season.Change{Assignments: []season.Assignment{{Place: place("us", "k1")}}})
		}},
	}
	for name, other := range others {
		t.Run(name, func(t *testing.T) {
			s := fresh(t, 2)
			act(t, s, "ana", "all at once", season.Change{
				Translations: []season.Translation{decision(1, "one", season.Approved, "", 0), decision(2, "two", season.Approved, "", 0)},
				Comments:     []season.Comment{{Place: place("us", "k1"), Text: "too formal"}},
				Speakers:     []season.SpeakerSet{{Episode: "e001", Key: "k1", Speaker: "路人甲"}},
				Assignments:  []season.Assignment{{Place: place("us", "k1"), To: "cy"}},
			})
			other.do(t, s)
			before, beside := one(t, s, 1), margin(t, s)
			_, _, err := s.Undo(t.Context(), "ana")
			var c *season.Conflict
			if !errors.As(err, &c) || c.About != other.about || c.Theirs.By != other.by || c.Mine.By != "ana" {
				t.Fatalf("%v %+v", err, c)
			}
			if d := cmp.Diff(before, one(t, s, 1)) + cmp.Diff(beside, margin(t, s)); d != "" {
				t.Error("half of it was undone: ", d)
			}
			undo(t, s, "ben") // then it holds no longer
			undo(t, s, "ana")
			if left := margin(t, s); len(left) != 0 || one(t, s, 1).Text != "" || one(t, s, 2).Text != "" {
				t.Errorf("left: %v", left)
			}
			redo(t, s, "ana")
			want := []string{"comment k1 ana: too formal []", "speaker k1 ana: 路人甲", "assigned us k1 ana: cy"}
			if d := cmp.Diff(want, margin(t, s)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestRedoIsRefusedOverAMachine(t *testing.T) {
	s := fresh(t, 1)
	act(t, s, "ana", "edit", approve(1, "mine", 0))
	undo(t, s, "ana")
	propose(t, s, draft(1, "machine"))
	var c *season.Conflict
	if _, _, err := s.Redo(t.Context(), "ana"); !errors.As(err, &c) || c.Theirs.Text != "machine" || c.Mine.Text != "mine" {
		t.Errorf("%v", err)
	}
	if got := one(t, s, 1); got.Text != "machine" {
		t.Errorf("%+v", got)
	}
}

// An action that cannot be undone does not stand in the way for ever.
func TestKeepLetsOlderActionsBeUndone(t *testing.T) {
	s := fresh(t, 2)
	act(t, s, "ana", "first", approve(1, "a", 0))
	act(t, s, "ana", "second", approve(2, "a", 0))
	act(t, s, "ben", "over it", approve(2, "b", 1))
	if _, _, err := s.Undo(t.Context(), "ana"); err == nil {
		t.Fatal("no conflict")
	}
	if a, err := s.Keep(t.Context(), "ana"); err != nil || a.Label != "second" {
		t.Fatal(a, err)
	}
	if a := undo(t, s, "ana"); a.Label != "first" || one(t, s, 2).Text != "b" {
		t.Errorf("%+v", a)
	}
	if _, err := s.Keep(t.Context(), "ana"); !errors.Is(err, store.ErrNothingToUndo) {
		t.Error(err)
	}
}

func TestUndoIsOnesOwn(t *testing.T) {
	s := fresh(t, 2)
	act(t, s, "ana", "hers", approve(1, "a", 0))
	act(t, s, "ben", "his", approve(2, "b", 0))
	if a := undo(t, s, "ana"); a.Label != "hers" || one(t, s, 2).Text != "b" {
		t.Errorf("%+v", a)
	}
	act(t, s, "ben", "more", approve(2, "c", 1)) // forgets nothing of Ana's
	redo(t, s, "ana")
	if _, _, err := s.Undo(t.Context(), "cy"); !errors.Is(err, store.ErrNothingToUndo) || !strings.Contains(err.Error(), "cy") {
		t.Error(err)
	}
	all, err := s.Actions(t.Context(), "", 0)
	if err != nil || len(all) != 3 {
		t.Errorf("%+v %v", all, err)
	}
}

func TestCommentsAreAnsweredAndReopened(t *testing.T) {
	s := fresh(t, 2)
	act(t, s, "ana", "comment", season.Change{Comments: []season.Comment{
		{Place: place("us", "k2"), Text: "who is this?"}, {Place: place("us", "k2"), Text: "and why?"}, {Place: place("latam", "k1"), Text: "elsewhere"}}})
	us := func() []season.Comment {
		t.Helper()
		cs, err := s.Comments(t.Context(), store.Query{Markets: []season.MarketName{"us"}})
		if err != nil || len(cs) != 2 {
			t.Fatal(cs, err)
		}
		return cs
	}
	seen := us()
	if c := seen[0]; !c.Open() || c.By != "ana" || c.Text != "who is this?" || !c.ResolvedAt.IsZero() || c.ID == 0 || c.Version != 1 {
		t.Errorf("%+v", c)
	}
	resolved := seen[0]
	resolved.ResolvedBy = "somebody" // it is who acts
	act(t, s, "ben", "resolve", season.Change{Comments: []season.Comment{resolved}})
	now := us()[0]
	if now.Open() || now.ResolvedBy != "ben" || now.ResolvedAt.IsZero() || now.By != "ana" || now.At != seen[0].At {
		t.Errorf("%+v", now)
	}
	// Ana has not seen that Ben resolved it.
	edited := seen[0]
	edited.Text = "who is that?"
	var c *season.Conflict
	if _, err := s.Act(t.Context(), "ana", "edit", season.Change{Comments: []season.Comment{edited}}); !errors.As(err, &c) || c.About != "comment" || c.Theirs.By != "ben" {
		t.Fatalf("%v", err)
	}
	now.ResolvedBy, now.Text = "", "who is that?"
	act(t, s, "ana", "reopen", season.Change{Comments: []season.Comment{now}})
	if again := us()[0]; !again.Open() || again.Text != "who is that?" || again.By != "ana" {
		t.Errorf("%+v", again)
	}
	undo(t, s, "ana")
	if again := us()[0]; again.ResolvedBy != "ben" || again.Text != "who is this?" {
		t.Errorf("%+v", again)
	}
}

func TestSpeakersAndAssignmentsReplaceAndGoBack(t *testing.T) {
	s := fresh(t, 2)
	speaker := func(name string) season.Change {
		return season.Change{Speakers: []season.SpeakerSet{{Episode: "e001", Key: "k1", Speaker: name}}}
	}
	to := func(name string) season.Change {
		return season.Change{Assignments: []season.Assignment{{Place: place("us", "k1"), To: name}, {Place: place("us", "k2"), To: name}}}
	}
	act(t, s, "ana", "speaker", speaker("路人甲"))
	act(t, s, "ben", "speaker", speaker("陆沉"))
	act(t, s, "ana", "assign", to("cy"))
	if d := cmp.Diff([]string{"speaker k1 ben: 陆沉", "assigned us k1 ana: cy", "assigned us k2 ana: cy"}, margin(t, s)); d != "" {
		t.Error(d)
	}
	if a := act(t, s, "ben", "assign", to("cy")); a.ID != 0 {
		t.Errorf("nothing changed, yet there is %+v", a)
	}
	act(t, s, "ana", "back", speaker(""))
	act(t, s, "ana", "nobody", to(""))
	if left := margin(t, s); len(left) != 0 {
		t.Error(left)
	}
	undo(t, s, "ana")
	undo(t, s, "ana")
	if d := cmp.Diff([]string{"speaker k1 ben: 陆沉", "assigned us k1 ana: cy", "assigned us k2 ana: cy"}, margin(t, s)); d != "" {
		t.Error(d)
	}
}

func TestActRefuses(t *testing.T) {
	us1 := place("us", "k1")
	cases := map[string]struct {
		by, label string
		change    season.Change
		want      string
	}{
		"nobody":            {"", "x", approve(1, "a", 0), "needs the name of who acts"},
		"no label":          {"ana", "", approve(1, "a", 0), "needs a label"},
		"empty comment":     {"ana", "x", season.Change{Comments: []season.Comment{{Place: us1, Text: " "}}}, "a comment needs a text"},
		"no market":         {"ana", "x", season.Change{Assignments: []season.Assignment{{Place: place("", "k1"), To: "cy"}}}, "needs a market"},
		"no key":            {"ana", "x", season.Change{Speakers: []season.SpeakerSet{{Episode: "e001", Speaker: "cy"}}}, "needs a market, an episode and a line key"},
		"twice":             {"ana", "x", season.Change{Assignments: []season.Assignment{{Place: us1, To: "a"}, {Place: us1, To: "b"}}}, "set twice at once"},
		"not UTF-8":         {"ana", "x", season.Change{Assignments: []season.Assignment{{Place: us1, To: "\xff"}}}, "not valid UTF-8"},
		"unknown comment":   {"ana", "x", season.Change{Comments: []season.Comment{{ID: 9, Place: us1, Text: "a", Version: 1}}}, "no comment 9"},
		"unknown line":      {"ana", "x", season.Change{Speakers: []season.SpeakerSet{{Episode: "e009", Key: "k1", Speaker: "a"}}}, "the store has no such line"},
		"comment elsewhere": {"ana", "x", season.Change{Comments: []season.Comment{{Place: place("us", "k9"), Text: "a"}}}, "the store has no such line"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := fresh(t, 2)
			c.change.Translations = append(c.change.Translations, decision(2, "x", season.Approved, "", 0))
			_, err := s.Act(t.Context(), c.by, c.label, c.change)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
			as, _ := s.Actions(t.Context(), "", 0)
			if got := one(t, s, 2); got.Version != 0 || len(as) != 0 || len(margin(t, s)) != 0 {
				t.Errorf("half of it was written: %+v %v", got, as)
			}
		})
	}
}

func TestStirredTellsEverythingOnceItHappened(t *testing.T) {
	s := fresh(t, 5)
	_, began, err := s.ChangedSince(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	propose(t, s, draft(1, "machine"))
	act(t, s, "ana", "x", season.Change{
		Comments:    []season.Comment{{Place: place("latam", "k2"), Text: "?"}},
		Speakers:    []season.SpeakerSet{{Episode: "e001", Key: "k3", Speaker: "陆沉"}},
		Assignments: []season.Assignment{{Place: place("us", "k4"), To: "cy"}},
	})
	want := []season.Place{place("", "k3"), place("latam", "k2"), place("us", "k1"), place("us", "k4")}
	got, now, err := s.ChangedSince(t.Context(), began)
	if err != nil || now.Before(began) {
		t.Fatal(now, err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if later, _, err := s.ChangedSince(t.Context(), now.Add(time.Hour)); err != nil || len(later) != 0 {
		t.Errorf("%v %v", later, err)
	}
	undo(t, s, "ana")
	if got, _, err = s.ChangedSince(t.Context(), now); err != nil || len(got) < 3 {
		t.Errorf("an undo stirs as well: %v %v", got, err)
	}
}
