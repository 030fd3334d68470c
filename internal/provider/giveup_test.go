package provider_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dramaport/internal/provider"
)

// TestGivenUpProviderIsNotAskedAgain: what is in flight fails, what waits for
// a slot, for its turn in the minute or in a cool-down is not sent at all.
func TestGivenUpProviderIsNotAskedAgain(t *testing.T) {
	for _, kind := range []provider.Kind{provider.Credentials, provider.Funds} {
		for _, limits := range []provider.Limits{{Concurrency: 3}, {Concurrency: 3, RPM: 6}, {Concurrency: 1}} {
			synctest.Test(t, func(t *testing.T) {
				l := provider.NewLimiter("p", limits)
				var sent, same atomic.Int32
				var wg sync.WaitGroup
				want := fail(kind, 0)
				start := time.Now()
				for range 50 {
					wg.Go(func() {
						err := l.Do(t.Context(), 1, func(context.Context) error {
							sent.Add(1)
							time.Sleep(time.Second)
							return want
						})
						if errors.Is(err, want) {
							same.Add(1)
						}
					})
				}
				wg.Wait()
				if int(sent.Load()) > limits.Concurrency || same.Load() != 50 {
					t.Errorf("%+v: %d sent, %d got the reason", limits, sent.Load(), same.Load())
				}
				if took := time.Since(start); took > time.Second {
					t.Errorf("%+v: waited %v", limits, took)
				}
			})
		}
	}
}

// TestOtherFailuresDoNotGiveUp is the control: a failure of one request is not
// that of all.
func TestOtherFailuresDoNotGiveUp(t *testing.T) {
	l := provider.NewLimiter("p", provider.Limits{Concurrency: 1})
	sent := 0
	for range 5 {
		_ = l.Do(t.Context(), 1, func(context.Context) error { sent++; return fail(provider.Refused, 0) })
	}
	if sent != 5 {
		t.Errorf("%d sent, want 5", sent)
	}
}

// TestGivingUpEndsACoolDown: a pause of minutes is not waited out.
func TestGivingUpEndsACoolDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := provider.NewLimiter("p", provider.Limits{Concurrency: 2})
		var wg sync.WaitGroup
		start := time.Now()
		wg.Go(func() {
			err := l.Do(t.Context(), 1, func(context.Context) error {
				time.Sleep(time.Millisecond) // the other one is under way by then
				return fail(provider.Busy, 2*time.Minute)
			})
			if provider.KindOf(err) != provider.Credentials {
				t.Errorf("got %v", err)
			}
		})
		wg.Go(func() {
			_ = l.Do(t.Context(), 1, func(context.Context) error { time.Sleep(time.Second); return fail(provider.Credentials, 0) })
		})
		wg.Wait()
		if took := time.Since(start); took > time.Second {
			t.Errorf("waited %v", took)
		}
	})
}
