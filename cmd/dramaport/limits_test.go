package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dramaport/internal/atomicfile"
	"dramaport/internal/console"
	"dramaport/internal/engines"
	"dramaport/internal/provider"
	"dramaport/localize"
	"dramaport/season"
	"dramaport/season/config"
)

// vendor is a provider in virtual time that counts what reaches it.
type vendor struct {
	latency time.Duration
	// busy answers the request of that number with 429 and this Retry-After.
	busy       int
	retryAfter time.Duration

	mu        sync.Mutex
	at        []time.Time
	busyAt    time.Time
	now, most int
}

func (v *vendor) Translate(_ context.Context, r localize.Request) (localize.Reply, error) {
	v.mu.Lock()
	v.at = append(v.at, time.Now())
	number := len(v.at)
	v.now++
	v.most = max(v.most, v.now)
	if number == v.busy {
		v.busyAt = time.Now()
	}
	v.mu.Unlock()
	defer func() { v.mu.Lock(); v.now--; v.mu.Unlock() }()
	if number == v.busy {
		return localize.Reply{}, &provider.Error{Provider: "gpt", Kind: provider.Busy, RetryAfter: v.retryAfter, Err: fmt.Errorf("busy")}
	}
	time.Sleep(v.latency)
	reply := localize.Reply{Texts: map[int]string{}, Usage: localize.Usage{InputTokens: 100, OutputTokens: 10}}
	for _, it := range r.Lines {
		reply.Texts[it.N] = "You lied to me."
	}
	return reply, nil
}

// densest is the most requests in any window.
func densest(at []time.Time, window time.Duration) int {
	most := 0
	for i, first := range at {
		n := 0
		for _, then := range at[i:] {
			if then.Sub(first) < window {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// seasonOf writes a season of so many one-line episodes in three markets.
func seasonOf(t *testing.T, translator string, episodes int, more ...string) string {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{
		"season.yaml": "title: Limits\nsource: {locale: zh-CN, tracks: source/*.srt}\ntranslators:\n  gpt: " + translator + "\n" + strings.Join(more, "") +
			"markets:\n  us: {locale: en-US, translate: gpt}\n  uk: {locale: en-GB, translate: gpt}\n  au: {locale: en-AU, translate: gpt}\n",
	}
	for e := range episodes {
		files[fmt.Sprintf("source/e%03d.srt", e+1)] = "1\n00:00:01,000 --> 00:00:03,000\n你骗了我三年。\n"
	}
	for name, text := range files {
		if err := atomicfile.Write(filepath.Join(dir, name), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// draftWith drafts a season's three markets with the vendor in place of gpt,
// behind everything a request passes in a run.
func draftWith(t *testing.T, dir string, v localize.Translator) {
	t.Helper()
	a := &app{in: strings.NewReader(""), getenv: os.Getenv, dir: dir, stop: make(chan struct{}), Console: console.Console{Out: io.Discard, Err: io.Discard, Quiet: true}}
	d, err := a.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var s selection
	scope, err := s.scope(d)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := a.draft(t.Context(), d, scope, enginesWith(d.Config, v)); err != nil {
		t.Error(err)
	}
}

// enginesWith are a season's with the vendor for every translator of the openai
// engine.
func enginesWith(cfg config.Config, v localize.Translator) *engines.Engines {
	return engines.New(engines.Options{Config: cfg, Getenv: func(string) string { return "a key" },
		Translators: map[string]engines.NewTranslator{"openai": func(engines.TextOrder) (localize.Translator, error) { return v, nil }}})
}

// TestOneLimiterForTheWholeRun drafts 3 markets × 40 episodes and counts at the
// provider: concurrency and requests per minute hold over all of them.
func TestOneLimiterForTheWholeRun(t *testing.T) {
	dir := seasonOf(t, "{engine: openai, model: m, concurrency: 4, rpm: 60}", 40)
	synctest.Test(t, func(t *testing.T) {
		v := &vendor{latency: 5 * time.Second}
		draftWith(t, dir, v)
		if len(v.at) != 120 || v.most != 4 {
			t.Errorf("%d requests, at most %d at once; want 120 and 4", len(v.at), v.most)
		}
		if n := densest(v.at, time.Minute); n > 60 {
			t.Errorf("%d requests in one minute, allowed are 60", n)
		}
	})
}

// TestMinuteIsUsedUp is the same with requests so short that only the minute
// holds them back: it is held, and it is used.
func TestMinuteIsUsedUp(t *testing.T) {
	dir := seasonOf(t, "{engine: openai, model: m, concurrency: 16, rpm: 60}", 40)
	synctest.Test(t, func(t *testing.T) {
		v := &vendor{latency: time.Millisecond}
		draftWith(t, dir, v)
		if n := densest(v.at, time.Minute); n > 60 || n < 59 {
			t.Errorf("%d requests in one minute, allowed are 60", n)
		}
	})
}

// TestRetryAfterHoldsForAllMarkets: after one market's 429 nobody asks before
// the provider's time, and then not all in the same instant.
func TestRetryAfterHoldsForAllMarkets(t *testing.T) {
	dir := seasonOf(t, "{engine: openai, model: m, concurrency: 6}", 20)
	synctest.Test(t, func(t *testing.T) {
		v := &vendor{latency: time.Second, busy: 20, retryAfter: 30 * time.Second}
		draftWith(t, dir, v)
		back := map[time.Time]bool{}
		for _, at := range v.at {
			since := at.Sub(v.busyAt)
			if since > 0 && since < 30*time.Second {
				t.Errorf("a request %v after the 429, asked for were 30s", since)
			}
			if since >= 30*time.Second && since < 31*time.Second {
				back[at] = true
			}
		}
		if len(v.at) != 61 || len(back) < 2 {
			t.Errorf("%d requests, want 61; %d instants of return", len(v.at), len(back))
		}
	})
}

// TestWarmUp: where the provider sells cached input cheaper, the first request
// of each market goes alone, if its prefix is long enough to be cached.
func TestWarmUp(t *testing.T) {
	for price, want := range map[string]int{"{input: 1, cached: 0.1}": 3, "{input: 1}": 16} {
		dir := seasonOf(t, "{engine: openai, model: m, concurrency: 16, price: "+price+"}", 20, "bible: bible.md\n")
		if err := os.WriteFile(filepath.Join(dir, "bible.md"), []byte(strings.Repeat("Who addresses whom how. ", 300)), 0o600); err != nil {
			t.Fatal(err)
		}
		synctest.Test(t, func(t *testing.T) {
			v := &vendor{latency: time.Second}
			start := time.Now()
			draftWith(t, dir, v)
			n := 0
			for _, at := range v.at {
				if at.Sub(start) < time.Second {
					n++
				}
			}
			if n != want || len(v.at) != 60 {
				t.Errorf("price %s: %d requests before the first answer, want %d", price, n, want)
			}
		})
	}
}

// TestPriceOfARequest prices what was consumed, cached tokens apart.
func TestPriceOfARequest(t *testing.T) {
	for _, tc := range []struct {
		price config.Price
		used  localize.Usage
		want  float64
	}{
		{config.Price{Input: 2, Cached: 0.2, Output: 10}, localize.Usage{InputTokens: 1000, CachedTokens: 900, OutputTokens: 100}, 0.00138},
		{config.Price{Characters: 20}, localize.Usage{Characters: 500}, 0.01},
		{config.Price{Characters: 20, Requests: 1000}, localize.Usage{Characters: 500}, 0.011},
		{config.Price{Requests: 1000}, localize.Usage{}, 0},
	} {
		if got := engines.CostOf(tc.price, tc.used); got < tc.want-1e-12 || got > tc.want+1e-12 {
			t.Errorf("%+v of %+v costs %v, want %v", tc.used, tc.price, got, tc.want)
		}
	}
}

// TestNoSlotIsHeldWhileUsageIsWritten: a store that is slow to write does not
// keep the provider waiting.
func TestNoSlotIsHeldWhileUsageIsWritten(t *testing.T) {
	dir := seasonOf(t, "{engine: openai, model: m, concurrency: 1}", 1)
	synctest.Test(t, func(t *testing.T) {
		cfg, err := config.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		v := &vendor{latency: time.Second}
		e := enginesWith(cfg, v).Metered([]localize.Engine{{Name: "gpt", Translator: v}}, nil, func(context.Context, season.Usage) error {
			time.Sleep(time.Minute)
			return nil
		})
		var all sync.WaitGroup
		for range 3 {
			all.Go(func() { _, _ = e[0].Translator.Translate(t.Context(), localize.Request{}) })
		}
		all.Wait()
		if took := v.at[2].Sub(v.at[0]); took != 2*time.Second {
			t.Errorf("the third request began %v after the first, want 2s", took)
		}
	})
}

// TestStopEndsWaiting: the first Ctrl-C does not wait for a provider's
// Retry-After, nor for the turn of what was not sent yet; what was answered is
// kept, and nothing is called a failure of the line's.
func TestStopEndsWaiting(t *testing.T) {
	dir := seasonOf(t, "{engine: openai, model: m, concurrency: 1, rpm: 1}", 3)
	synctest.Test(t, func(t *testing.T) {
		v := &vendor{latency: time.Second, busy: 2, retryAfter: 4 * time.Minute}
		a := &app{in: strings.NewReader(""), getenv: os.Getenv, dir: dir, stop: make(chan struct{}), Console: console.Console{Out: io.Discard, Err: io.Discard, Quiet: true}}
		d, err := a.open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		scope, err := new(selection).scope(d)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		go func() { time.Sleep(70 * time.Second); close(a.stop) }()
		_, _, err = a.draft(t.Context(), d, scope, enginesWith(d.Config, v))
		if took := time.Since(start); took > 72*time.Second {
			t.Errorf("stopped %v after the beginning, 70s was Ctrl-C", took)
		}
		if k, _ := classify(err); k != kindInterrupted {
			t.Errorf("%v", err)
		}
		sheets, err := d.LayOut(t.Context(), scope)
		if err != nil {
			t.Fatal(err)
		}
		machine := 0
		for _, sh := range sheets {
			for _, r := range sh.Rows {
				if r.Translation.State == season.Machine {
					machine++
				} else if len(r.Translation.Findings) > 0 {
					t.Errorf("%s: %v", sh.Episode, r.Translation.Findings)
				}
			}
		}
		if machine != 1 {
			t.Errorf("%d lines have a text, want the one answered", machine)
		}
	})
}
