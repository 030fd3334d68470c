package openai_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/localize/localizetest"
	"dramaport/localize/openai"
)

// twoLineRequests are n requests of two lines.
func twoLineRequests(n int) []localize.BatchRequest {
	var all []localize.BatchRequest
	for i := range n {
		r := request(fmt.Sprint("line ", i), "another")
		r.CacheKey = "dramaport-1"
		all = append(all, localize.BatchRequest{ID: fmt.Sprint("us/e001/", i+1), Request: r})
	}
	return all
}

// collected are the texts and failures by request.
func collected(t *testing.T, tr *openai.Translator, id string, known int) (map[string]localize.Reply, map[string]error) {
	t.Helper()
	replies, failed := map[string]localize.Reply{}, map[string]error{}
	err := tr.Collect(t.Context(), id, func(id string) []localize.Item {
		var n int
		if _, err := fmt.Sscanf(id, "us/e001/%d", &n); err != nil || n > known {
			return nil
		}
		return []localize.Item{{N: 1}, {N: 2}}
	}, func(id string, r localize.Reply, err error) error {
		if _, twice := replies[id]; twice {
			t.Errorf("%s twice", id)
		}
		replies[id], failed[id] = r, err
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return replies, failed
}

func finished(t *testing.T, tr *openai.Translator, token string, n int) (string, localize.BatchStatus) {
	t.Helper()
	id, err := tr.Submit(t.Context(), token, twoLineRequests(n))
	if err != nil || id == "" {
		t.Fatal(id, err)
	}
	for range 3 {
		s, err := tr.BatchStatus(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if s.Ended {
			return id, s
		}
	}
	t.Fatal("never ended")
	return "", localize.BatchStatus{}
}

// What a batch sends and reads is what Translate sends and reads.
func TestABatchIsTheSameAsTheLiveRequests(t *testing.T) {
	tr, s := start(t, localizetest.Config{Key: secret}, func(o *openai.Options) {
		o.CacheKey, o.Extra = true, map[string]any{"reasoning_effort": "low"}
	})
	id, status := finished(t, tr, "t1", 3)
	if status.State != "completed" || status.Done != 3 || status.Total != 3 {
		t.Errorf("%+v", status)
	}
	batched, failed := collected(t, tr, id, 3)
	bodies := map[string]string{}
	for _, r := range s.Requests() {
		bodies[r.Lines[0].Text] = canonical(t, r.Body)
	}
	for _, p := range twoLineRequests(3) {
		live, err := tr.Translate(t.Context(), p.Request)
		if err != nil || failed[p.ID] != nil {
			t.Fatal(err, failed[p.ID])
		}
		if diff := cmp.Diff(live.Texts, batched[p.ID].Texts); diff != "" || batched[p.ID].Usage.OutputTokens == 0 {
			t.Errorf("%s: %s %+v", p.ID, diff, batched[p.ID].Usage)
		}
		if diff := cmp.Diff(canonical(t, s.Requests()[len(s.Requests())-1].Body), bodies[p.Request.Lines[0].Text]); diff != "" {
			t.Error(diff)
		}
	}
	if replies, _ := collected(t, tr, id, 1); len(replies) != 1 {
		t.Errorf("replies nobody wants: %v", replies)
	}
}

func canonical(t *testing.T, body []byte) string {
	t.Helper()
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestASubmissionIsFoundAgainByItsToken(t *testing.T) {
	tr, s := start(t, localizetest.Config{})
	if id, err := tr.Submit(t.Context(), "t2", nil); id != "" || err != nil {
		t.Errorf("%q, %v", id, err)
	}
	var ids []string
	for _, token := range []string{"t1", "t2", "t3", "t1"} { // the server lists one a page
		id, err := tr.Submit(t.Context(), token, twoLineRequests(1))
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	if n, _ := s.Batches(); n != 3 || ids[0] != ids[3] {
		t.Errorf("%d batches, ids %v", n, ids)
	}
}

func TestBatchFaults(t *testing.T) {
	for fault, want := range map[localizetest.Kind]struct {
		words, problem, failure string
		answered, named         int
	}{
		localizetest.BatchFailed:  {"failed", "token_limit_exceeded Enqueued token limit", "", 0, 0},
		localizetest.BatchExpired: {"expired", "", "batch_expired", 2, 2},
		localizetest.BatchPartial: {"completed", "", "The server had an error", 3, 1},
		localizetest.BatchLost:    {"completed", "", "", 3, 0},
	} {
		tr, s := start(t, localizetest.Config{})
		if err := s.SetBatchFault(fault); err != nil {
			t.Fatal(err)
		}
		id, status := finished(t, tr, "t", 4)
		replies, failed := collected(t, tr, id, 4)
		answered, named := 0, 0
		for id, err := range failed {
			switch {
			case err == nil && len(replies[id].Texts) == 2:
				answered++
			case err != nil && want.failure != "" && strings.Contains(err.Error(), want.failure):
				named++
			}
		}
		if status.State != want.words || !strings.Contains(status.Problem, want.problem) || answered != want.answered || named != want.named || len(failed) != answered+named {
			t.Errorf("%s: %+v, %d answered, %d named, %v", fault, status, answered, named, failed)
		}
	}
}

func TestTheBatchTierHasTheSameErrors(t *testing.T) {
	tr, _ := start(t, localizetest.Config{Key: "another"})
	_, err := tr.Submit(t.Context(), "t", twoLineRequests(1))
	if provider.KindOf(err) != provider.Credentials || strings.Contains(err.Error(), secret) {
		t.Errorf("%v", err)
	}
	tr, _ = start(t, localizetest.Config{})
	if _, err := tr.BatchStatus(t.Context(), "batch_none"); provider.KindOf(err) != provider.Failed || !strings.Contains(err.Error(), "no such batch") {
		t.Errorf("%v", err)
	}
	id, _ := finished(t, tr, "t", 1)
	full := errors.New("disk full")
	if err := tr.Collect(t.Context(), id, func(string) []localize.Item { return []localize.Item{{N: 1}} }, func(string, localize.Reply, error) error { return full }); !errors.Is(err, full) {
		t.Errorf("%v", err)
	}
}
