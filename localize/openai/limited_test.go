package openai_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"dramaport/internal/engines"
	"dramaport/internal/provider"
	"dramaport/localize/localizetest"
)

// jump is a clock that does not wait.
type jump struct {
	mu    sync.Mutex
	now   time.Time
	slept time.Duration
}

func (j *jump) Now() time.Time { j.mu.Lock(); defer j.mu.Unlock(); return j.now }

func (j *jump) Sleep(ctx context.Context, d time.Duration) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.now, j.slept = j.now.Add(max(0, d)), j.slept+max(0, d)
	return ctx.Err()
}

// TestBusyServerIsWaitedFor: through the limiter, what waiting mends is asked
// again, and what it does not mend is not.
func TestBusyServerIsWaitedFor(t *testing.T) {
	for _, tc := range []struct {
		fault    localizetest.Kind
		times    int
		requests int
		waited   time.Duration
		fails    bool
	}{
		{localizetest.Status429, 2, 3, 60 * time.Second, false},
		{localizetest.Status500, 2, 3, 1500 * time.Millisecond, false},
		{localizetest.ErrorIn200, 1, 2, 500 * time.Millisecond, false},
		{localizetest.Status429, -1, provider.Tries, 150 * time.Second, true},
		{localizetest.InsufficientQuota, -1, 1, 0, true},
		{localizetest.BadKey, -1, 1, 0, true},
		{localizetest.TooLong, -1, 1, 0, true},
	} {
		tr, s := start(t, localizetest.Config{Faults: []localizetest.Fault{{Kind: tc.fault, From: 1, To: tc.times, RetryAfter: 30 * time.Second}}})
		clock := &jump{now: time.Now()}
		limited := engines.Stack{Limiter: provider.NewLimiterAt("gpt", provider.Limits{Concurrency: 2}, clock)}.Translator(tr)
		reply, err := limited.Translate(t.Context(), request("a"))
		if (err != nil) != tc.fails || !tc.fails && reply.Texts[1] == "" {
			t.Errorf("%s: %v, %v", tc.fault, reply.Texts, err)
		}
		if n := len(s.Requests()); n != tc.requests || clock.slept < tc.waited {
			t.Errorf("%s: %d requests in %v, want %d and at least %v", tc.fault, n, clock.slept, tc.requests, tc.waited)
		}
	}
}

// BenchmarkSeason asks for 80 episodes of 60 lines, 16 at once, from a server
// that takes 200 ms: the ideal is 80 / 16 × 200 ms = 1 s.
func BenchmarkSeason(b *testing.B) {
	s := localizetest.NewServer(b, localizetest.Config{Latency: 200 * time.Millisecond})
	tr, err := newTranslator(s.URL)
	if err != nil {
		b.Fatal(err)
	}
	r := request(strings.Split(strings.Repeat("你骗了我。 ", 60), " ")[:60]...)
	for b.Loop() {
		limited := engines.Stack{Limiter: provider.NewLimiter("gpt", provider.Limits{Concurrency: 16})}.Translator(tr)
		var wg sync.WaitGroup
		for range 80 {
			wg.Go(func() {
				if reply, err := limited.Translate(b.Context(), r); err != nil || len(reply.Texts) != 60 {
					b.Error(err)
				}
			})
		}
		wg.Wait()
	}
}
