package provider

import (
	"context"
	"errors"
)

// ErrStopped is in the chain of the error of a request that was not begun, or
// not waited for, because the run is ending.
var ErrStopped = errors.New("stopped before every line was asked for")

// ErrUsageNotKept is in the chain of the error of a request that was answered,
// and whose usage could not be recorded. The answer comes with it: it is paid
// for.
var ErrUsageNotKept = errors.New("recording usage")

// Until is ctx for what only waits: it ends also when stop is closed. end
// releases it. stop may be nil.
func Until(ctx context.Context, stop <-chan struct{}) (waiting context.Context, end context.CancelFunc) {
	waiting, end = context.WithCancel(ctx)
	if stop != nil {
		go func() {
			select {
			case <-stop:
				end()
			case <-waiting.Done():
			}
		}()
	}
	return waiting, end
}

// MayPass reports a failure that is not the request's own: another try, or a
// turn, for which there was no time, may have succeeded.
func MayPass(err error) bool {
	kind := KindOf(err)
	return errors.Is(err, context.Canceled) || kind == Busy || kind == Temporary
}
