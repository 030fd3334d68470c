package store_test

import (
	"testing"
	"time"

	"dramaport/season"
	"dramaport/store"
)

func TestPlansAreReplaced(t *testing.T) {
	s := fresh(t, 1)
	p := store.Plan{Market: "us", Episode: "e001", Content: "{\n \"lines\": null\n}\n", At: noon(0),
		Stem: store.File{SHA256: "ab", Bytes: 3, Modified: noon(time.Second)}}
	for _, put := range []store.Plan{{Market: "us", Episode: "e001", Content: "old"}, p, {Market: "latam", Episode: "e001", Content: "x"}} {
		if err := s.PutPlan(t.Context(), put); err != nil {
			t.Fatal(err)
		}
	}
	// What an old season's files say replaces nothing.
	if err := s.AddPlans(t.Context(), store.Plan{Market: "us", Episode: "e001", Content: "file"}, store.Plan{Market: "us", Episode: "e002", Content: "file"}); err != nil {
		t.Fatal(err)
	}
	got, err := s.Plans(t.Context(), store.Query{Markets: []season.MarketName{"us"}, Episodes: []season.EpisodeName{"e001"}})
	if err != nil || len(got) != 1 || got[0] != p {
		t.Errorf("got %+v, %v; want %+v", got, err, p)
	}
	if got, err = s.Plans(t.Context(), store.Query{}); err != nil || len(got) != 3 {
		t.Errorf("%d plans, %v; want 3", len(got), err)
	}
	for _, bad := range []store.Plan{{Episode: "e001", Content: "x"}, {Market: "us", Content: "x"}, {Market: "us", Episode: "e001"}, {Market: "us", Episode: "e001", Content: "\xff"}} {
		if err := s.PutPlan(t.Context(), bad); err == nil {
			t.Errorf("%+v was kept", bad)
		}
	}
}
