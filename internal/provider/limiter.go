package provider

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits is what a run allows itself towards one provider. Zero means no
// limit of that sort.
type Limits struct {
	// Concurrency is how many requests may be under way at once.
	Concurrency int
	// RPM and TPM are requests and tokens per minute.
	RPM, TPM int
}

// Tries is how often one piece of work is tried before its failure is final.
const Tries = 6

// MaxWait is the longest pause between two tries. A provider that asks for
// more is not waited for: its error, which tells the time, is returned.
const MaxWait = 5 * time.Minute

// The first pause after a failure without Retry-After; each further one is
// twice as long. Six tries of a busy provider so span a full minute, which is
// the window most providers count requests in.
const (
	busyPause      = 2 * time.Second
	temporaryPause = 500 * time.Millisecond
)

// Clock is the time a Limiter lives in.
type Clock interface {
	Now() time.Time
	// Sleep returns after d, at once if d is not positive, or with ctx's
	// error if that ends first.
	Sleep(ctx context.Context, d time.Duration) error
}

// Limiter holds back the calls to one provider. It is made once per provider
// and run, and shared by everything that calls that provider.
type Limiter struct {
	name             string
	clock            Clock
	slots            chan struct{}
	requests, tokens *rate.Limiter

	// over ends when the provider is given up for this run; its cause says why.
	over   context.Context
	giveUp context.CancelCauseFunc

	mu    sync.Mutex
	until time.Time // the end of the shared cool-down
}

// NewLimiter returns the limiter of the provider called name in season.yaml.
func NewLimiter(name string, l Limits) *Limiter {
	return NewLimiterAt(name, l, wallClock{})
}

// NewLimiterAt is NewLimiter with a clock of the caller's.
func NewLimiterAt(name string, l Limits, c Clock) *Limiter {
	lim := &Limiter{name: name, clock: c, requests: bucket(l.RPM), tokens: bucket(l.TPM)}
	lim.over, lim.giveUp = context.WithCancelCause(context.Background())
	if l.Concurrency > 0 {
		lim.slots = make(chan struct{}, l.Concurrency)
	}
	return lim
}

// bucket holds one second's worth of a minute's allowance and refills so that
// no window of a minute sees more than that allowance; a millionth is left for
// the rounding to nanoseconds.
func bucket(perMinute int) *rate.Limiter {
	if perMinute <= 0 {
		return nil
	}
	burst := max(1, perMinute/60)
	return rate.NewLimiter(rate.Limit(float64(perMinute-burst+1)*0.999999/60), burst)
}

// Do runs f when the provider has room for a request of about that many
// tokens. A failure of kind Busy or Temporary is tried again, up to Tries
// times in all; Retry-After and, for Busy, the pause hold for every caller of
// this limiter. Any other failure is returned at once, as is ctx's.
//
// A failure of kind Credentials or Funds would be that of every request: the
// provider is given up, and whoever waits or comes later gets that failure
// without asking. What is in flight is not disturbed.
func (l *Limiter) Do(ctx context.Context, tokens int, f func(context.Context) error) error {
	waiting, end := l.waiting(ctx)
	defer end()
	for try := 1; ; try++ {
		err := l.once(ctx, waiting, tokens, f)
		if err == nil || ctx.Err() != nil {
			return err
		}
		pause, again := l.pause(err, try)
		if !again {
			return err
		}
		if try == Tries {
			return fmt.Errorf("gave up after %d tries: %w", Tries, err)
		}
		l.logRetry(ctx, err, try, pause)
		begun := l.clock.Now()
		if err := l.clock.Sleep(waiting, pause); err != nil {
			return l.ended(err)
		}
		l.logWait(ctx, "retry", begun)
	}
}

// waiting is ctx for what only waits: it ends also with the provider.
func (l *Limiter) waiting(ctx context.Context) (waiting context.Context, end func()) {
	waiting, cancel := context.WithCancel(ctx)
	forget := context.AfterFunc(l.over, cancel)
	return waiting, func() { forget(); cancel() }
}

// ended is why waiting ended: the provider was given up, or the context's err.
func (l *Limiter) ended(err error) error {
	if l.over.Err() != nil {
		return context.Cause(l.over)
	}
	return fmt.Errorf("%s: %w", l.name, err)
}

// once waits for room and runs f. The slot is given back between tries.
func (l *Limiter) once(ctx, waiting context.Context, tokens int, f func(context.Context) error) error {
	begun := l.clock.Now()
	release, err := l.slot(waiting)
	if err != nil {
		return l.ended(err)
	}
	defer release()
	l.logWait(ctx, "slot", begun)
	if err := l.room(waiting, tokens); err != nil {
		return l.ended(err)
	}
	if l.over.Err() != nil {
		return context.Cause(l.over)
	}
	err = f(ctx)
	if k := KindOf(err); err != nil && (k == Credentials || k == Funds) {
		l.giveUp(err)
	}
	return err
}

func (l *Limiter) slot(ctx context.Context) (release func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if l.slots == nil {
		return func() {}, nil
	}
	select {
	case l.slots <- struct{}{}:
		return func() { <-l.slots }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// room waits for both buckets and then for the cool-down, which may have been
// set or prolonged meanwhile.
func (l *Limiter) room(ctx context.Context, tokens int) error {
	for wait, what := l.draw(tokens), "pace"; ; what = "cool-down" {
		begun := l.clock.Now()
		if err := l.clock.Sleep(ctx, wait); err != nil {
			return err
		}
		l.logWait(ctx, what, begun)
		if wait = l.cooling(); wait == 0 {
			return nil
		}
	}
}

// draw takes a request of so many tokens from both buckets and returns how
// long it has to wait for them.
func (l *Limiter) draw(tokens int) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	return max(take(l.requests, now, 1), take(l.tokens, now, tokens))
}

// take draws n from the bucket and returns how long to wait: until what was
// drawn earlier has been paid back. The draw itself becomes debt for the next,
// so that a request larger than the bucket is neither refused nor undercounted.
func take(b *rate.Limiter, now time.Time, n int) time.Duration {
	if b == nil || n <= 0 {
		return 0
	}
	var wait time.Duration
	for first := true; n > 0; first = false {
		part := min(n, b.Burst())
		if first {
			part = 1
		}
		r := b.ReserveN(now, part)
		if first {
			wait = r.DelayFrom(now)
		}
		n -= part
	}
	return wait
}

// cooling is how much of the shared cool-down is left, spread a little so
// that the callers do not all come back in the same instant.
func (l *Limiter) cooling() time.Duration {
	l.mu.Lock()
	left := l.until.Sub(l.clock.Now())
	l.mu.Unlock()
	if left <= 0 {
		return 0
	}
	return left + jitter(min(left, time.Second))
}

// pause is how long to wait after the try-th failure, and whether to go on.
// It starts the shared cool-down where the whole provider asked for it.
func (l *Limiter) pause(err error, try int) (time.Duration, bool) {
	var e *Error
	if !errors.As(err, &e) || (e.Kind != Busy && e.Kind != Temporary) || e.RetryAfter > MaxWait {
		return 0, false
	}
	if e.RetryAfter > 0 {
		l.cool(e.RetryAfter)
		return e.RetryAfter + jitter(min(e.RetryAfter, time.Second)), true
	}
	base := temporaryPause
	if e.Kind == Busy {
		base = busyPause
	}
	pause := base << (try - 1)
	pause += jitter(pause / 2)
	if e.Kind == Busy {
		l.cool(pause)
	}
	return pause, true
}

func (l *Limiter) cool(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if end := l.clock.Now().Add(d); end.After(l.until) {
		l.until = end
	}
}

func jitter(most time.Duration) time.Duration {
	if most <= 0 {
		return 0
	}
	return rand.N(most)
}

type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now() }

func (wallClock) Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
