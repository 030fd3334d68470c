package store_test

import (
	"reflect"
	"testing"
	"time"

	"dramaport/season"
	"dramaport/store"
)

// batchOf is a batch of two requests about lines k1 and k2.
func batchOf(token string, at time.Time) store.Batch {
	return store.Batch{Token: token, Translator: "gpt", Submitted: at, Requests: []store.BatchRequest{
		{ID: "us/e001/2", Market: "us", Episode: "e001", Lines: []store.BatchLine{{Key: "k2", Basis: "b2"}}},
		{ID: "us/e001/1", Market: "us", Episode: "e001", Lines: []store.BatchLine{{Key: "k1", Basis: "b1"}}},
	}}
}

func TestBatchFromSubmissionToEnd(t *testing.T) {
	s := fresh(t, 2)
	b, older := batchOf("t1", noon(time.Minute)), batchOf("t0", noon(0))
	if err := s.AddBatches(t.Context(), b, older); err != nil {
		t.Fatal(err)
	}
	// The same token again changes nothing.
	if err := s.AddBatches(t.Context(), store.Batch{Token: "t1", Translator: "other", Ended: "failed"}); err != nil {
		t.Fatal(err)
	}
	if err := s.AddBatches(t.Context(), store.Batch{Translator: "gpt"}); err == nil {
		t.Error("a batch without a token was kept")
	}
	pending, err := s.PendingBatches(t.Context())
	if err != nil || !reflect.DeepEqual(pending, []store.Batch{older, b}) {
		t.Fatalf("pending %+v, %v", pending, err)
	}
	if err := s.SetBatchID(t.Context(), "t1", "batch_1"); err != nil {
		t.Fatal(err)
	}
	u := season.Usage{Provider: "gpt", Requests: 1, Cost: 0.5, Ref: "batch t1 us/e001/1"}
	for range 2 { // a second time after a kill
		if err := s.KeepReply(t.Context(), "t1", "us/e001/1", []season.Translation{draft(1, "How dare you")}, &u); err != nil {
			t.Fatal(err)
		}
	}
	got, ok, err := s.Batch(t.Context(), "t1")
	if err != nil || !ok || got.ID != "batch_1" || !got.Requests[1].Done || got.Requests[0].Done {
		t.Errorf("%+v, %v, %v", got, ok, err)
	}
	if us, err := s.Usage(t.Context()); err != nil || len(us) != 1 || us[0].Cost != 0.5 || one(t, s, 1).Text != "How dare you" || len(history(t, s, 1)) != 1 {
		t.Errorf("usage %+v, %v; text %+v", us, err, one(t, s, 1))
	}
	if err := s.EndBatch(t.Context(), "t1", "completed"); err != nil {
		t.Fatal(err)
	}
	if err := s.DropBatch(t.Context(), "t0"); err != nil {
		t.Fatal(err)
	}
	if pending, err = s.PendingBatches(t.Context()); err != nil || len(pending) != 0 {
		t.Errorf("pending %+v, %v", pending, err)
	}
	if got, ok, err = s.Batch(t.Context(), "t1"); err != nil || !ok || got.Ended != "completed" || len(got.Requests) != 0 {
		t.Errorf("%+v, %v, %v", got, ok, err)
	}
	if _, ok, err = s.Batch(t.Context(), "t0"); err != nil || ok {
		t.Errorf("a batch that was dropped is there: %v", err)
	}
}

// TestReplyIsKeptWholeOrNotAtAll: where one part cannot be kept, the request is
// not done and nothing was counted.
func TestReplyIsKeptWholeOrNotAtAll(t *testing.T) {
	s := fresh(t, 2)
	if err := s.AddBatches(t.Context(), batchOf("t1", noon(0))); err != nil {
		t.Fatal(err)
	}
	stranger := draft(1, "No such line")
	stranger.Key = "k9"
	u := season.Usage{Provider: "gpt", Requests: 1}
	for _, ts := range [][]season.Translation{{draft(1, "How dare you"), stranger}, {decision(1, "By a person", season.Approved, "ana", 0)}} {
		if err := s.KeepReply(t.Context(), "t1", "us/e001/1", ts, &u); err == nil {
			t.Errorf("%+v was kept", ts)
		}
	}
	if err := s.KeepReply(t.Context(), "t1", "us/e001/1", []season.Translation{draft(1, "How dare you")}, &season.Usage{}); err == nil {
		t.Error("usage of nobody was kept")
	}
	b, _, err := s.Batch(t.Context(), "t1")
	if us, failed := s.Usage(t.Context()); err != nil || failed != nil || b.Requests[1].Done || len(us) != 0 || one(t, s, 1).Version != 0 {
		t.Errorf("half a reply is kept: %+v, %+v, %+v", b.Requests, us, one(t, s, 1))
	}
}
