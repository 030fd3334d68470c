package localize_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dramaport/internal/engines"
	"dramaport/localize"
)

// slow answers after a second and counts who is asked at once.
type slow struct {
	now, most, sent atomic.Int32
	err             error
}

func (s *slow) Translate(context.Context, localize.Request) (localize.Reply, error) {
	s.sent.Add(1)
	s.most.Store(max(s.most.Load(), s.now.Add(1)))
	time.Sleep(time.Second)
	s.now.Add(-1)
	return localize.Reply{}, s.err
}

// TestWarmed: the first request of a prefix goes alone and the others at once
// behind it; prefixes do not wait for each other; a short prefix, which no
// provider caches, is not waited for. It ends well also where the first fails.
func TestWarmed(t *testing.T) {
	long := strings.Repeat("Who addresses whom how. ", 300)
	for _, tc := range []struct {
		name     string
		prefixes []string
		err      error
		took     time.Duration
	}{
		{"one market", []string{long}, nil, 2 * time.Second},
		{"three markets", []string{long + "us", long + "br", long + "th"}, nil, 2 * time.Second},
		{"the first fails", []string{long}, errors.New("down"), 2 * time.Second},
		{"too short to be cached", []string{"RULES"}, nil, time.Second},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				engine := &slow{err: tc.err}
				warm := localize.WithCacheWarmup(engine, &localize.CacheWarmup{})
				start := time.Now()
				var wg sync.WaitGroup
				for range 10 {
					for _, p := range tc.prefixes {
						wg.Go(func() { _, _ = warm.Translate(t.Context(), localize.Request{Prefix: p}) })
					}
				}
				time.Sleep(500 * time.Millisecond)
				if tc.took > time.Second && int(engine.sent.Load()) != len(tc.prefixes) {
					t.Errorf("%d sent before the first answers, want %d", engine.sent.Load(), len(tc.prefixes))
				}
				wg.Wait()
				if took := time.Since(start); took != tc.took || int(engine.sent.Load()) != 10*len(tc.prefixes) {
					t.Errorf("%d requests in %v, want %v", engine.sent.Load(), took, tc.took)
				}
			})
		})
	}
}

func TestWarmedEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		warm := localize.WithCacheWarmup(&slow{}, &localize.CacheWarmup{})
		r := localize.Request{Prefix: strings.Repeat("Who addresses whom how. ", 300)}
		go func() { _, _ = warm.Translate(t.Context(), r) }()
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if _, err := warm.Translate(ctx, r); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		time.Sleep(2 * time.Second)
	})
}

// TestUncountedUsageIsEstimated: a service that answers without a count is
// metered by our own, and marked.
func TestUncountedUsageIsEstimated(t *testing.T) {
	r := localize.Request{Prefix: "RULES", Lines: []localize.Item{{N: 1, Text: "你从来没有爱过我。"}}}
	var got []localize.Usage
	record := func(_ context.Context, u localize.Usage) error { got = append(got, u); return nil }
	for _, a := range []answer{
		{reply: localize.Reply{Texts: map[int]string{1: "You never loved me."}}},
		{reply: localize.Reply{Texts: map[int]string{1: "You never loved me."}, Usage: localize.Usage{InputTokens: 40, OutputTokens: 9}}},
		{err: errors.New("no answer")},
	} {
		_, _ = engines.Stack{Record: record}.Translator(a).Translate(t.Context(), r)
	}
	if len(got) != 2 || !got[0].Estimated || got[0].InputTokens < 20 || got[0].OutputTokens < 5 || got[0].Characters != 9 {
		t.Errorf("estimated %+v", got)
	}
	if got[1].Estimated || got[1].InputTokens != 40 {
		t.Errorf("a count of the provider's is kept: %+v", got[1])
	}
}
