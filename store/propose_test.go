package store_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dramaport/season"
	"dramaport/store"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func propose(t *testing.T, s *store.Store, ts ...season.Translation) int {
	t.Helper()
	kept, err := s.Propose(t.Context(), "gpt", ts)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func decide(t *testing.T, s *store.Store, ts ...season.Translation) {
	t.Helper()
	if err := s.Decide(t.Context(), ts); err != nil {
		t.Fatal(err)
	}
}

func TestProposalComesBackWhole(t *testing.T) {
	s := fresh(t, 2)
	want := draft(1, "You dare touch my man? ⟦1⟧")
	want.Note = "from the series bible"
	open := draft(2, "")
	open.State, open.Basis = season.Untranslated, ""
	open.Findings = []season.Finding{{Rule: season.RuleRefusal, Severity: season.Error, Message: `refused: "I can't <help>"`}}
	if kept := propose(t, s, want, open); kept != 2 {
		t.Errorf("kept %d", kept)
	}
	want.By, want.Version, open.By, open.Version = "gpt", 1, "gpt", 1
	got := []season.Translation{one(t, s, 1), one(t, s, 2)}
	if d := cmp.Diff([]season.Translation{want, open}, got, cmpopts.IgnoreFields(season.Translation{}, "At")); d != "" {
		t.Error(d)
	}
	if at := got[0].At; at.IsZero() || at.Location().String() != "UTC" {
		t.Errorf("At is %v", at)
	}
}

func TestProposalOverEachState(t *testing.T) {
	for _, state := range season.States() {
		t.Run(string(state), func(t *testing.T) {
			s := fresh(t, 1)
			decide(t, s, decision(1, "theirs", state, "ana", 0))
			before := one(t, s, 1)
			kept := propose(t, s, draft(1, "ours"))
			after := one(t, s, 1)
			if state.Decided() {
				if kept != 0 || len(history(t, s, 1)) != 1 {
					t.Errorf("kept %d over a person's decision", kept)
				}
				if d := cmp.Diff(before, after); d != "" {
					t.Error(d)
				}
				return
			}
			if kept != 1 || after.Text != "ours" || after.Version != 2 || after.By != "gpt" {
				t.Errorf("kept %d: %+v", kept, after)
			}
		})
	}
}

func TestIdenticalProposalIsNotWritten(t *testing.T) {
	s := fresh(t, 2)
	propose(t, s, draft(1, "a"), draft(2, "b"))
	if kept := propose(t, s, draft(1, "a"), draft(2, "c")); kept != 1 {
		t.Errorf("kept %d, want only the changed one", kept)
	}
	if n := len(history(t, s, 1)); n != 1 {
		t.Errorf("%d history rows for one change", n)
	}
	changes := map[string]func(*season.Translation){
		"Basis":  func(d *season.Translation) { d.Basis = "fedcba9876543210" },
		"Engine": func(d *season.Translation) { d.Engine = "google" },
		"Origin": func(d *season.Translation) { d.Origin = season.FromMemory },
		"Note":   func(d *season.Translation) { d.Note = "x" },
		"Doubts": func(d *season.Translation) { d.Findings = []season.Finding{{Rule: season.RuleRepeated}} },
	}
	for field, change := range changes {
		d := draft(1, "a")
		change(&d)
		if kept := propose(t, s, d); kept != 1 {
			t.Errorf("a proposal with another %s is not kept", field)
		}
	}
}

func TestLastOfTwoProposalsWins(t *testing.T) {
	s := fresh(t, 1)
	if kept := propose(t, s, draft(1, "a"), draft(1, "b"), draft(1, "b")); kept != 2 {
		t.Errorf("kept %d", kept)
	}
	if got := one(t, s, 1); got.Text != "b" || got.Version != 2 {
		t.Errorf("%+v", got)
	}
}

func TestProposeRefusesAndWritesNothing(t *testing.T) {
	bad := map[string]struct {
		change func(*season.Translation)
		want   string
	}{
		"a decision":        {func(d *season.Translation) { d.State = season.Approved }, "only a person decides"},
		"no state":          {func(d *season.Translation) { d.State = "" }, `the state "" cannot be proposed`},
		"open, no reason":   {func(d *season.Translation) { d.State = season.Untranslated }, "needs a doubt"},
		"no market":         {func(d *season.Translation) { d.Market = "" }, "needs a market"},
		"no episode":        {func(d *season.Translation) { d.Episode = "" }, "needs a market, an episode"},
		"no key":            {func(d *season.Translation) { d.Key = "" }, "a line key"},
		"unknown line":      {func(d *season.Translation) { d.Key = "k99" }, `us e001 line key "k99": the store has no such line`},
		"text not UTF-8":    {func(d *season.Translation) { d.Text = "\xe4\xbd" }, "not valid UTF-8"},
		"message not UTF-8": {func(d *season.Translation) { d.Findings = []season.Finding{{Message: "\xff"}} }, "not valid UTF-8"},
	}
	for name, c := range bad {
		t.Run(name, func(t *testing.T) {
			s := fresh(t, 2)
			d := draft(2, "b")
			c.change(&d)
			kept, err := s.Propose(t.Context(), "gpt", []season.Translation{draft(1, "a"), d})
			if err == nil || !strings.Contains(err.Error(), c.want) || kept != 0 {
				t.Errorf("kept %d, error %v, want %q", kept, err, c.want)
			}
			if got := one(t, s, 1); got.Version != 0 {
				t.Errorf("half of it was written: %+v", got)
			}
		})
	}
}

func TestQuerySelects(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "season.db"))
	var ts []season.Translation
	for _, ep := range []season.EpisodeName{"e002", "e001"} {
		if err := s.PutLines(t.Context(), ep, someLines(ep, 1)); err != nil {
			t.Fatal(err)
		}
		for _, m := range []season.MarketName{"us", "latam", "o'neil; --"} {
			d := draft(1, "a")
			d.Market, d.Episode = m, ep
			ts = append(ts, d)
		}
	}
	propose(t, s, ts...)
	all := []string{"latam e001", "latam e002", "o'neil; -- e001", "o'neil; -- e002", "us e001", "us e002"}
	cases := []struct {
		q    store.Query
		want []string
	}{
		{store.Query{}, all},
		{store.Query{Markets: []season.MarketName{"us"}}, all[4:]},
		{store.Query{Markets: []season.MarketName{"o'neil; --"}}, all[2:4]},
		{store.Query{Markets: []season.MarketName{"us", "latam"}, Episodes: []season.EpisodeName{"e002"}}, []string{all[1], all[5]}},
		{store.Query{Episodes: []season.EpisodeName{"e001", "e002", "e003"}}, all},
		{store.Query{Episodes: []season.EpisodeName{"e003"}}, nil},
	}
	for _, c := range cases {
		got, err := s.Translations(t.Context(), c.q)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, tr := range got {
			names = append(names, string(tr.Market)+" "+string(tr.Episode))
		}
		if !slices.Equal(names, c.want) {
			t.Errorf("%+v: %q, want %q", c.q, names, c.want)
		}
	}
}

func TestUnusualText(t *testing.T) {
	texts := map[string]string{
		"emoji":          "👩‍👩‍👧‍👦🏳️‍🌈 \U0010ffff",
		"NUL":            "a\x00b\x00",
		"right to left":  "\u202bمن أنت؟\u202c \u2067שלום\u2069 abc",
		"controls":       "\x1b[31mred\x07\r\n\t\u0085\u2028",
		"100 KB":         strings.Repeat("替嫁千金", 100<<10/12),
		"placeholders":   "⟦1⟧ $1 ?1 :name %s",
		"quotes":         `'"; DROP TABLE line; -- \`,
		"combining":      "e\u0301\u0323",
		"only spaces":    "  \u3000 ",
		"numbers":        "0012.50",
		"looks like now": "2026-11-22 10:00:00",
		"empty":          "",
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			s := open(t, filepath.Join(t.TempDir(), "season.db"))
			l := someLines("e001", 1)
			l[0].Text, l[0].Speaker, l[0].Key, l[0].Tags = text, text, season.LineKey("k"+text), []string{text, text}
			put(t, s, l)
			if d := cmp.Diff(l, lines(t, s)["e001"]); d != "" {
				t.Error("line:", d)
			}
			want := draft(1, text)
			want.Key, want.Note, want.Findings = l[0].Key, text, []season.Finding{{Message: text}}
			propose(t, s, want)
			if kept := propose(t, s, want); kept != 0 {
				t.Error("the same text seems to differ")
			}
			got, err := s.Translations(t.Context(), store.Query{})
			if err != nil || len(got) != 1 {
				t.Fatal(got, err)
			}
			want.By, want.Version, want.At = "gpt", 1, got[0].At
			if d := cmp.Diff(want, got[0]); d != "" {
				t.Error("translation:", d)
			}
			cs, err := s.History(t.Context(), "us", "e001", want.Key)
			if err != nil || len(cs) != 1 || cs[0].Text != text {
				t.Error("history:", cs, err)
			}
		})
	}
}
