package provider_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dramaport/internal/provider"
)

func fail(kind provider.Kind, retryAfter time.Duration) error {
	return &provider.Error{Provider: "p", Kind: kind, RetryAfter: retryAfter, Err: errors.New("no")}
}

func TestConcurrencyIsHeld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := provider.NewLimiter("p", provider.Limits{Concurrency: 3})
		var now, most atomic.Int32
		var wg sync.WaitGroup
		start := time.Now()
		for range 9 {
			wg.Go(func() {
				_ = l.Do(t.Context(), 0, func(context.Context) error {
					most.Store(max(most.Load(), now.Add(1)))
					time.Sleep(time.Second)
					now.Add(-1)
					return nil
				})
			})
		}
		wg.Wait()
		if most.Load() != 3 || time.Since(start) != 3*time.Second {
			t.Errorf("at most %d at once in %v, want 3 in 3s", most.Load(), time.Since(start))
		}
	})
}

// TestMinuteIsHeld slides a window of a minute over every admission.
func TestMinuteIsHeld(t *testing.T) {
	for _, tc := range []struct{ rpm, tpm, tokens, calls, most int }{
		{rpm: 1, calls: 4, most: 1},
		{rpm: 30, calls: 120, most: 30},
		{rpm: 600, calls: 2000, most: 600},
		{tpm: 6000, tokens: 1000, calls: 30, most: 7},  // the allowance and the one that went into debt
		{tpm: 500, tokens: 3000, calls: 4, most: 1},    // larger than a minute's worth: not refused
		{rpm: 0, tpm: 0, tokens: 9, calls: 9, most: 9}, // no limits
	} {
		t.Run(fmt.Sprint(tc), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := provider.NewLimiter("p", provider.Limits{RPM: tc.rpm, TPM: tc.tpm})
				var at []time.Time
				for range tc.calls {
					if err := l.Do(t.Context(), tc.tokens, func(context.Context) error { at = append(at, time.Now()); return nil }); err != nil {
						t.Fatal(err)
					}
				}
				if most := densestMinute(at); most > tc.most || most < tc.most-1 {
					t.Errorf("%d calls in one minute, want %d", most, tc.most)
				}
			})
		})
	}
}

func densestMinute(at []time.Time) int {
	most := 0
	for i, first := range at {
		n := 0
		for _, then := range at[i:] {
			if then.Sub(first) < time.Minute {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

func TestWhatIsTriedAgain(t *testing.T) {
	for _, tc := range []struct {
		name  string
		err   error
		tries int
		least time.Duration
		most  time.Duration
	}{
		{"busy spans a minute", fail(provider.Busy, 0), provider.Tries, 60 * time.Second, 120 * time.Second},
		{"temporary", fail(provider.Temporary, 0), provider.Tries, 15 * time.Second, 25 * time.Second},
		{"retry-after", fail(provider.Busy, 7*time.Second), provider.Tries, 35 * time.Second, 50 * time.Second},
		{"retry-after of an hour", fail(provider.Busy, time.Hour), 1, 0, 0},
		{"credentials", fail(provider.Credentials, 0), 1, 0, 0},
		{"funds", fail(provider.Funds, 0), 1, 0, 0},
		{"refused", fail(provider.Refused, 0), 1, 0, 0},
		{"too long", fail(provider.TooLong, 0), 1, 0, 0},
		{"failed", fail(provider.Failed, 0), 1, 0, 0},
		{"not a provider's error", errors.New("disk full"), 1, 0, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := provider.NewLimiter("p", provider.Limits{Concurrency: 1})
				start, tries := time.Now(), 0
				err := l.Do(t.Context(), 1, func(context.Context) error { tries++; return tc.err })
				if !errors.Is(err, tc.err) || provider.KindOf(err) != provider.KindOf(tc.err) {
					t.Errorf("got %v, want it to be %v", err, tc.err)
				}
				if took := time.Since(start); tries != tc.tries || took < tc.least || took > tc.most {
					t.Errorf("%d tries in %v, want %d in %v…%v", tries, took, tc.tries, tc.least, tc.most)
				}
			})
		})
	}
}

func TestCoolDownIsShared(t *testing.T) {
	for _, tc := range []struct {
		name   string
		err    error
		shared bool
	}{
		{"busy", fail(provider.Busy, 10*time.Second), true},
		{"temporary with retry-after", fail(provider.Temporary, 10*time.Second), true},
		{"temporary", fail(provider.Temporary, 0), false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := provider.NewLimiter("p", provider.Limits{Concurrency: 8})
				start, once := time.Now(), true
				go func() {
					_ = l.Do(t.Context(), 1, func(context.Context) error {
						if once {
							once = false
							return tc.err
						}
						return nil
					})
				}()
				synctest.Wait()
				seen := map[time.Duration]bool{}
				var mu sync.Mutex
				var wg sync.WaitGroup
				for range 5 {
					wg.Go(func() {
						_ = l.Do(t.Context(), 1, func(context.Context) error {
							mu.Lock()
							defer mu.Unlock()
							seen[time.Since(start)] = true
							return nil
						})
					})
				}
				wg.Wait()
				for after := range seen {
					if (after >= 10*time.Second) != tc.shared {
						t.Errorf("another caller went on after %v", after)
					}
				}
				if tc.shared && len(seen) < 2 {
					t.Error("all came back in the same instant: no jitter")
				}
			})
		})
	}
}

func TestRecovers(t *testing.T) {
	c := &fakeClock{now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	l := provider.NewLimiterAt("p", provider.Limits{Concurrency: 2, RPM: 60, TPM: 60000}, c)
	tries := 0
	err := l.Do(t.Context(), 100, func(context.Context) error {
		if tries++; tries < 3 {
			return fail(provider.Busy, 30*time.Second)
		}
		return nil
	})
	if err != nil || tries != 3 || c.slept < time.Minute {
		t.Errorf("err %v after %d tries and %v", err, tries, c.slept)
	}
}

func TestCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := provider.NewLimiter("p", provider.Limits{Concurrency: 1})
		ctx, cancel := context.WithCancel(t.Context())
		held := make(chan struct{})
		go func() { _ = l.Do(t.Context(), 1, func(context.Context) error { <-held; return nil }) }()
		synctest.Wait()
		got := make(chan error)
		go func() { got <- l.Do(ctx, 1, func(context.Context) error { t.Error("ran"); return nil }) }()
		synctest.Wait()
		cancel()
		if err := <-got; !errors.Is(err, context.Canceled) || !strings.HasPrefix(err.Error(), "p: ") {
			t.Errorf("waiting for a slot: %v", err)
		}
		close(held)
		synctest.Wait()

		ctx, cancel = context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		err := l.Do(ctx, 1, func(context.Context) error { return fail(provider.Busy, time.Minute) })
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("in the cool-down: %v", err)
		}
		if err := l.Do(ctx, 1, func(context.Context) error { t.Error("ran"); return nil }); err == nil {
			t.Error("ran with a context that is over")
		}
	})
}

type fakeClock struct {
	mu    sync.Mutex
	now   time.Time
	slept time.Duration
}

func (c *fakeClock) Now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now }

func (c *fakeClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.slept = c.now.Add(max(0, d)), c.slept+max(0, d)
	return ctx.Err()
}
