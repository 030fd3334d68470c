package store_test

import (
	"fmt"
	"testing"
	"time"

	"dramaport/season"
	"dramaport/store"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestRecentIsNewestFirst(t *testing.T) {
	s := fresh(t, 3)
	propose(t, s, draft(1, "a"), draft(2, "a"))
	decide(t, s, decision(2, "b", season.Approved, "ana", 1))
	recent := func(q store.Query, since time.Time, limit int) (refs []string) {
		t.Helper()
		cs, err := s.Recent(t.Context(), q, since, limit)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cs {
			refs = append(refs, fmt.Sprintf("%s/%d %s->%s", c.Key, c.Version, c.FromText, c.Text))
		}
		return refs
	}
	all := []string{"k2/2 a->b", "k1/1 ->a", "k2/1 ->a"}
	us := store.Query{Markets: []season.MarketName{"us"}, Episodes: []season.EpisodeName{"e001"}}
	cases := []struct {
		got, want []string
	}{
		{recent(store.Query{}, time.Time{}, 0), all},
		{recent(us, time.Time{}, 2), all[:2]},
		{recent(us, one(t, s, 2).At, 0), all[:1]},
		{recent(us, time.Now().Add(time.Hour), 0), nil},
		{recent(store.Query{Markets: []season.MarketName{"latam"}}, time.Time{}, 0), nil},
	}
	for i, c := range cases {
		if d := cmp.Diff(c.want, c.got); d != "" {
			t.Errorf("case %d: %s", i, d)
		}
	}
}

// replay makes a row of its history.
func replay(t *rapid.T, cs []season.Revision) season.Translation {
	var row season.Translation
	for i, c := range cs {
		from := row.State
		if i == 0 {
			from = season.Untranslated
		}
		if c.Version != row.Version+1 || c.FromText != row.Text || c.FromState != from {
			t.Fatalf("change %+v does not follow %+v", c, row)
		}
		row = season.Translation{Market: c.Market, Episode: c.Episode, Key: c.Key, Text: c.Text, State: c.State,
			Origin: c.Origin, Engine: c.Engine, By: c.By, At: c.At, Note: c.Note, Version: c.Version}
	}
	return row
}

// Whatever people and machines do, the history of a line, replayed, is the
// line; and the store agrees with a model that knows only the rules.
func TestHistoryIsComplete(t *testing.T) {
	s := fresh(t, 3)
	market := 0
	rapid.Check(t, func(rt *rapid.T) {
		market++ // every run begins with an empty one
		in := store.Query{Markets: []season.MarketName{season.MarketName(fmt.Sprintf("m%d", market))}}
		model := map[season.LineKey]season.Translation{}
		line, text := rapid.IntRange(1, 3), rapid.SampledFrom([]string{"a", "b", "", "你"})
		rt.Repeat(map[string]func(*rapid.T){
			"propose": func(rt *rapid.T) {
				d := draft(line.Draw(rt, "line"), text.Draw(rt, "text"))
				d.Market = in.Markets[0]
				kept, err := s.Propose(t.Context(), "gpt", []season.Translation{d})
				if err != nil {
					rt.Fatal(err)
				}
				old := model[d.Key]
				stands := old.Version > 0 && old.State == d.State && old.Text == d.Text && old.Origin == d.Origin
				if want := !old.State.Decided() && !stands; want != (kept == 1) {
					rt.Fatalf("kept %d over %+v", kept, old)
				}
				if kept == 1 {
					d.By, d.Version = "gpt", old.Version+1
					model[d.Key] = d
				}
			},
			"decide": func(rt *rapid.T) {
				state := rapid.SampledFrom(season.States()).Draw(rt, "state")
				d := decision(line.Draw(rt, "line"), text.Draw(rt, "text"), state, "ana", 0)
				d.Market = in.Markets[0]
				old := model[d.Key]
				d.Version = old.Version + int64(rapid.IntRange(-1, 1).Draw(rt, "drift"))
				err := s.Decide(t.Context(), []season.Translation{d})
				if (err == nil) != (d.Version == old.Version) {
					rt.Fatalf("seen %d, stored %d: %v", d.Version, old.Version, err)
				}
				if err == nil {
					d.Version++
					model[d.Key] = d
				}
			},
		})
		stored, err := s.Translations(t.Context(), in)
		if err != nil || len(stored) != len(model) {
			rt.Fatal(len(stored), len(model), err)
		}
		for _, row := range stored {
			cs, err := s.History(t.Context(), row.Market, row.Episode, row.Key)
			if err != nil {
				rt.Fatal(err)
			}
			want := model[row.Key]
			want.At = row.At
			if d := cmp.Diff(want, row); d != "" {
				rt.Fatal("model: ", d)
			}
			row.Basis = "" // a Change does not carry it
			if d := cmp.Diff(row, replay(rt, cs)); d != "" {
				rt.Fatal("history: ", d)
			}
		}
	})
}
