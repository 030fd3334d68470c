package store_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dramaport/season"
	"dramaport/store"

	"github.com/google/go-cmp/cmp"
)

func lines(t *testing.T, s *store.Store) map[season.EpisodeName][]season.Line {
	t.Helper()
	ls, err := s.Lines(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return ls
}

func put(t *testing.T, s *store.Store, ls []season.Line) {
	t.Helper()
	if err := s.PutLines(t.Context(), "e001", ls); err != nil {
		t.Fatal(err)
	}
}

func TestLinesComeBackWhole(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "season.db"))
	want := season.Line{
		Episode: "e001", Key: "k1", Number: 1,
		Start: time.Second + 333333333*time.Nanosecond, End: 2 * time.Second,
		Speaker: "顾沉", Text: "⟦1⟧谁?⟦2⟧\n<&>", Before: `{\an8}`, After: "</i>", Tags: []string{"<b>", "</b>"},
		CueID: "intro", Settings: "line:0 align:start",
	}
	put(t, s, []season.Line{want})
	got := lines(t, s)
	if d := cmp.Diff(map[season.EpisodeName][]season.Line{"e001": {want}}, got); d != "" {
		t.Error(d)
	}
	put(t, s, nil)
	if got := lines(t, s); len(got) != 0 {
		t.Errorf("after an empty delivery: %v", got)
	}
}

// Every field counts: a change of any one of them is written.
func TestPutLinesSeesEveryField(t *testing.T) {
	changes := map[string]func(*season.Line){
		"Number":   func(l *season.Line) { l.Number = 9 },
		"Start":    func(l *season.Line) { l.Start++ },
		"End":      func(l *season.Line) { l.End++ },
		"Speaker":  func(l *season.Line) { l.Speaker = "x" },
		"Text":     func(l *season.Line) { l.Text = "x" },
		"Before":   func(l *season.Line) { l.Before = "x" },
		"After":    func(l *season.Line) { l.After = "x" },
		"Tags":     func(l *season.Line) { l.Tags = []string{"x"} },
		"CueID":    func(l *season.Line) { l.CueID = "x" },
		"Settings": func(l *season.Line) { l.Settings = "x" },
	}
	for field, change := range changes {
		t.Run(field, func(t *testing.T) {
			s := fresh(t, 1)
			want := someLines("e001", 1)
			change(&want[0])
			put(t, s, want)
			if d := cmp.Diff(want, lines(t, s)["e001"]); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestPutLinesOfOneEpisodeLeavesTheOthers(t *testing.T) {
	s := fresh(t, 2)
	if err := s.PutLines(t.Context(), "e002", someLines("e002", 3)); err != nil {
		t.Fatal(err)
	}
	put(t, s, nil)
	if got := lines(t, s); len(got) != 1 || len(got["e002"]) != 3 {
		t.Errorf("got %v", got)
	}
}

func TestLinesComeByNumber(t *testing.T) {
	s := fresh(t, 12)
	ls := someLines("e001", 12)
	ls[0].Number, ls[11].Number = 12, 1
	put(t, s, ls)
	for i, l := range lines(t, s)["e001"] {
		if l.Number != i+1 {
			t.Errorf("place %d holds line %d", i, l.Number)
		}
	}
}

func TestGoneLinesKeepTheirDecisions(t *testing.T) {
	s := fresh(t, 3)
	if err := s.Decide(t.Context(), []season.Translation{decision(2, "How dare you", season.Approved, "ana", 0)}); err != nil {
		t.Fatal(err)
	}
	all := someLines("e001", 3)
	put(t, s, []season.Line{all[0], all[2]})
	gone, err := s.Gone(t.Context(), "e001")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(all[1:2], gone); d != "" {
		t.Error("gone:", d)
	}
	if got := lines(t, s)["e001"]; len(got) != 2 {
		t.Errorf("current lines: %v", got)
	}
	if got := one(t, s, 2); got.State != season.Approved {
		t.Errorf("while gone: %+v", got)
	}
	put(t, s, all)
	if gone, err := s.Gone(t.Context(), "e001"); err != nil || len(gone) != 0 {
		t.Errorf("delivered again, still gone: %v, %v", gone, err)
	}
	if got := one(t, s, 2); got.Text != "How dare you" || got.By != "ana" {
		t.Errorf("delivered again: %+v", got)
	}
}

func TestPutLinesRefuses(t *testing.T) {
	cases := map[string]struct {
		break_ func([]season.Line)
		want   string
	}{
		"no key":        {func(ls []season.Line) { ls[1].Key = "" }, "e001:2: the line has no key"},
		"twice":         {func(ls []season.Line) { ls[1].Key = "k1" }, `e001:2: the key "k1" is that of two lines`},
		"other episode": {func(ls []season.Line) { ls[1].Episode = "e002" }, `of episode "e002" among those of "e001"`},
		"not UTF-8":     {func(ls []season.Line) { ls[1].Tags = []string{"\xff"} }, "e001:2: the text is not valid UTF-8"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := fresh(t, 1)
			ls := someLines("e001", 3)
			c.break_(ls)
			err := s.PutLines(t.Context(), "e001", ls)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
			if got := lines(t, s)["e001"]; len(got) != 1 {
				t.Errorf("something was written: %v", got)
			}
		})
	}
}
