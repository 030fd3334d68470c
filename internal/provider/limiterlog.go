package provider

import (
	"context"
	"errors"
	"time"

	"dramaport/internal/debuglog"
)

// leastWait is the shortest wait that the debug log tells of.
const leastWait = time.Millisecond

// logWait tells the debug log, if there is one, how long was waited for what.
func (l *Limiter) logWait(ctx context.Context, what string, begun time.Time) {
	t := debuglog.From(ctx)
	if t == nil {
		return
	}
	if took := l.clock.Now().Sub(begun); took >= leastWait {
		ms := took.Milliseconds()
		t.Write(debuglog.Event{Event: "wait", Provider: l.name, For: what, MS: &ms})
	}
}

// logRetry tells the debug log, if there is one, that a try has failed and the
// next follows after a pause.
func (l *Limiter) logRetry(ctx context.Context, err error, try int, pause time.Duration) {
	t := debuglog.From(ctx)
	if t == nil {
		return
	}
	e := debuglog.Event{Event: "retry", Provider: l.name, Try: try, Pause: pause.Milliseconds()}
	t.Write(WithFailure(ctx, e, err))
}

// WithFailure is e with a failure in it: its kind, status and Retry-After, and
// its words where the debug log has texts, since services repeat what they were
// sent.
func WithFailure(ctx context.Context, e debuglog.Event, err error) debuglog.Event {
	var failed *Error
	switch {
	case err == nil:
		return e
	case errors.As(err, &failed):
		e.Failure, e.Status, e.RetryAfter = failed.Kind.String(), failed.Status, failed.RetryAfter.Milliseconds()
	case errors.Is(err, context.Canceled):
		e.Failure = "cancelled"
	default:
		e.Failure = Failed.String()
	}
	if debuglog.From(ctx).Texts() {
		e.Error = err.Error()
	}
	return e
}
